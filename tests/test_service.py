"""The local HTTP service, asked by a real client: good requests, bad ones, many at once."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

import attrs
import pytest
import uvicorn
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from kdcl.cli import main
from kdcl.service import OPERATIONS, ServiceLimits, build_openapi, create_app
from kdcl.service.app import CHECKS_FILE, HOSTS, _Gate, create_worker
from kdcl.service.declaring import Answer, Operation
from kdcl.standards import get_framework

PRIMARY = "tt42-2012/primary"
SCHOOL = (Path(__file__).parent.parent / "examples" / "primary-2017.json").read_bytes()
RATINGS = {str(indicator.code): "met" for indicator in get_framework(PRIMARY).indicators}
JSON = {"Content-Type": "application/json"}
LIMITS = ServiceLimits(body_bytes=len(SCHOOL) + 1000)


@attrs.frozen
class Reply:
    """What the service answered."""

    status: int
    kind: str
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:  # noqa: ANN401 - JSON has no one type
        """The body as JSON."""
        return json.loads(self.body)


@attrs.frozen
class Client:
    """Asks a service over a socket."""

    port: int

    def ask(self, method: str, path: str, body: bytes | object = None, headers: dict[str, str] | None = None) -> Reply:
        """Return the answer to a request; what is no bytes is sent as JSON."""
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, data, JSON if headers is None else headers)
            answered = connection.getresponse()
            kind = answered.headers.get_content_type()
            return Reply(answered.status, kind, dict(answered.headers), answered.read())
        finally:
            connection.close()


@contextlib.contextmanager
def running(limits: ServiceLimits) -> Iterator[Client]:
    """Run a service in a thread of this process, and stop it."""
    config = uvicorn.Config(
        create_app(limits), host="127.0.0.1", port=0, log_level="critical", lifespan="off", ws="none", loop="asyncio"
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        "127.0.0.1".encode(
            "idna"
        )  # who asks and who answers would both import it at once, which Python 3.11 may fail at
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Client(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """The service, one for all tests."""
    with running(LIMITS) as found:
        yield found


GOOD = [
    ("GET", "/v1/frameworks", None),
    ("GET", "/v1/framework?framework=primary", None),
    ("GET", "/v1/show?framework=tt42-2012/primary&item=1.3.b", None),
    ("GET", "/v1/show?framework=primary&item=1.3", None),
    ("GET", "/v1/show?framework=primary&item=1&lang=en", None),
    ("POST", "/v1/score", {"framework": PRIMARY, "ratings": RATINGS}),
    ("POST", "/v1/score?lang=en", {"framework": PRIMARY, "ratings": {"1.1.a": False}, "reading": "literal"}),
    ("POST", "/v1/gap", {"framework": PRIMARY, "ratings": {}, "level": 2, "basis": "certain"}),
    ("POST", "/v1/gap", {"framework": "secondary", "ratings": {}, "level": 1, "basis": "certain"}),
    ("POST", "/v1/check", SCHOOL),
    ("POST", "/v1/check?only=unused-abbreviation", SCHOOL),
    ("POST", "/v1/codes", {"text": "[H1-1-03-02; 03]; [H1-1-O1-02]"}),
]


class TestAnswers:
    """Every answer has its proof, and says how sure it is."""

    @pytest.mark.parametrize(("method", "path", "body"), GOOD)
    def test_it_is_as_described(self, client: Client, method: str, path: str, body: object) -> None:
        """The answer fits the schema that the service gives of it."""
        reply = client.ask(method, path, body)
        assert (reply.status, reply.kind) == (200, "application/json"), reply.body
        schema = {"$ref": "#/components/schemas/Answer", "components": build_openapi()["components"]}
        assert list(Draft202012Validator(schema).iter_errors(reply.content)) == []

    def test_score(self, client: Client) -> None:
        """Levels, bounds, and the proof as a tree with clauses."""
        content = client.ask("POST", "/v1/score?lang=en", {"framework": PRIMARY, "ratings": RATINGS}).content
        assert (content["result"]["level"], content["result"]["certain_level"]) == (3, 3)
        assert content["result"]["bounds"]["lowest"] == 3
        assert [reason["holds"] for reason in content["proof"]] == [True] * 4
        assert content["proof"][2]["citation"].startswith("circular 42/2012/TT-BGDĐT, article 31, clause 1, point c")
        assert content["proof"][3]["statement"].startswith("a criterion is met exactly when")
        assert content["status"] == content["proof"][3]["status"] == "inferred"
        assert content["result"]["other_levels"] == []

    def test_no_answer_is_surer_than_what_it_rests_on(self, client: Client) -> None:
        """A level is as sure as what granted it, what refused the next one, and what makes a criterion met."""
        lacking = {**RATINGS, "1.1.a": "not_met"}
        told = client.ask("POST", "/v1/score?lang=en", {"framework": PRIMARY, "ratings": lacking}).content
        assert (told["result"]["level"], told["status"], told["proof"][0]["status"]) == (1, "inferred", "verified")
        (other,) = told["result"]["other_levels"]
        assert (other["level"], "read as literal" in other["conditions"]) == (3, True)
        few = {"framework": PRIMARY, "ratings": {**RATINGS, "1.3.a": "not_met"}, "level": 3, "basis": "certain"}
        assert client.ask("POST", "/v1/gap", few).content["status"] == "unknown"
        assert client.ask("GET", f"/v1/show?framework={PRIMARY}&item=1.3.b").content["status"] == "inferred"
        assert client.ask("GET", f"/v1/show?framework={PRIMARY}&item=5").content["status"] == "inferred"
        whole = client.ask("GET", f"/v1/framework?framework={PRIMARY}&lang=en").content
        assert whole["status"] == "unknown"
        assert "level 3: the criteria required by name" in [each["statement"] for each in whole["proof"]]

    def test_the_language(self, client: Client) -> None:
        """Vietnamese unless asked otherwise."""
        vietnamese = client.ask("GET", "/v1/show?framework=primary&item=9.9").content["detail"]
        english = client.ask("GET", "/v1/show?framework=primary&item=9.9&lang=en").content["detail"]
        assert vietnamese != english
        assert "9.9" in english

    def test_codes(self, client: Client) -> None:
        """What is found, and what was meant for a code and is none."""
        result = client.ask("POST", "/v1/codes", {"text": "[H1-1-03-02; 03]; [H1-1-O1-02]"}).content["result"]
        assert [each["codes"] for each in result["found"]] == [["[H1-1-03-02]"], ["[H1-1-03-03]"]]
        assert [each["text"] for each in result["broken"]] == ["H1-1-O1-02"]

    def test_without_level_rules(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where no rules are known there is no level, and the service says so."""
        bare = attrs.evolve(get_framework(PRIMARY), level_rules=None)
        monkeypatch.setattr("kdcl.service.operations.get_framework", lambda _: bare)
        body = {"framework": PRIMARY, "ratings": {}, "reading": "literal"}
        reply = client.ask("POST", "/v1/score?lang=en", body)
        assert (reply.status, "no level rules" in reply.content["detail"]) == (422, True)

    def test_check(self, client: Client) -> None:
        """Findings with their places in words; only those of one check if asked."""
        findings = client.ask("POST", "/v1/check?lang=en", SCHOOL).content["result"]
        assert findings
        assert all(finding["place"] for finding in findings)
        only = client.ask("POST", "/v1/check?only=evidence-before-period", SCHOOL).content["result"]
        assert {finding["check"] for finding in only} == {"evidence-before-period"}

    @pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("markdown", b"#")])
    def test_render(self, client: Client, form: str, start: bytes) -> None:
        """A document comes as a file with its name."""
        reply = client.ask("POST", f"/v1/render?kind=summary&format={form}", SCHOOL)
        assert (reply.status, reply.kind) == (200, "application/octet-stream")
        assert start in reply.body[:400]
        assert 'filename="summary.' in reply.headers["content-disposition"]
        assert reply.headers["kdcl-status"] == "inferred"

    @pytest.mark.parametrize(("kind", "status"), [("evidence-list", "verified"), ("figures", "inferred")])
    def test_a_paper_is_as_sure_as_what_it_prints(self, client: Client, kind: str, status: str) -> None:
        """A list of evidence rests on the circular alone, a table of numbers on how sure these are."""
        reply = client.ask("POST", f"/v1/render?kind={kind}&format=text", SCHOOL)
        assert reply.headers["kdcl-status"] == status

    def test_the_description(self, client: Client) -> None:
        """Each operation stands in it, with its parameters."""
        described = client.ask("GET", "/openapi.json").content
        assert list(described["paths"]) == [operation.path for operation in OPERATIONS]
        body = described["paths"]["/v1/gap"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert body["required"] == ["framework", "ratings", "level"]
        assert body["properties"]["level"]["enum"] == [1, 2, 3]
        Draft202012Validator.check_schema(body)
        assert str(LIMITS.body_bytes) in described["info"]["description"]


BAD = [
    ("POST", "/v1/score", b"{", 400, "the body is no sound JSON"),
    ("POST", "/v1/score", b"", 400, "the body is no sound JSON"),
    ("POST", "/v1/score", b'{"ratings": NaN}', 400, "NaN is no JSON"),
    ("POST", "/v1/score", b'{"a": 1, "a": 2}', 400, "a key stands twice"),
    ("POST", "/v1/score", b"[" * 50_000, 400, "the body is no sound JSON"),
    ("POST", "/v1/score", b"[]", 400, "the body must be a JSON object"),
    ("POST", "/v1/score", b"\xff\xfe", 400, "the body is not UTF-8"),
    ("POST", "/v1/score", {"framework": 1, "wrong": 2}, 400, "problems: 3"),
    ("POST", "/v1/score", {"framework": PRIMARY, "ratings": {"x": "met", "1.1.a": 1}}, 422, "1.1.a"),
    ("POST", "/v1/score", {"framework": PRIMARY, "ratings": {"9.9.a": "met"}}, 422, "9.9.a"),
    ("POST", "/v1/score", {"framework": "none", "ratings": {}}, 404, "none"),
    ("POST", "/v1/score", {"framework": "tt42-2012/continuing", "ratings": {}}, 404, "continuing"),
    ("POST", "/v1/score", {"framework": PRIMARY, "ratings": {}, "reading": "loose"}, 400, "problems: 1"),
    ("POST", "/v1/gap", {"framework": PRIMARY, "ratings": {}, "level": 4}, 400, "problems: 1"),
    ("POST", "/v1/gap", {"framework": PRIMARY, "ratings": {}, "level": True}, 400, "problems: 1"),
    ("POST", "/v1/check", b"{}", 422, "body"),
    ("POST", "/v1/check", b"{", 422, "this is not JSON"),
    ("POST", "/v1/check", b'{"framework": "none", "school": 1}', 422, "none"),
    ("POST", "/v1/check?only=nothing", SCHOOL, 400, "problems: 1"),
    ("POST", "/v1/render?kind=none&format=docx", SCHOOL, 400, "problems: 1"),
    ("POST", "/v1/render", b'{"framework": "tt42-2012/primary"}', 422, "errors: "),
    ("POST", "/v1/codes", {"text": "x" * (LIMITS.body_bytes + 1)}, 413, "larger than"),
    ("GET", "/v1/show?framework=primary", None, 400, "problems: 1"),
    ("GET", "/v1/show?framework=primary&item=9.9", None, 404, "9.9"),
    ("GET", "/v1/frameworks?lang=fr", None, 400, "problems: 1"),
    ("GET", "/v1/show?framework=primary&framework=secondary&item=1.1", None, 400, "stands twice"),
    ("GET", "/v1/score", None, 405, "there is no GET /v1/score"),
    ("GET", "/v1/nothing", None, 404, "there is no GET /v1/nothing"),
]


class TestBadRequests:
    """Whatever is wrong is told as a problem, in its media type, with all of it at once."""

    @pytest.mark.parametrize(("method", "path", "body", "status", "told"), BAD)
    def test_it_is_told(  # noqa: PLR0913, PLR0917 - the facts of a case
        self, client: Client, method: str, path: str, body: object, status: int, told: str
    ) -> None:
        """Status, media type, and a sentence that names it."""
        language = "lang" in path
        reply = client.ask(method, path if language else path + ("&" if "?" in path else "?") + "lang=en", body)
        assert (reply.status, reply.kind) == (status, "application/problem+json"), reply.body
        schema = build_openapi()["components"]["schemas"]["Problem"]
        assert list(Draft202012Validator(schema).iter_errors(reply.content)) == []
        assert reply.content["status"] == status
        assert language or told in reply.content["detail"]

    def test_all_of_it_at_once(self, client: Client) -> None:
        """Each problem has its place."""
        content = client.ask("POST", "/v1/score?lang=en", {"framework": 1, "wrong": 2}).content
        assert [problem["path"] for problem in content["problems"]] == ["wrong", "framework", "ratings"]

    def test_ratings_one_by_one(self, client: Client) -> None:
        """Each rating that is none has its place too."""
        content = client.ask("POST", "/v1/score", {"framework": PRIMARY, "ratings": {"x": "met", "1.1.a": 1}}).content
        assert [problem["path"] for problem in content["problems"]] == ["ratings.x", "ratings.1.1.a"]

    def test_a_size_that_is_told(self, client: Client) -> None:
        """A body that says of itself that it is too large is not waited for."""
        with socket.create_connection(("127.0.0.1", client.port)) as large:
            large.sendall(
                b"POST /v1/codes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: 99999999999\r\n\r\n"
            )
            assert b" 413 " in large.recv(1000)

    def test_chunks(self, client: Client) -> None:
        """A body that does not say its size is read no further than is allowed."""
        with socket.create_connection(("127.0.0.1", client.port)) as large:
            size = LIMITS.body_bytes + 1
            large.sendall(
                b"POST /v1/codes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n" + f"{size:x}\r\n".encode() + b" " * size
            )
            assert b" 413 " in large.recv(1000)

    def test_the_allowed_method(self, client: Client) -> None:
        """Where the method is wrong the right one is named."""
        assert client.ask("GET", "/v1/score").headers["allow"] == "POST"

    def test_another_type(self, client: Client) -> None:
        """A form of a web page is refused, whatever it holds."""
        reply = client.ask("POST", "/v1/codes", b'{"text": ""}', {"Content-Type": "text/plain"})
        assert reply.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE

    @pytest.mark.parametrize("host", ["evil.example", "evil.example:80", ""])
    def test_another_host(self, client: Client, host: str) -> None:
        """A name that leads a browser here from elsewhere is refused."""
        assert client.ask("GET", "/v1/frameworks", headers={"Host": host}).status == HTTPStatus.BAD_REQUEST
        assert client.ask("GET", "/v1/frameworks", headers={"Host": "localhost:80"}).status == HTTPStatus.OK

    def test_a_client_that_goes_away(self, client: Client) -> None:
        """A body that ends early takes nobody else's answer away."""
        with socket.create_connection(("127.0.0.1", client.port)) as left:
            left.sendall(
                b"POST /v1/codes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: 100\r\n\r\n{"
            )
        assert client.ask("GET", "/v1/frameworks").status == HTTPStatus.OK

    def test_no_http_at_all(self, client: Client) -> None:
        """What is no HTTP is refused, and the service goes on."""
        with socket.create_connection(("127.0.0.1", client.port)) as broken:
            broken.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
            assert b"400" in broken.recv(1000)
        assert client.ask("GET", "/v1/frameworks").status == HTTPStatus.OK


RELEASED = threading.Event()


def wait(_: object) -> Answer:
    """Answer when the test has seen what it is about: later than any limit, however slow the machine."""
    RELEASED.wait(60)
    return Answer(result=None, proof=[], status=None)


def fail(_: object) -> Answer:
    """Be a defect."""
    raise RuntimeError


class TestBounds:
    """Time and number are bounded; what is beyond is told."""

    @pytest.fixture
    def narrow(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
        """A service with two operations of a test's own, for one request at a time and a tenth of a second."""
        made = tuple(
            Operation(name=name, told=name, parameters=(), is_post=is_post, answer=answer)
            for name, is_post, answer in (("wait", False, wait), ("fail", False, fail), ("take", True, wait))
        )
        monkeypatch.setattr("kdcl.service.app.OPERATIONS", made)
        RELEASED.clear()
        with running(ServiceLimits(seconds=0.1, running=1, waiting=1)) as found:
            yield found
            RELEASED.set()

    def test_a_late_answer(self, narrow: Client) -> None:
        """It is told in time, and the next one waits until the thread is free, or is told that too many wait."""
        assert narrow.ask("GET", "/v1/wait").status == HTTPStatus.GATEWAY_TIMEOUT
        assert narrow.ask("GET", "/v1/wait").status == HTTPStatus.SERVICE_UNAVAILABLE

    def test_too_many(self, narrow: Client) -> None:
        """Beyond those that may wait, requests are sent away at once, to come again."""
        with ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(lambda _: narrow.ask("GET", "/v1/wait"), range(8)))
        away = [reply for reply in replies if reply.status == HTTPStatus.SERVICE_UNAVAILABLE]
        assert away
        assert away[0].headers["retry-after"] == "1"

    def test_a_slow_request(self, narrow: Client) -> None:
        """A body that does not arrive is not waited for."""
        with socket.create_connection(("127.0.0.1", narrow.port)) as slow:
            slow.sendall(
                b"POST /v1/take HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                b"Content-Length: 100\r\n\r\n{"
            )
            assert b" 408 " in slow.recv(1000)

    def test_an_answer_that_the_end_cut_off(self) -> None:
        """A service that is stopped cancels what still runs: nobody asks that for its failure, which would be one."""

        async def end() -> bool:
            work = asyncio.get_running_loop().create_future()
            work.cancel()
            _Gate(ServiceLimits(), ())._release(work)  # noqa: SLF001 - the loop calls it, when all requests are gone
            return work.cancelled()

        assert asyncio.run(end())

    def test_a_defect(self, narrow: Client) -> None:
        """It is told without its inside."""
        reply = narrow.ask("GET", "/v1/fail")
        assert (reply.status, reply.kind) == (500, "application/problem+json")
        assert b"Traceback" not in reply.body


class TestManyAtOnce:
    """Nothing is lost or mixed up."""

    def test_each_gets_its_own_answer(self, client: Client) -> None:
        """Sixty requests from twenty clients at once: each answer is that of its request."""

        def ask(number: int) -> int:
            met = dict(list(RATINGS.items())[:number])
            content = client.ask("POST", "/v1/score", {"framework": PRIMARY, "ratings": met}).content
            return int(content["result"]["indicators_met"])

        with ThreadPoolExecutor(20) as pool:
            assert list(pool.map(ask, range(60))) == list(range(60))


class TestTheCommand:
    """``kdcl serve`` listens on this machine alone unless told otherwise."""

    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        """What the server would have been started with."""
        started: list[dict[str, Any]] = []
        monkeypatch.setattr(uvicorn, "run", lambda _, **settings: started.append(settings))
        monkeypatch.delenv(HOSTS, raising=False)
        return started

    def test_loopback(self, asked: list[dict[str, Any]]) -> None:
        """By default nobody else reaches it, and nothing is warned of."""
        done = CliRunner().invoke(main, ["serve", "--port", "0", "--workers", "2", "--lang", "en"])
        assert done.exit_code == 0
        assert (asked[0]["host"], asked[0]["workers"]) == ("127.0.0.1", 2)
        assert done.stderr == ""

    def test_elsewhere(self, asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
        """At another address it says what that means, and answers under it."""
        monkeypatch.setenv(HOSTS, "")
        done = CliRunner().invoke(main, ["serve", "--host", "192.0.2.1", "--lang", "en"])
        assert asked[0]["host"] == "192.0.2.1"
        assert "asks for no password" in done.stderr
        assert create_worker().routes

    def test_checks_of_ones_own(
        self, asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """Its processes are told where they are, wherever they run."""
        monkeypatch.setenv(CHECKS_FILE, "")
        own = tmp_path / "own.py"
        own.write_text(
            "from kdcl.checks import Severity, declare_check\nfrom kdcl.messages import message\n"
            "@declare_check('mine', Severity.NOTE, message('Mine'), source=None, reads=())\n"
            "def mine(case):\n    yield from ()\n",
            "utf-8",
        )
        done = CliRunner().invoke(main, ["serve", "--checks", str(own), "--lang", "en"])
        assert (done.exit_code, len(asked), os.environ[CHECKS_FILE]) == (0, 1, str(own.absolute())), done.output

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is missing is named with the command that installs it."""
        monkeypatch.setitem(__import__("sys").modules, "uvicorn", None)
        done = CliRunner().invoke(main, ["serve", "--lang", "en"])
        assert done.exit_code == 2
        assert "pip install 'kdcl[service]'" in done.stderr
