"""The report as a web page through Jinja2: a compiled template that walks over the same tree."""

from __future__ import annotations

import jinja2
from markupsafe import Markup, escape

from kdcl.blocks import Document

TEMPLATE = """\
{% macro run(r) -%}
{% if r.link %}<a href="#{{ ids[r.link] }}">{% elif r.address %}<a href="{{ r.address }}">{% endif -%}
{% if r.bold %}<strong>{% endif %}{% if r.italic %}<em>{% endif %}{% if r.underlined %}<u>{% endif -%}
{{ r.text | lines }}
{%- if r.underlined %}</u>{% endif %}{% if r.italic %}</em>{% endif %}{% if r.bold %}</strong>{% endif -%}
{% if r.link or r.address %}</a>{% endif %}
{%- endmacro %}
{% macro paragraph(p) -%}
<p{% if p.bookmark %} id="{{ ids[p.bookmark] }}"{% endif %} class="{{ p.style.value -}}
{% if p.align %} {{ p.align.value }}{% endif -%}
{% if p.keep_with_next %} kept{% endif %}"{% if p.space_before %} style="margin-top:{{ p.space_before }}mm"{% endif %}>
{%- for r in p.runs %}{{ run(r) }}{% endfor %}</p>
{%- endmacro %}
{% macro row(cells, element) -%}
<tr>{% for cell in cells %}<{{ element }}{% if cell.columns > 1 %} colspan="{{ cell.columns }}"{% endif -%}
{% if cell.rows > 1 %} rowspan="{{ cell.rows }}"{% endif %}{% if cell.is_shaded %} class="band"{% endif %}>
{%- for p in cell.paragraphs %}{{ paragraph(p) }}{% endfor %}</{{ element }}>{% endfor %}</tr>
{%- endmacro %}
{% macro entries(depth) -%}
<ul>{% for heading in headings if heading.is_listed and heading.level <= depth -%}
<li class="level-{{ heading.level }}"><a href="#{{ ids[heading.bookmark] }}">{{ heading.text }}</a></li>
{%- endfor %}</ul>
{%- endmacro -%}
<!DOCTYPE html>
<html lang="{{ document.language }}">
<head><meta charset="utf-8"><title>{{ document.title }}</title></head>
<body>
<nav>{{ entries(3) }}</nav>
<main>
{% for section in document.sections %}<section class="paper">
{% for b in section.blocks %}{% set kind = b.__class__.__name__ -%}
{% if kind == "Paragraph" %}{{ paragraph(b) }}
{% elif kind == "Heading" %}<h{{ b.level + 1 }} id="{{ ids[b.bookmark] }}">{{ b.text }}</h{{ b.level + 1 }}>
{% elif kind == "Table" %}<table><colgroup>{% for width in b.widths %}<col style="width:{{ width }}%">{% endfor -%}
</colgroup>
{% if b.header_rows %}<thead>{% for r in b.rows[:b.header_rows] %}{{ row(r.cells, "th") }}
{% endfor %}</thead>{% endif %}
<tbody>{% for r in b.rows[b.header_rows:] %}{{ row(r.cells, "td") }}
{% endfor %}</tbody></table>
{% elif kind == "TableOfContents" %}<p class="caption">{{ b.content_label }}</p>{{ entries(b.depth) }}
{% elif kind == "SignatureBlock" %}<div>{% for p in b.left %}{{ paragraph(p) }}{% endfor %}</div>
<div>{% for p in b.right %}{{ paragraph(p) }}{% endfor %}</div><p>{{ b.left_name }}</p><p>{{ b.right_name }}</p>
{% endif %}{% endfor %}</section>
{% endfor %}</main></body></html>
"""


def _lines(text: str) -> Markup:
    """Return a text escaped, with its line feeds as breaks."""
    return Markup("<br>").join(map(escape, text.split("\n"))) if "\n" in text else escape(text)


_ENVIRONMENT = jinja2.Environment(autoescape=True)
_ENVIRONMENT.filters["lines"] = _lines
_PAGE = _ENVIRONMENT.from_string(TEMPLATE)


def render_page(document: Document, ids: dict[str, str]) -> bytes:
    """Return the page; each bookmark has the id given."""
    return _PAGE.render(document=document, headings=document.headings(), ids=ids).encode()
