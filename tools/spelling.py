"""Holds the Vietnamese that people read to the rules of its syllables, and to a dictionary where one is given.

::

    python tools/spelling.py                    # by the rules alone
    python tools/spelling.py --dictionary FILE  # also by the first words of a Hunspell dictionary's lines

A Vietnamese syllable is an onset, a rime and a tone. Onsets and rimes are few and are all listed here; a rime that ends
in a stop (c, ch, p, t) has the tone sắc or nặng; k, gh and ngh stand before e, ê, i, y, and c, g, ng before the others;
the sign of the tone stands where schoolbooks put it (hóa, thủy; toàn, nguyễn). Whatever else is written has to be in
``spelling.toml``: names, abbreviations, words of other languages. A wrong tone on a syllable that exists is not noticed
by a rule; a dictionary of syllables notices some.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
from babel.messages.pofile import read_po

ROOT: Final = Path(__file__).parent.parent
LISTS: Final = tomllib.loads((Path(__file__).parent / "spelling.toml").read_text("utf-8"))
ONSETS: Final = tuple(LISTS["onsets"].split())
RIMES: Final = frozenset(LISTS["rimes"].split())
RIMES_AFTER: Final = {
    "gi": frozenset(rime for rime in RIMES if not rime.startswith(("i", "y"))),
    "qu": frozenset(rime for rime in RIMES if not rime.startswith(("o", "u")))
    | frozenset(LISTS["rimes_after_qu"].split()),
}
"""Behind gi and qu, whose i and u are no vowels of their own."""
ALLOWED: Final = frozenset(LISTS["allowed"].split())
TONES: Final = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
MADE: Final = frozenset({"commands.md"})
"""Pages whose sentences are all of the catalogue."""
FRONT: Final = tuple("eêiy")
STOPS: Final = ("c", "ch", "p", "t")
VOWELS: Final = frozenset("aăâeêioôơuưy")
MARKED: Final = frozenset("ăâêôơ")
WORD: Final = re.compile(r"[^\W\d_]+")
HIDDEN: Final = re.compile(
    r"^\*English: .*?$|^```.*?^```|`[^`\n]+`|<!--.*?-->|\]\([^)\s]*\)|<[^>\n]+>|\{[^{}\n]*\}|https?:\S+"
    r"|\S+@\S+|%\(\w+\)s|--?[\w-]+|\S*\w[./_&]\w\S*",
    re.MULTILINE | re.DOTALL,
)
"""What is no prose: code, targets of links, options, places in a file, numbers of papers."""


@attrs.frozen
class Slip:
    """A word that is not spelt by the rules, and where it stands."""

    where: str
    word: str
    beside: str


def split_tone(word: str) -> tuple[str, str, int]:
    """Return a syllable without its tone, the tone, and the number of the letter that has its sign."""
    letters, tone, at = [], "", -1
    for number, letter in enumerate(word):
        parts = unicodedata.normalize("NFD", letter)
        for sign in TONES.keys() & set(parts):
            parts, tone, at = parts.replace(sign, ""), TONES[sign], number
        letters.append(unicodedata.normalize("NFC", parts))
    return "".join(letters), tone, at


def is_syllable(word: str) -> bool:
    """Whether a word is written as a Vietnamese syllable."""
    plain, tone, at = split_tone(word.lower())
    return any(
        _fits(plain[: len(onset)], plain[len(onset) :], tone, at) for onset in (*ONSETS, "") if plain.startswith(onset)
    )


def _fits(onset: str, rime: str, tone: str, at: int) -> bool:
    is_front = rime.startswith(FRONT)
    if rime not in RIMES_AFTER.get(onset, RIMES):
        return False
    if (onset in {"k", "gh", "ngh"} and not is_front) or (onset in {"c", "ng"} and is_front):
        return False
    if onset == "g" and is_front and not rime.startswith("i"):
        return False
    if rime.endswith(STOPS) and tone not in {"sắc", "nặng"}:
        return False
    return not tone or at == len(onset) + _place_of_sign(rime)


def _place_of_sign(rime: str) -> int:
    marked = [number for number, letter in enumerate(rime) if letter in MARKED]
    if marked:
        return marked[-1]
    vowels = sum(letter in VOWELS for letter in rime)
    if vowels == 1 or (vowels == 2 and vowels == len(rime)):  # noqa: PLR2004 - one vowel, or two at the end
        return 0
    return 1


def iter_texts() -> Iterator[tuple[str, str]]:
    """Iterate over the Vietnamese texts of the project, each with its file."""
    for page in (ROOT / "README.vi.md", *sorted((ROOT / "docs" / "vi").rglob("*.md"))):
        if page.name not in MADE:
            yield str(page.relative_to(ROOT)), page.read_text("utf-8")
    for page in sorted((ROOT / "docs").rglob("*.md")):
        for summary in re.findall(r"^\*Tóm tắt: .+$", page.read_text("utf-8"), re.MULTILINE):
            yield str(page.relative_to(ROOT)), summary
    catalogue = ROOT / "src" / "kdcl" / "locale" / "vi.po"
    with catalogue.open("rb") as file:
        for entry in filter(lambda entry: entry.id, read_po(file, locale="vi")):
            named = {word for text in as_texts(entry.id) for word in WORD.findall(text) if len(word) > 1}
            for text in as_texts(entry.string):
                yield "src/kdcl/locale/vi.po", without(named, text)
    for file_of_law in sorted((ROOT / "src" / "kdcl" / "standards").rglob("*.toml")):
        for text in iter_vietnamese(tomllib.loads(file_of_law.read_text("utf-8"))):
            yield str(file_of_law.relative_to(ROOT)), text


def without(named: set[str], text: str) -> str:
    """Return the prose of a text without some words."""
    return WORD.sub(lambda word: "·" if word[0] in named else word[0], HIDDEN.sub(" · ", text))


def as_texts(told: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the sentences of an entry of the catalogue; what it names in both languages alike is a name."""
    return (told,) if isinstance(told, str) else tuple(told or ())


