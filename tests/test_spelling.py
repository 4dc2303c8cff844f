"""What people read in Vietnamese is spelt as the language's syllables are written."""

from __future__ import annotations

import pytest

import spelling


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "Quốc",
        "giúp",
        "giềng",
        "gì",
        "thủy",
        "hóa",
        "TOÀN",
        "khuỷu",
        "quỳnh",
        "rượu",
        "yếu",
        "ủy",
        "kính",
        "gỗ",
    ],
)
def test_syllables(word: str) -> None:
    """Onset, rime and tone fit, whatever the case."""
    assert spelling.is_syllable(word)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("nghành", "ngh stands before e, ê, i, y alone"),
        ("ngiên", "before them ng is no onset"),
        ("kông", "nor is c written k elsewhere"),
        ("gế", "gh stands before ê"),
        ("tôch", "there is no such rime"),
        ("tâp", "a rime that ends in a stop has the tone sắc or nặng"),
        ("mòt", "and no other one"),
        ("hoá", "the sign stands on the first of two vowels at the end"),
        ("tòan", "and on the second where a consonant follows"),
        ("qúy", "u behind q has none"),
        ("hiêụ", "a vowel with a mark of its own has the sign"),
        ("fòng", "f begins no syllable"),
    ],
)
def test_what_is_no_syllable(word: str, reason: str) -> None:
    """Each for one reason."""
    assert not spelling.is_syllable(word), reason


def test_every_text_is_spelt_by_the_rules() -> None:
    """Pages, the catalogue of translations and the files of the law; other words stand in tools/spelling.toml."""
    texts = list(spelling.iter_texts())
    assert {where.partition("/")[0] for where, _ in texts} == {"README.vi.md", "docs", "src"}
    assert [f"{slip.where}: {slip.word}: {slip.beside}" for slip in spelling.find_slips(iter(texts))] == []


def test_names_may_stand() -> None:
    """With capitals inside and without diacritics: abbreviations, and names of programs; other words are listed."""
    assert [word for word in ("PySpark", "CMHS", "kdcl", "Word", "QUYÊT", "Kdclx") if spelling.is_name(word)] == [
        "PySpark",
        "CMHS",
        "kdcl",
        "Word",
    ]


def test_a_slip_is_told_with_its_neighbours() -> None:
    """Code, links and options are no prose; a word that no dictionary has is one where a dictionary is given."""
    (slip,) = spelling.find_slips(iter([("a.md", "Viết `cod` và [liên kết](khong.md) --draft cho nghành giáo dục.")]))
    assert (slip.where, slip.word, slip.beside) == ("a.md", "nghành", "Viết · và [liên · · cho nghành giáo dục.")
    known = frozenset(map(spelling.bare, ["khỏe", "mạnh"]))
    assert [each.word for each in spelling.find_slips(iter([("a", "khoẻ khỏe mẹnh")]), known)] == ["khoẻ", "mẹnh"]
