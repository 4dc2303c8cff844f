"""Writes the law explorer: every standard, criterion and indicator as one page that needs no server and no network.

::

    python tools/law_explorer.py law.html

The page has both languages; it is searched with or without diacritics, each item has a link of its own
(``law.html#secondary-1.3.b``), and it is printed as it is filtered. The documentation's build writes it too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Final

from kdcl.law import Citation, Criterion, Framework, Indicator, Standard, Status
from kdcl.locale import get_locale
from kdcl.measures import describe_measure, say_asked, say_unmeasured
from kdcl.messages import BilingualText, Message, message
from kdcl.standards import available_frameworks, get_framework

LANGUAGES: Final = ("vi", "en")
LABELS: Final = {
    "title": {"vi": "Tra cứu các tiêu chuẩn", "en": "Law explorer"},
    "about": {
        "vi": "Thông tư 42/2012/TT-BGDĐT và Công văn 46/KTKĐCLGD-KĐPT, diễn đạt lại bằng lời của dự án, không phải "
        "nguyên văn. Sau mỗi mục là căn cứ và mức độ chắc chắn.",
        "en": "Circular 42/2012/TT-BGDĐT and letter 46/KTKĐCLGD-KĐPT, restated in the project's own words, not quoted. "
        "Each item ends with its source and how sure it is.",
    },
    "search": {"vi": "Tìm (có dấu hoặc không dấu, hoặc số như 1.3.b)", "en": "Search (words, or a number as 1.3.b)"},
    "school": {"vi": "Loại trường", "en": "Kind of school"},
    "all": {"vi": "Tất cả", "en": "All"},
    "language": {"vi": "Ngôn ngữ", "en": "Language"},
    "found": {"vi": "chỉ số", "en": "indicators"},
    "none": {"vi": "Không có chỉ số nào phù hợp.", "en": "No indicator fits."},
    "checks": {"vi": "Cần kiểm tra", "en": "To check"},
    "numbers": {"vi": "Mức định lượng", "en": "Numbers"},
    "left": {"vi": "Không đối chiếu với số liệu", "en": "Not held against figures"},
    "evidence": {"vi": "Gợi ý minh chứng (chỉ là gợi ý)", "en": "Suggested evidence (suggestions only)"},
    "note": {"vi": "Ghi chú", "en": "Note"},
    "required": {"vi": "Bắt buộc đối với cấp độ", "en": "Required for level"},
    "assumed": {"vi": "theo giả định; chưa đọc được danh sách", "en": "by assumption; the list was not read"},
}
STYLE: Final = """
:root{color-scheme:light dark;--line:#767676;--soft:#f2f4f7}
@media(prefers-color-scheme:dark){:root{--line:#9a9a9a;--soft:#1d2430}}
body{font:1rem/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
form{position:sticky;top:0;background:Canvas;padding:.5rem 0;border-bottom:1px solid var(--line)}
form p{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:.25rem 0}
label{display:block}input[type=search]{font:inherit;width:min(30rem,90vw);padding:.3rem}select{font:inherit}
article{border-left:4px solid var(--line);padding:.1rem 0 .1rem 1rem;margin:1rem 0}
article:target{background:var(--soft)}h2,h3,h4,article{scroll-margin-top:9rem}
h4{margin:.3rem 0}h5{margin:.6rem 0 0;font-size:1em}ul{margin:.2rem 0;padding-left:1.4rem}
a{color:inherit}.source{font-size:.9em;margin:.4rem 0}.doubt{font-weight:bold}
html[lang=vi] [lang=en].text,html[lang=en] [lang=vi].text,[hidden]{display:none}
@media print{form{display:none}article{break-inside:avoid}body{max-width:none}}
@media(max-width:40rem){form{position:static}h2,h3,h4,article{scroll-margin-top:1rem}}
"""
SCRIPT: Final = """
const root=document.documentElement,form=document.forms[0],box=form.elements.search,kind=form.elements.school;
const fold=t=>t.normalize("NFD").replace(/[\\u0300-\\u036f]/g,"").replace(/[đĐ]/g,"d").toLowerCase();
const parts=t=>fold(t).replace(/[^a-z0-9.%]+/g," ").replace(/\\.+(?= |$)/g,"").trim();
const texts=part=>[...part.querySelectorAll("strong,.text")].map(each=>parts(each.textContent));
const items=[...document.querySelectorAll("article")].map(item=>
  [item," "+[item.parentElement.querySelector("h4"),item].flatMap(texts).join(" / ")]);
const groups=[...document.querySelectorAll("section")],count=document.getElementById("count");
const none=document.getElementById("none");
function filter(){
  const phrase=parts(box.value),all=phrase.split(" ").filter(Boolean);let shown=0;
  const words=items.some(([,text])=>text.includes(" "+phrase))?[phrase]:all,holds=text=>word=>text.includes(" "+word);
  for(const [item,text] of items){
    const fits=(!kind.value||item.closest("main > section").id===kind.value)&&words.every(holds(text));
    item.hidden=!fits;shown+=fits;
  }
  for(const group of groups){group.hidden=!group.querySelector("article:not([hidden])");}
  count.textContent=shown;none.hidden=shown>0;
}
function speak(language){
  root.lang=language;
  for(const radio of form.elements.language){radio.checked=radio.value===language;}
}
form.hidden=false;
form.addEventListener("input",event=>{if(event.target.name==="language"){speak(event.target.value);}else{filter();}});
form.addEventListener("submit",event=>event.preventDefault());
addEventListener("hashchange",()=>{const aim=document.getElementById(location.hash.slice(1));
  if(aim&&aim.closest("[hidden]")){box.value="";kind.value="";filter();aim.scrollIntoView();}});
const wanted=new URLSearchParams(location.search).get("lang")||navigator.language||"vi";
if(!wanted.startsWith("vi")){speak("en");}
filter();
"""


def render_explorer() -> str:
    """Return the whole page."""
    frameworks = [get_framework(name) for name in available_frameworks()]
    choices = "".join(
        f'<option value="{key_of(framework)}">{escape(framework.title.vi)} / {escape(framework.title.en)}</option>'
        for framework in frameworks
    )
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{LABELS['title']['vi']} / {LABELS['title']['en']}</title><style>{STYLE}</style></head>",
            f"<body><header><h1>{label('title')}</h1><p>{label('about')}</p></header>",
            f'<form hidden role="search"><p><label for="search">{label("search")}</label>',
            '<input type="search" id="search" name="search" autocomplete="off"></p>',
            f'<p><label>{label("school")} <select name="school"><option value="">{LABELS["all"]["vi"]} / ',
            f"{LABELS['all']['en']}</option>{choices}</select></label>",
            f'<span role="radiogroup" aria-label="{LABELS["language"]["vi"]} / {LABELS["language"]["en"]}">',
            '<label style="display:inline"><input type="radio" name="language" value="vi" checked> Tiếng Việt</label> ',
            '<label style="display:inline"><input type="radio" name="language" value="en"> English</label></span>',
            f'<span role="status"><span id="count"></span> {label("found")}</span></p></form>',
            f'<main><p id="none" hidden>{label("none")}</p>',
            *(part for framework in frameworks for part in iter_framework(framework)),
            f"</main><script>{SCRIPT}</script></body></html>\n",
        )
    )


def key_of(framework: Framework) -> str:
    """Return the last part of a framework's id, with which its links begin."""
    return framework.id.rpartition("/")[2]


def label(name: str) -> str:
    """Return a label of the page in both languages."""
    return "".join(span(language, LABELS[name][language]) for language in LANGUAGES)


def say(fact: Message | BilingualText) -> str:
    """Return a sentence in both languages."""
    return "".join(span(language, get_locale(language).text(fact)) for language in LANGUAGES)


def span(language: str, text: str) -> str:
    """Return a text of one language, which is hidden where the other is read."""
    return f'<span class="text" lang="{language}">{escape(text)}</span>'


def iter_framework(framework: Framework) -> Iterator[str]:
    """Iterate over the section of a kind of school."""
    key = key_of(framework)
    yield f'<section id="{key}"><h2>{say(framework.title)}</h2>'
    for standard in framework.standards:
        yield f'<section id="{key}-{standard.number}"><h3>{link(key, standard)}{say(standard.title)}</h3>'
        yield source(standard.citation)
        for criterion in standard.criteria:
            yield f'<section id="{key}-{criterion.code}"><h4>{link(key, criterion)}{say(criterion.title)}</h4>'
            yield say_levels(framework, criterion)
            for indicator in criterion.indicators:
                yield from iter_indicator(framework, indicator)
            yield "</section>"
        yield "</section>"
    yield "</section>"


def say_levels(framework: Framework, criterion: Criterion) -> str:
    """Return the levels whose list names a criterion, each with how sure that is, in both languages."""
    rules = framework.level_rules.rules if framework.level_rules else ()
    naming = [rule for rule in rules if criterion.code in rule.required_set]
    said: list[str] = []
    for language in LANGUAGES:
        tell = get_locale(language).text
        levels = [
            f"{rule.level} ({LABELS['assumed'][language] if rule.is_list_unread else tell(rule.required_status.words)})"
            for rule in naming
        ]
        said.append(span(language, f"{LABELS['required'][language]} {', '.join(levels)}" if levels else ""))
    return f"<p>{''.join(said)}</p>" if naming else ""


def iter_indicator(framework: Framework, indicator: Indicator) -> Iterator[str]:
    """Iterate over what is known of an indicator."""
    key = key_of(framework)
    yield f'<article id="{key}-{indicator.code}"><p>{link(key, indicator)}{say(indicator.requirement)}</p>'
    yield from part("checks", map(say, indicator.checks))
    measures = [measure for measure in framework.measures if measure.indicator == indicator.code]
    numbers = (
        f"{say(say_asked(measure, framework))}<ul>{items(map(say, describe_measure(measure, framework)))}</ul>"
        for measure in measures
    )
    yield from part("numbers", numbers)
    unmeasured = (say(say_unmeasured(each)) for each in framework.unmeasured if each.indicator == indicator.code)
    yield from part("left", unmeasured)
    yield from part("evidence", (say(evidence.text) for evidence in indicator.evidence))
    if indicator.note:
        yield from part("note", (say(indicator.note),))
    yield source(indicator.citation)
    yield "</article>"


def part(name: str, lines: Iterable[str]) -> Iterator[str]:
    """Iterate over a list under its label; nothing where it is empty."""
    if listed := items(lines):
        yield f"<h5>{label(name)}</h5><ul>{listed}</ul>"


def items(lines: Iterable[str]) -> str:
    """Return lines as items of a list."""
    return "".join(f"<li>{line}</li>" for line in lines)


def link(key: str, item: Standard | Criterion | Indicator) -> str:
    """Return the number of an item as a link to itself, which can be copied."""
    number = str(item.number) if isinstance(item, Standard) else str(item.code)
    return f'<a href="#{key}-{number}"><strong>{number}</strong></a> '


def source(citation: Citation) -> str:
    """Return where something stands in the circular, and how sure that is; doubt stands out."""
    said = say(message("Source: {citation} ({status})", citation=citation.place, status=citation.status.words))
    doubt = "" if citation.status is Status.VERIFIED else " doubt"
    return f'<p class="source{doubt}">{said}</p>'


def main() -> int:
    """Write the page where the command line says."""
    (path,) = sys.argv[1:] or ("law.html",)
    Path(path).write_text(render_explorer(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