def iter_vietnamese(value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401 - TOML has no one type
    """Iterate over the texts in a file of the law that stand under a key for Vietnamese."""
    if isinstance(value, str) and (key == "vi" or key.endswith("_vi")):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from iter_vietnamese(item, name if name != "text" else key)
    elif isinstance(value, list):
        for item in value:
            yield from iter_vietnamese(item, key)


def is_name(word: str) -> bool:
    """Whether a word may stand though it is no syllable: it is listed, or has capitals inside and no diacritics."""
    return word in ALLOWED or word.lower() in ALLOWED or (word.isascii() and not word[1:].islower() and len(word) > 1)


def find_slips(texts: Iterator[tuple[str, str]], known: frozenset[str] = frozenset()) -> Iterator[Slip]:
    """Iterate over the words that are no syllables and are not allowed; of syllables also those that are not known."""
    for where, text in texts:
        shown = HIDDEN.sub(" · ", unicodedata.normalize("NFC", text))
        for found in WORD.finditer(shown):
            word = found[0]
            is_known = is_syllable(word) and (not known or bare(word) in known)
            if not is_known and not is_name(word):
                beside = " ".join(shown[max(0, found.start() - 30) : found.end() + 30].split())
                yield Slip(where, word, beside)


def read_dictionary(path: Path) -> frozenset[str]:
    """Return the words of a Hunspell dictionary without what it says of their endings."""
    return frozenset(bare(line.partition("/")[0]) for line in path.read_text("utf-8").splitlines())


def bare(word: str) -> str:
    """Return a syllable with its tone behind it, so that it does not matter on which letter the sign stands."""
    return " ".join(split_tone(word.lower())[:2])


def main() -> int:
    """Print what is not spelt as it should be."""
    parser = argparse.ArgumentParser(description="the spelling of what people read in Vietnamese")
    parser.add_argument("--dictionary", type=Path)
    given = parser.parse_args()
    known = read_dictionary(given.dictionary) if given.dictionary else frozenset()
    slips = list(find_slips(iter_texts(), known))
    for slip in slips:
        print(f"{slip.where}: {slip.word}: … {slip.beside} …")
    print(f"words not known: {len(slips)}")
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main())
