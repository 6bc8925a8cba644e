"""What the front answers from memory: what the application would, until the documents change."""

import re
from collections.abc import Mapping

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from syndication.delivery import DeliveryLayer, Desk
from syndication.front import Answers
from syndication.front.answers import Answer
from tests.delivery.conftest import BODY, Press, write_atom


def write_request(path: str = "/all.atom", method: str = "GET", fields: Mapping[str, str] | None = None) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in (fields or {}).items())
    return f"{method} {path} HTTP/1.1\r\nHost: feeds.example.org\r\n{lines}\r\n".encode()


def find_etag(answers: Answers, accept_encoding: str = "identity") -> str:
    answer = answers.find(write_request(fields={"Accept-Encoding": accept_encoding}))
    assert answer is not None
    return next(line[6:].decode() for line in answer.head.splitlines() if line.startswith(b"etag: "))


def by_the_other_road(desk: Desk, method: str, fields: Mapping[str, str]) -> Answer:
    """What the layer in front of Flask says, as a server writes it."""
    layer = DeliveryLayer(lambda environ, start: [], desk)
    environ = EnvironBuilder("/all.atom", method=method, headers=dict(fields)).get_environ()
    body, status, headers = run_wsgi_app(layer, environ)
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers)
    return Answer(f"HTTP/1.1 {status}\r\n{lines}".encode(), b"".join(body), closes=False)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br", "zstd", "gzip;q=0", "br;q=0.5, gzip", "*"])
@pytest.mark.parametrize("condition", ["Accept", "If-None-Match", "If-Match"])
@pytest.mark.parametrize("value", ["*", "etag", '"other"'])
def test_both_roads_say_the_same_to_the_byte(
    answers: Answers, desk: Desk, method: str, coding: str, condition: str, value: str
) -> None:
    fields = {"Accept-Encoding": coding, condition: find_etag(answers, coding) if value == "etag" else value}
    assert answers.find(write_request(method=method, fields=fields)) == by_the_other_road(desk, method, fields)


def test_the_server_and_the_date_end_the_head(answers: Answers) -> None:
    assert re.fullmatch(rb"server: [a-z]+\r\ndate: [^\r]+ GMT\r\n\r\n", answers.end_of_head())


def test_the_same_request_gets_the_same_answer_from_memory(answers: Answers) -> None:
    assert answers.find(write_request()) is answers.find(write_request())


def test_what_is_published_anew_is_noticed(answers: Answers, press: Press) -> None:
    request = write_request(fields={"If-None-Match": find_etag(answers)})
    known = answers.find(request)
    press.publish("/all.atom", write_atom("Newer"))
    while (answer := answers.find(request)) is known:
        pass
    assert answer is not None
    assert answer.body == write_atom("Newer")


def test_who_wants_the_connection_closed_is_told_so(answers: Answers) -> None:
    answer = answers.find(write_request(fields={"Connection": "Close"}))
    assert answer is not None
    assert answer.closes
    assert answer.head.endswith(b"\r\nconnection: close\r\n")


@pytest.mark.parametrize("path", ["/", "/all", "/none.atom", "/all.atom?q=water", "/topics/a+b.atom", "/healthz"])
def test_what_is_no_published_document_is_left_to_the_server_behind(answers: Answers, path: str) -> None:
    assert answers.find(write_request(path)) is None


def test_a_site_below_a_path_is_reached_with_it_and_without(desk: Desk) -> None:
    answers = Answers(desk, prefix="/news")
    for path in ("/news/all.atom", "/all.atom"):
        answer = answers.find(write_request(path))
        assert answer is not None
        assert answer.body == BODY
    assert answers.find(write_request("/newsall.atom")) is None


def test_memory_is_bounded(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndication.front.answers._KEPT_BYTES", 10_000)
    first = answers.find(write_request())
    for number in range(100):
        assert answers.find(write_request(f"/all.atom?{number}")) is not None
    again = answers.find(write_request())
    assert again == first
    assert again is not first


def test_an_answer_beyond_the_bound_is_given_and_not_kept(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndication.front.answers._KEPT_BYTES", 10)
    first = answers.find(write_request())
    assert first is not None
    assert answers.find(write_request()) is not first


def test_a_reader_comes_to_the_desk_again_after_some_time(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    first = answers.find(write_request())
    monkeypatch.setattr("time.time", lambda: 1)  # whichever way the clock is set
    monkeypatch.setattr("time.monotonic", lambda: 4e9)
    answers.end_of_head()
    assert answers.find(write_request()) is not first
