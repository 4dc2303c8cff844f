"""Article 24: who chairs the council, who is vice-chair, who is secretary, however posts and duties are written."""

from __future__ import annotations

import attrs
import pytest

from kdcl.checks import check
from kdcl.school import CouncilMember, CouncilRole
from kdcl.school.duties import find_role
from kdcl.standards import get_framework
from kdcl.standards.council import COUNCIL, CouncilRules
from kdcl.standards.posts import holds_post
from planning_cases import council

PRIMARY = get_framework("tt42-2012/primary")
RULES = PRIMARY.part(COUNCIL)
CHAIR = [
    "Hiệu trưởng",
    "HT",
    "ht.",
    "H.T",
    "H. Trưởng",
    "h.trưởng",
    "Q.HT",
    "QHT",
    "Q. Hiệu trưởng",
    "Quyền HT",
    "Giám đốc",
    "GĐ",
    "G.đốc",
    "Phó Hiệu trưởng phụ trách",
    "PHT phụ trách",
    "Hiệu  trưởng",
    "HIỆU TRƯỞNG NHÀ TRƯỜNG",
]
VICE = [
    "Phó Hiệu trưởng",
    "P. Hiệu trưởng",
    "P.Hiệu trưởng",
    "P.HT",
    "P/HT",
    "PHT",
    "Phó HT",
    "Phó H.trưởng",
    "P.H.T",
    "Hiệu phó",
    "H. phó",
    "HP",
    "PHT CM",
    "P.HT chuyên môn",
    "Phó GĐ",
    "P.GĐ",
    "Phó-Hiệu-trưởng",
    "Hiệu phó chuyên môn",
]
SECRETARY = [
    "Thư ký hội đồng",
    "Thư kí HĐ",
    "Thư ký HĐT",
    "Thư kí hội đồng trường",
    "TKHĐ",
    "TK HĐ",
    "TKHĐSP",
    "TKHĐT",
    "Thư ký trường",
    "Thư kí nhà trường",
    "Tổ trưởng",
    "T.trưởng",
    "TT",
    "TT tổ VP",
    "TT tổ 1",
    "TT 4-5",
    "TTCM",
    "TTCM tổ Văn",
    "TT. VP",
    "Trưởng phòng",
    "Trưởng bộ phận",
]
OTHERS = [
    "Giáo viên",
    "Văn thư",
    "Tổ phó",
    "TP",
    "Phó trưởng",
    "Tổ trưởng dân phố",
    "Trưởng ban đại diện cha mẹ học sinh",
    "Headmaster",
    "TPT",
    "CTCĐ",
    "BTCB",
    "Trợ lý Hiệu trưởng",
    "Nguyên Hiệu trưởng",
]
JOINED = (
    "{} (BTCB)",
    "{}(BTCB)",
    "{} - BTCB",
    "{} – BTCB",
    "BTCB, {}",
    "BTCB kiêm {}",
    "{}: Bí thư",
    "BTCB; {}",
    "{}\nBTCB",
)


def rules() -> CouncilRules:
    """Return the rules of the circular."""
    assert RULES is not None
    return RULES


class TestPosts:
    """A post fits its role whole or shortened, alone or beside another one."""

    @pytest.mark.parametrize("join", ["{}", *JOINED])
    def test_each_fits_its_role(self, join: str) -> None:
        """Every way to write a post of the article is known, whatever stands beside it."""
        secretary = rules().secretary
        assert secretary is not None
        for posts, rule in ((CHAIR, rules().chair), (VICE, rules().vice_chair), (SECRETARY, secretary)):
            assert [post for post in posts if not holds_post(join.format(post), rule)] == []

    @pytest.mark.parametrize("join", ["{}", *JOINED])
    def test_no_other_fits(self, join: str) -> None:
        """A deputy is no head, and offices of other bodies are none of the school."""
        secretary = rules().secretary
        assert secretary is not None
        acting = {"Phó Hiệu trưởng phụ trách", "PHT phụ trách"}  # who acts as head is a deputy too
        for posts, rule in (
            ((*VICE, *SECRETARY, *OTHERS), rules().chair),
            ((*(post for post in CHAIR if post not in acting), *SECRETARY, *OTHERS), rules().vice_chair),
            ((*CHAIR, *VICE, *OTHERS), secretary),
        ):
            assert [post for post in posts if holds_post(join.format(post), rule)] == []

    def test_a_rule_that_names_nothing(self) -> None:
        """No post fits where none is named."""
        bare = attrs.evolve(rules().chair, posts=(), shortened=(), excluded=())
        assert not holds_post("Hiệu trưởng", bare)


class TestDuties:
    """What a member is follows from the duty where the file states no role."""

    @pytest.mark.parametrize(
        ("role", "duties"),
        [
            (CouncilRole.CHAIR, "Chủ tịch|CTHĐ|CT HĐ|CT.HĐ|Chủ tịch HĐTĐG|Chủ tịch hội đồng, phụ trách chung"),
            (CouncilRole.VICE_CHAIR, "Phó Chủ tịch|P. Chủ tịch|P.CT|PCT|PCT HĐ|P.Chủ tịch HĐ|Phó CT"),
            (CouncilRole.SECRETARY, "Thư ký|Thư kí HĐ|TKHĐ|Ủy viên - Thư ký|Uỷ viên thư kí|UVTK|UV - TK|UV-Thư ký"),
            (None, "Ủy viên|UV|Chủ tịch công đoàn|CT công đoàn|Thư ký công đoàn|Ủy viên - Trưởng nhóm|Thành viên|"),
        ],
    )
    def test_the_role_of_a_duty(self, role: CouncilRole | None, duties: str) -> None:
        """Whole or shortened, alone or before the council; an office elsewhere is none."""
        assert {duty: find_role(duty) for duty in duties.split("|")} == dict.fromkeys(duties.split("|"), role)

    def test_checks_read_it(self) -> None:
        """A council whose members have duties and no roles is checked as one that has them."""
        members = tuple(
            CouncilMember(name=name, position=post, duty=duty)
            for name, post, duty in (
                ("A", "Giáo viên", "CTHĐ"),
                ("B", "P/HT", "PCT HĐ"),
                ("C", "TT tổ VP", "Ủy viên"),
                ("D", "", "UV"),
                ("E", "", "UV"),
            )
        )
        found = check(council(members=members), PRIMARY, only=["council-roles", "council-posts"])
        assert [(issue.check, str(issue.place)) for issue in found] == [
            ("council-roles", "council.members"),
            ("council-posts", "council.members[0].position"),
        ]
        assert "secretary" in str(found[0].message)
