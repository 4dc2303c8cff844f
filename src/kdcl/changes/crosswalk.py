"""Crosswalks: which items of one framework became which of another, each link with its citation or who proposed it."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from kdcl.law import Citation, Framework, Status
from kdcl.messages import Message, message
from kdcl.standards._numbers import read_number
from kdcl.standards._table import LawFile, LawTable


@attrs.frozen(kw_only=True)
class Link:
    """What became of items: one link of a crosswalk.

    Attributes:
        old: the numbers of the items in the older framework; empty where the new ones have none before them.
        new: the numbers of the items in the newer framework; empty where nothing took their place.
        citation: where the law says so; None where somebody proposed it.
        proposed_by: who proposed it, a role or a body; None where the law says so.
        note: what else is to be known; None where nothing is.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    citation: Citation | None
    proposed_by: str | None
    note: str | None

    @property
    def ground(self) -> Message:
        """Where the law says so, or who proposed it."""
        if self.citation is not None:
            return self.citation.message
        return message("proposed by {who}", who=self.proposed_by)


@attrs.frozen(kw_only=True)
class Crosswalk:
    """The links from one framework to another.

    Attributes:
        old: the older framework's id.
        new: the newer framework's id.
        links: the links; each item of a framework stands in one of them at most.
    """

    old: str
    new: str
    links: tuple[Link, ...]


def load_crosswalk(path: str | os.PathLike[str], old: Framework, new: Framework) -> Crosswalk:
    """Return the crosswalk of a file, held against both frameworks.

    Args:
        path: a TOML file; docs/frameworks.md has its form.
        old: the older framework.
        new: the newer framework.

    Raises:
        FrameworkFileError: the file has problems, all of them at once: a link that neither cites the law nor names who
            proposed it, an item that a framework does not have or that two links name, or other frameworks.
    """
    with LawFile(Path(path)) as root:
        for key, framework in (("old", old), ("new", new)):
            if (named := root.text(key)) != framework.id:
                root.note(
                    key,
                    message("the file is for {named}, not for {framework}", named=repr(named), framework=framework.id),
                )
        seen: dict[tuple[str, str], str] = {}
        links = tuple(_read_link(table, old, new, seen) for table in root.tables("link"))
        if not links:
            root.note("link", message("a crosswalk has a link at least; write [[link]]"))
        return Crosswalk(old=old.id, new=new.id, links=links)


def _read_link(table: LawTable, old: Framework, new: Framework, seen: dict[tuple[str, str], str]) -> Link:
    sides = {key: _read_items(table, key, framework, seen) for key, framework in (("old", old), ("new", new))}
    if not any(sides.values()):
        table.note_here(message("a link names an item at least"))
    if ("citation" in table) == ("proposed_by" in table):
        table.note_here(
            message("say where the law says so (citation) or who proposed it (proposed_by): one of the two")
        )
    return Link(
        old=sides["old"],
        new=sides["new"],
        citation=_read_citation(table.table("citation")) if "citation" in table else None,
        proposed_by=table.find_text("proposed_by"),
        note=table.find_text("note"),
    )


def _read_items(table: LawTable, key: str, framework: Framework, seen: dict[tuple[str, str], str]) -> tuple[str, ...]:
    names = table.texts(key)
    for number, name in enumerate(names):
        place = table.place.at(key, number)
        if name not in framework:
            table.note_at(place, message("{framework} has no {item}", framework=framework.id, item=name))
        elif (key, name) in seen:
            table.note_at(place, message("{item} stands in {place} too; keep one", item=name, place=seen[key, name]))
        seen.setdefault((key, name), str(place))
    return names


def _read_citation(table: LawTable) -> Citation:
    return Citation(
        document=read_number(table, "document"),
        article=table.whole("article", 1, 999),
        clause=table.find_whole("clause", 1, 99),
        point=table.find_text("point"),
        status=table.find_choice("status", Status) or Status.VERIFIED,
    )
