"""How an operation of the service is declared: what it takes, and the function that answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final, NoReturn

import attrs

from kdcl.checks import Check
from kdcl.findings import Finding, refuse
from kdcl.locale import LANGUAGES, Locale
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.service.problems import ProblemError

_KINDS: Final[Mapping[str, type]] = {"string": str, "integer": int, "object": dict}
BODY: Final = "body"
"""What a request's body is called where a school's file is named."""


@attrs.frozen(kw_only=True)
class Parameter:
    """Something that a request states.

    Attributes:
        name: its name.
        kind: what it is, by JSON Schema's name for it.
        told: what it means, in English.
        known: the values it can have; empty where any will do.
        is_required: whether it must be stated.
    """

    name: str
    kind: str
    told: str
    known: tuple[str, ...] | tuple[int, ...] = ()
    is_required: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        return {"type": self.kind, **({"enum": list(self.known)} if self.known else {})}

    def find_problem(self, value: object) -> Finding | None:
        """Return what is wrong with a value, or None."""
        place = ROOT.at(self.name)
        if type(value) is not _KINDS[self.kind]:
            return refuse(place, message("this must be of the type {kind}", kind=self.kind))
        if self.known and value not in self.known:
            return refuse(
                place, message("{found} is not known; write one of: {known}", found=repr(value), known=self.known)
            )
        return None


LANGUAGE: Final = Parameter(name="lang", kind="string", known=LANGUAGES, told="The language of every sentence.")


@attrs.frozen(kw_only=True)
class Call:
    """A request as an operation sees it.

    Attributes:
        values: what it states, by name; checked against the operation's parameters.
        text: the body, where it is a school's file.
        locale: the language of the answer.
        checks: the rulebook of the service.
    """

    values: Mapping[str, Any]
    text: str
    locale: Locale
    checks: tuple[Check, ...]


@attrs.frozen(kw_only=True)
class Answer:
    """What an operation answers: plain values with their proof, or a file.

    Attributes:
        result: the answer.
        proof: what it rests on: statements with their clause and how sure each is.
        status: how sure the answer is; None where no rule of the law decides it.
        file: the bytes of a file, in place of the result.
        file_name: what the file is called.
    """

    result: Any = None
    proof: list[dict[str, Any]]
    status: str | None
    file: bytes | None = None
    file_name: str = ""


@attrs.frozen(kw_only=True)
class Operation:
    """An operation of the service.

    Attributes:
        name: its name, the last part of its path.
        told: what it does, in English.
        parameters: what a request states.
        takes_school: whether the body is a school's file, and the parameters stand in the address.
        is_post: whether it takes a body.
        answer: the function that answers.
    """

    name: str
    told: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Call], Answer]
    takes_school: bool = False
    is_post: bool = True

    @property
    def path(self) -> str:
        """The path it answers at."""
        return f"/v1/{self.name}"

    @property
    def method(self) -> str:
        """The HTTP method it answers to."""
        return "POST" if self.is_post else "GET"

    @property
    def in_address(self) -> tuple[Parameter, ...]:
        """The parameters that stand in the address."""
        return (LANGUAGE,) if self.is_post and not self.takes_school else (*self.parameters, LANGUAGE)

    @property
    def in_body(self) -> tuple[Parameter, ...]:
        """The parameters that stand in the body."""
        return self.parameters if self.is_post and not self.takes_school else ()

    def read_body(self, text: str) -> dict[str, Any]:
        """Return what a body states.

        Raises:
            ProblemError: it is no JSON object, or something in it is wrong: all of it at once.
        """
        try:
            values = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_build)
        except (ValueError, RecursionError) as error:
            raise ProblemError(
                HTTPStatus.BAD_REQUEST, message("the body is no sound JSON ({reason})", reason=str(error)[:200])
            ) from None
        if not isinstance(values, dict):
            raise ProblemError(HTTPStatus.BAD_REQUEST, message("the body must be a JSON object"))
        require_sound(values, self.in_body)
        return values


def operation(
    name: str, told: str, *parameters: Parameter, takes_school: bool = False, is_post: bool = True
) -> Callable[[Callable[[Call], Answer]], Operation]:
    """Return a decorator that makes the function that answers an operation; see `Operation`."""

    def declare(answer: Callable[[Call], Answer]) -> Operation:
        return Operation(
            name=name, told=told, parameters=parameters, answer=answer, takes_school=takes_school, is_post=is_post
        )

    return declare


def require_sound(values: Mapping[str, object], parameters: tuple[Parameter, ...]) -> None:
    """Say everything that is wrong with what a request states.

    Raises:
        ProblemError: something is.
    """
    if problems := tuple(_iter_problems(values, parameters)):
        told = message("the request cannot be understood; problems: {count}", count=len(problems))
        raise ProblemError(HTTPStatus.BAD_REQUEST, told, problems)


def _iter_problems(values: Mapping[str, object], parameters: tuple[Parameter, ...]) -> Iterator[Finding]:
    names = {parameter.name for parameter in parameters}
    for name in values:
        if name not in names:
            known = tuple(sorted(names))
            yield refuse(ROOT.at(name), message("no such parameter is known; known are: {known}", known=known))
    for parameter in parameters:
        if parameter.name not in values:
            if parameter.is_required:
                yield refuse(ROOT.at(parameter.name), message("this is missing"))
        elif problem := parameter.find_problem(values[parameter.name]):
            yield problem


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) != len(pairs):
        raise ValueError("a key stands twice")
    return built
