"""Writes the gallery: the first page of every document as a picture, with the commands that write it.

::

    python tools/gallery.py FOLDER        # as PDF
    python tools/gallery.py FOLDER --all  # in every format

The folder gets ``gallery.html`` and the pictures beside it. The documentation's build makes them anew, those of every
format where the variable ``KDCL_PICTURES`` says ``all``. Pages of PDF need the extra ``pdf``; Word and Excel are drawn
by LibreOffice and poppler, web pages and texts by Chromium, which takes a minute or two.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final, cast

import attrs
import typst

import kdcl
from browser import open_browser
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
RENDERERS: Final = {"docx": "docx", "xlsx": "xlsx", "html": "html", "md": "markdown", "txt": "text"}
"""What writes the files that other programs draw."""
STYLE: Final = """
:root{color-scheme:light dark}body{font:1rem/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
img{max-width:100%;height:auto;border:1px solid #767676;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}
section{margin:2.5rem 0;break-inside:avoid}.gallery{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;width:11rem}
"""
ALT: Final = {"vi": "Trang đầu: {title} ({suffix})", "en": "First page: {title} ({suffix})"}


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


def draw_by_office(folder: Path, suffix: str) -> None:
    """Draw the first page of each file of a suffix with LibreOffice and poppler, beside it."""
    sources = sorted(folder.glob(f"*.{suffix}"))
    with tempfile.TemporaryDirectory() as profile:
        office = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True)  # noqa: S603 - programs of this machine
    for source in sources:
        page, picture = source.with_suffix(".pdf"), folder / f"{source.stem}.{suffix}"
        dots = ["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-singlefile"]
        subprocess.run([*dots, str(page), str(picture)], check=True, capture_output=True)  # noqa: S603 - as above
        page.unlink()


def draw_by_browser(folder: Path, suffix: str) -> None:
    """Draw the beginning of each file of a suffix as a browser shows it, beside it."""
    with open_browser() as browser:
        browser.look("page", is_dark=False)
        for source in sorted(folder.glob(f"*.{suffix}")):
            browser.open(source)
            source.with_name(f"{source.name}.png").write_bytes(browser.draw())


def draw_all(folder: Path) -> None:
    """Draw every document in every format; needs LibreOffice, poppler and Chromium."""
    for form in DOCUMENTS:
        assessment = kdcl.load(EXAMPLES.parent / example_of(form))
        document = cut(form.build(assessment, kdcl.get_framework(assessment.framework)))
        for suffix, renderer in RENDERERS.items():
            name = f"{form.id}.{suffix}.txt" if suffix in {"md", "txt"} else f"{form.id}.{suffix}"
            (folder / name).write_bytes(kdcl.render(document, renderer))
    draw_by_office(folder, "docx")
    draw_by_office(folder, "xlsx")
    draw_by_browser(folder, "html")
    draw_by_browser(folder, "txt")
    for file in folder.iterdir():
        if file.suffix == ".png":
            file.rename(file.with_name(file.name.replace(".txt.png", ".png")))
        else:
            file.unlink()


def draw_pictures(folder: Path, *, is_complete: bool = False) -> None:
    """Draw every document into a folder: as PDF, and where all is asked for in the other formats too."""
    folder.mkdir(parents=True, exist_ok=True)
    if is_complete:
        draw_all(folder)
    for form in DOCUMENTS:
        (folder / f"{form.id}.pdf.png").write_bytes(draw(form))


def show(form: DocumentForm, language: str, pictures: Path, way: str) -> str:
    """Return the pictures of a document, with the commands that write it in each format.

    Args:
        form: the document.
        language: the language of the page.
        pictures: the folder of the pictures.
        way: the way to that folder from the page.
    """
    title, parts = get_locale(language).text(form.title), []
    for suffix in sorted(FORMATS, key=lambda suffix: suffix != "pdf"):
        name = f"{form.id}.{suffix}.png"
        if (pictures / name).is_file():
            told = escape(ALT[language].format(title=title, suffix=suffix), quote=True)
            image = f'<img src="{way}{name}" alt="{told}" loading="lazy">'
            parts.append(f'<figure><a href="{way}{name}">{image}</a><figcaption>{suffix}</figcaption></figure>')
    commands = escape("\n".join(commands_of(form)))
    return f'<div class="gallery">{"".join(parts)}</div>\n<div class="highlight"><pre>{commands}</pre></div>\n'


def render_sections(language: str, pictures: Path, way: str) -> str:
    """Return the part of a page of the documentation (Markdown) that shows every document."""
    return "\n".join(
        f"## {get_locale(language).text(form.title)}\n\n```{{raw}} html\n{show(form, language, pictures, way)}```\n"
        for form in DOCUMENTS
    )


def render_gallery(pictures: Path) -> str:
    """Return the page that shows the pictures, in both languages, by itself."""
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
        parts += [
            f'<section id="{form.id}"><h2>{escape(vietnamese.text(form.title))}</h2>',
            f'<p lang="en">{escape(english.text(form.title))}</p>{show(form, "vi", pictures, "gallery/")}</section>',
        ]
    return "\n".join((*parts, "</main></body></html>\n"))


def main() -> int:
    """Write the gallery where the command line says."""
    is_complete = "--all" in sys.argv
    (folder,) = [Path(word) for word in sys.argv[1:] if word != "--all"] or [Path()]
    draw_pictures(folder / "gallery", is_complete=is_complete)
    (folder / "gallery.html").write_text(render_gallery(folder / "gallery"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
