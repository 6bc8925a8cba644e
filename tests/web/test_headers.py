"""What pages may do in a browser: run our scripts and no other, load from here alone, be framed by nobody."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from bs4 import BeautifulSoup

PAGES = ["/", "/about", "/all", "/build", "/feeds", "/status", "/nothing"]


def directives(reply) -> dict[str, str]:
    policy = reply.headers["Content-Security-Policy"]
    return {name: value for name, _, value in (part.strip().partition(" ") for part in policy.split(";"))}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_our_scripts_alone(client, path):
    reply = client.get(path)
    allowed = directives(reply)["script-src"].split()
    assert all(re.fullmatch("'sha256-[A-Za-z0-9+/]{43}='", source) for source in allowed)
    scripts = BeautifulSoup(reply.data, "lxml").select("script:not([type='application/ld+json'])")
    assert scripts
    for script in scripts:
        with client.get(script["src"]) as sent:
            digest = f"sha256-{b64encode(sha256(sent.data).digest()).decode()}"
        assert script["integrity"] == digest
        assert f"'{digest}'" in allowed


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_closed_to_all_that_it_does_not_need(client, path):
    reply = client.get(path)
    found = directives(reply)
    assert (found["default-src"], found["base-uri"], found["frame-ancestors"]) == ("'none'",) * 3
    assert found["style-src"] == found["form-action"] == found["connect-src"] == "'self'"
    assert reply.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in reply.headers["Permissions-Policy"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_for_frames_may_be_framed_by_any_site(client):
    reply = client.get("/embed/all")
    found = directives(reply)
    assert (found["frame-ancestors"], found["default-src"], found["form-action"]) == ("*", "'none'", "'none'")
    assert reply.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Cross-Origin-Opener-Policy" not in reply.headers
