"""What counts as text: one definition for all rooms; folding; encodings from before Unicode."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.blocks import Document, Paragraph, Run, Section
from kdcl.checks import check
from kdcl.convert import dumps, load, loads
from kdcl.errors import DocumentError, SchoolFileError
from kdcl.renderers import available_renderers, render
from kdcl.school import Abbreviation, SelfAssessment
from kdcl.standards import get_framework
from kdcl.text.characters import clean, drop_refused, find_refused, is_line, is_surely_clean, make_line, split_lines
from kdcl.text.encodings import LegacyEncoding, find_font_encoding, find_legacy_encoding, has_legacy_words
from kdcl.text.folding import fold, fold_case, run_together

EXAMPLE: SelfAssessment = load(Path(__file__).parent.parent / "examples" / "lower-secondary-2017.json")
PLANE = [chr(code) for code in range(0x10000)]
REFUSED = {character: None for character in PLANE if find_refused(character)}
ALLOWED = [character for character in PLANE if not find_refused(character)]


def escape(character: str) -> str:
    """Return a character as JSON can hold it: control characters below the blank only as an escape."""
    return character if character >= " " else f"\\u{ord(character):04x}"


def document(texts: list[str]) -> Document:
    """Return a document with a paragraph for each text."""
    paragraphs = tuple(Paragraph(runs=(Run(f"a{text}b"),)) for text in texts)
    return Document(title="A", author="A", subject="A", language="vi", sections=(Section(blocks=paragraphs),))


class TestOneDefinition:
    """Loader, check and every renderer agree on every character of the basic plane."""

    def test_what_is_refused(self) -> None:
        """Control characters but tab and line ends, halves of characters, and what is no character."""
        for character in PLANE:
            is_control = unicodedata.category(character) == "Cc" and character not in "\t\n\r"
            is_none = "\ufdd0" <= character <= "\ufdef" or character in "\ufffe\uffff"
            assert (character in REFUSED) == (is_control or is_none or "\ud800" <= character <= "\udfff")

    def test_the_last_of_every_plane_are_no_characters(self) -> None:
        """Unicode keeps the last two of each of its seventeen planes for nothing."""
        assert all(find_refused(chr(plane * 0x10000 + last)) for plane in range(17) for last in (0xFFFE, 0xFFFF))

    def test_the_loader_reports_what_is_refused_and_nothing_else(self) -> None:
        """Each refused character is a problem with its place, as it stands and as an escape; no other is one."""
        marks = tuple(Abbreviation(short="A", meaning=f"@{ord(character)}@") for character in REFUSED)
        text = dumps(attrs.evolve(EXAMPLE, abbreviations=marks))
        wanted = [f"U+{ord(character):04X}" for character in REFUSED]
        for typed in (chr, "\\u{:04x}".format):
            written = re.sub("@([0-9]+)@", lambda found: escape(typed(int(found[1]))), text)  # noqa: B023 - used at once
            with pytest.raises(SchoolFileError) as refusal:
                loads(written)
            assert [str(problem.message).split()[3].rstrip(",") for problem in refusal.value.problems] == wanted
            assert {problem.path for problem in refusal.value.problems} == {
                f"abbreviations[{number}].meaning" for number in range(len(REFUSED))
            }
        kept = "".join(ALLOWED)
        loaded = loads(dumps(attrs.evolve(EXAMPLE, introduction=kept)))
        assert loaded.introduction == unicodedata.normalize("NFC", kept)

    def test_the_check_reports_the_same(self) -> None:
        """Facts that no file was loaded for are held to the same definition."""
        framework = get_framework(EXAMPLE.framework)
        for character in [*REFUSED, "".join(ALLOWED)]:
            facts = attrs.evolve(EXAMPLE, introduction=f"a{character}b", sheets=(), evidence=())
            issues = check(facts, framework, only=["unprintable-character"])
            assert [str(issue.place) for issue in issues] == (["introduction"] if character in REFUSED else [])

    @pytest.mark.parametrize("name", available_renderers())
    def test_every_renderer_refuses_the_same(self, name: str) -> None:
        """A document is refused at each place with such a character."""
        with pytest.raises(DocumentError) as refusal:
            render(document(list(REFUSED)), name)
        assert len(refusal.value.problems) == len(REFUSED)

    @pytest.mark.parametrize(
        "name",
        # The PDF engine looks for a typeface for every one of them, for seconds.
        [pytest.param(name, marks=[pytest.mark.big] if name == "pdf" else []) for name in available_renderers()],
    )
    def test_every_renderer_takes_all_others(self, name: str) -> None:
        """A document is refused for no other character."""
        assert render(document(["".join(ALLOWED[start : start + 500]) for start in range(0, len(ALLOWED), 500)]), name)


texts = st.text(st.characters() | st.sampled_from("\u200b\u00ad\u0301a\ufeff\x81\ud800©®­µêông "))


class TestClean:
    """Text of other programs is cleaned once."""

    @given(texts)
    def test_cleaning_twice_changes_nothing(self, text: str) -> None:
        """It is idempotent, and leaves nothing that is refused."""
        cleaned, _ = clean(text)

        assert clean(cleaned) == (cleaned, 0)
        assert find_refused(cleaned) is None
        assert unicodedata.is_normalized("NFC", cleaned)

    @given(texts)
    def test_the_quick_look_is_never_wrong_about_a_clean_text(self, text: str) -> None:
        """What it calls clean is in NFC, and holds nothing refused but control characters that JSON escapes."""
        if is_surely_clean(text):
            assert unicodedata.is_normalized("NFC", text)
            assert drop_refused(text) == "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")

    def test_what_is_replaced_is_counted(self) -> None:
        """What nobody sees goes, what no text may hold is marked, accents find their letters."""
        assert clean("a\u200b\u0301 \x81\x00") == ("\u00e1 \ufffd\ufffd", 2)

    def test_a_letter_of_an_old_encoding_is_kept(self) -> None:
        """In TCVN3 the soft hyphen is a letter; without it no converter could mend the text."""
        assert clean("Nh\u00b5 tr\u00ad\u00eang") == ("Nh\u00b5 tr\u00ad\u00eang", 0)
        assert clean("Tr\u00adường") == ("Trường", 0)

    def test_a_line_holds_what_a_text_may_but_tabs_and_line_ends(self) -> None:
        """Names, addresses and subjects are lines; every other character of a text can stand in one."""
        assert [sign for sign in ALLOWED if not is_line(sign)] == ["\t", "\n", "\r", "\u2028", "\u2029"]
        assert not any(map(is_line, REFUSED))
        assert is_line(make_line("".join(PLANE), "_"))

    def test_lines_end_in_many_ways(self) -> None:
        """Whichever program wrote a text, its lines are told apart."""
        assert split_lines("a\r\nb\nc\rd\fe\vf\u2028g\u2029h") == list("abcdefgh")


class TestFolding:
    """Folded texts are compared; places in them are places in the text."""

    @given(st.text())
    def test_a_folded_text_is_as_long_as_the_text(self, content: str) -> None:
        """Every character is folded to one character."""
        assert len(fold(content)) == len(content)

    @given(st.text())
    def test_folding_twice_changes_nothing(self, content: str) -> None:
        """It is idempotent."""
        assert fold(fold(content)) == fold(content)

    def test_accents_capitals_and_dashes_do_not_matter(self) -> None:
        """Vietnamese letters become plain ones."""
        assert fold("Đạt – KHÔNG\u00a0ĐẠT…") == "dat - khong dat."

    def test_eth_is_the_vietnamese_letter(self) -> None:
        """The Icelandic letter stands where the Vietnamese one belongs, capital or small."""
        assert fold("\u00d0\u1ea0T \u00f0\u1ea1t") == "dat dat"
        assert fold_case("\u00d0\u1ea1t") == fold_case("\u0110\u1ea1t") == fold_case("\u00f0\u1ea1t") == "\u0111\u1ea1t"

    @given(st.text(st.characters() | st.sampled_from("\u00d0\u00f0\u0110\u0111\u0130a\u0301")))
    def test_letters_that_differ_only_in_case_are_one(self, content: str) -> None:
        """Decomposed accents do not matter either."""
        assert fold_case(unicodedata.normalize("NFD", content)) == fold_case(unicodedata.normalize("NFC", content))
        assert fold_case("\u00d0" + content) == fold_case("\u0111" + content)

    def test_blanks_run_together(self) -> None:
        """Any run of blanks is one."""
        assert run_together(" a\u00a0\t b\n") == "a b"


class TestOldEncodings:
    """Words from before Unicode are named, and never changed."""

    TCVN3: ClassVar = ["Nh\u00b5 tr\u00ad\u00eang", "\u00a7\u00b9t", "\u00ae\u00ad\u00eec", "Tr\u00ad\u00eang TiÓu häc"]
    VNI: ClassVar = ["Tröôøng Trung hoïc", "ñaït", "ñaùnh giaù", "Naêm hoïc cuûa nhaø tröôøng"]
    UNICODE: ClassVar = [
        "", "Nhà trường được đầu tư đủ phòng.", "TIÊU CHÍ ĐẠT", "© Sở GD&ĐT", "5 µm và 3 m²", "«Dạy tốt – học tốt»",
        "Müller, Düsseldorf, für", "crème brûlée, garçon", "§ 5, § 6", "½ học sinh, ¼ lớp", "A ® B ®", "Ðội ngũ, Ðạt",
        "x" * 1000 + "\u00b5",
    ]  # fmt: skip

    @pytest.mark.parametrize("text", TCVN3)
    def test_tcvn3(self, text: str) -> None:
        """Signs that are letters in .VnTime."""
        assert find_legacy_encoding(text) is LegacyEncoding.TCVN3

    @pytest.mark.parametrize("text", VNI)
    def test_vni(self, text: str) -> None:
        """Letters that are marks in VNI-Times."""
        assert find_legacy_encoding(text) is LegacyEncoding.VNI

    @pytest.mark.parametrize("text", UNICODE)
    def test_unicode_is_none(self, text: str) -> None:
        """Vietnamese in Unicode, foreign names and single signs are no old encoding."""
        assert find_legacy_encoding(text) is None
        assert not has_legacy_words(text)

    def test_the_example_is_unicode(self) -> None:
        """No sentence of a whole file is taken for another encoding."""
        assert find_legacy_encoding(dumps(EXAMPLE)) is None

    def test_fonts_tell(self) -> None:
        """The fonts of an encoding are named after it."""
        assert find_font_encoding(".VnTime") is find_font_encoding(" .vnArialH") is LegacyEncoding.TCVN3
        assert find_font_encoding("VNI-Times") is find_font_encoding("VNI Times") is LegacyEncoding.VNI
        assert find_font_encoding("Times New Roman") is find_font_encoding("") is None

    def test_the_remedy_is_named(self) -> None:
        """What to do is said, with the encoding."""
        assert "VNI" in str(LegacyEncoding.VNI.remedy)
        assert "UniKey" in str(LegacyEncoding.TCVN3.remedy)
