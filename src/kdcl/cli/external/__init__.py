"""``kdcl external``: the file of a team that assesses a school from outside."""

from __future__ import annotations

from kdcl.cli.console import SpokenGroup
from kdcl.cli.external.aid import aid
from kdcl.cli.external.case import check, status, take
from kdcl.cli.external.importing import import_papers
from kdcl.cli.external.joining import attach, detach
from kdcl.cli.external.member_sheets import collect, sheets
from kdcl.cli.external.members import discuss
from kdcl.cli.external.papers import paper, schema
from kdcl.cli.external.register import register
from kdcl.cli.external.results import compare, score
from kdcl.messages import message

external: SpokenGroup = SpokenGroup(
    "external",
    told=message("Assessment from outside: a team's file, its steps, checks and results."),
    commands=[
        aid, attach, check, collect, compare, detach, discuss, import_papers, paper, register, schema, score, sheets,
        status, take,
    ],
)  # fmt: skip
