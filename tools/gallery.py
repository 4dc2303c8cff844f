"""Writes the gallery: the first page of every document as a picture, with the commands that write it.

::

    python tools/gallery.py FOLDER

The folder gets ``gallery.html`` and the pictures beside it; the documentation's build makes them anew. Needs the extra
``pdf``: the pictures are pages of the PDF files, which look as those of Word do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final, cast

import attrs
import typst

import kdcl
from kdcl.blocks import Document
from kdcl.documents import DOCUMENTS, DocumentForm
from kdcl.locale import get_locale
from kdcl.renderers.pdf.engine import TYPEFACES
from kdcl.renderers.pdf.tree import compose_data

EXAMPLES: Final = Path(__file__).parent.parent / "examples"
PLANNED: Final = frozenset({"decision", "plan", "opinions"})
"""Documents whose facts are in the file of a plan; the others are made from a whole report."""
MOST_BLOCKS: Final = 60
"""More than a first page has of any document; setting all pages of a report takes a hundred times as long."""
DOTS_PER_INCH: Final = 80
FORMATS: Final = ("docx", "pdf", "html", "md", "txt", "xlsx")
STYLE: Final = """
:root{color-scheme:light dark}body{font:1rem/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
img{max-width:100%;height:auto;border:1px solid #767676;background:#fff}pre{overflow-x:auto}
section{margin:2.5rem 0;break-inside:avoid}
"""


def example_of(form: DocumentForm) -> str:
    """Return the shipped file that a document is shown of."""
    return f"examples/{'plan' if form.id in PLANNED else 'primary'}-2017.json"


def commands_of(form: DocumentForm) -> Iterator[str]:
    """Iterate over the commands that write a document, one for each format."""
    verb = "report" if form.id == "report" else f"render {form.id}"
    yield from (f"kdcl {verb} {example_of(form)} -o {form.id}.{suffix}" for suffix in FORMATS)


def draw(form: DocumentForm) -> bytes:
    """Return the first page of a document as a picture (PNG)."""
    assessment = kdcl.load(EXAMPLES.parent / example_of(form))
    document = form.build(assessment, kdcl.get_framework(assessment.framework))
    program = files("kdcl.renderers.pdf").joinpath("page.typ").read_bytes()
    data = compose_data(cut(document), TYPEFACES)
    compiler = typst.Compiler(program, ignore_system_fonts=True, sys_inputs={"document": data})
    pages = compiler.compile(format="png", ppi=DOTS_PER_INCH)
    return pages if isinstance(pages, bytes) else cast("list[bytes]", pages)[0]  # one page alone is no list


def cut(document: Document) -> Document:
    """Return the beginning of a document."""
    first = document.sections[0]
    return attrs.evolve(document, sections=(attrs.evolve(first, blocks=first.blocks[:MOST_BLOCKS]),))


def render_gallery() -> str:
    """Return the page that shows the pictures."""
    vietnamese, english = get_locale("vi"), get_locale("en")
    parts = [
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Các biểu mẫu / Gallery</title><style>{STYLE}</style></head><body><main>",
        '<h1>Các biểu mẫu <span lang="en">/ Gallery</span></h1>',
        "<p>Trang đầu của mỗi văn bản, in từ tệp ví dụ, cùng các lệnh ghi ra văn bản ấy.</p>",
        '<p lang="en">The first page of each document, from a shipped example, with the commands that write it.</p>',
    ]
    for form in DOCUMENTS:
        title = escape(vietnamese.text(form.title))
        parts += [
            f'<section id="{form.id}"><h2>{title}</h2><p lang="en">{escape(english.text(form.title))}</p>',
            f'<img src="gallery/{form.id}.png" alt="Trang đầu: {title}" loading="lazy">',
            f'<pre tabindex="0"><code>{escape(chr(10).join(commands_of(form)))}</code></pre></section>',
        ]
    return "\n".join((*parts, "</main></body></html>\n"))


def write_gallery(folder: Path) -> None:
    """Write the page and its pictures into a folder."""
    pictures = folder / "gallery"
    pictures.mkdir(parents=True, exist_ok=True)
    for form in DOCUMENTS:
        (pictures / f"{form.id}.png").write_bytes(draw(form))
    (folder / "gallery.html").write_text(render_gallery(), "utf-8")


def main() -> int:
    """Write the gallery where the command line says."""
    (folder,) = sys.argv[1:] or (".",)
    write_gallery(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
