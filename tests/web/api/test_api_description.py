"""What is described for programs is what is there: every address, every reply, every field."""

import json
import re
from copy import deepcopy
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from syndication.models import ALL, Picture
from syndication.web.addressing.languages import is_page
from syndication.web.api import describe_api, describe_feed
from tests.conftest import REPOSITORY
from tests.web.conftest import NOW

EXAMPLES = {
    "topics": "water",
    "regions": "north-coast",
    "term": "water",
    "period": "2012",
    "filename": "style.css",
    "text": "000000",
    "background": "ffffff",
    "link": "0000ff",
}


def described_addresses(app: Flask) -> set[str]:
    """Every address of the application that is no page, as OpenAPI writes it."""
    found = set()
    for rule in app.url_map.iter_rules():
        if is_page(rule.endpoint):
            continue
        for scheme in ("topics", "regions"):
            path = rule.rule.replace("<any(topics,regions):scheme>", scheme).replace("<format:form>", "{format}")
            found.add(re.sub(r"<(?:[^:>]*:)?([^>]*)>", r"{\1}", path))
    return found


@pytest.fixture
def description(settings) -> dict[str, Any]:
    return describe_api(settings)


@pytest.fixture
def responses(description) -> dict[str, Any]:
    return description["components"]["responses"]


def closed(schema: Any) -> Any:
    """The schema with no field but those that it names: what we write must all be described."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {name: closed(value) for name, value in schema.items()}
    return inside | {"additionalProperties": False} if "properties" in schema else inside


def faults_of(feed: object, schema: dict[str, Any]) -> list[str]:
    return [fault.message for fault in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(feed)]


def test_the_description_is_right_by_its_specification(description):
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_every_address_that_is_no_page_is_described_and_no_other(app, description):
    assert set(description["paths"]) == described_addresses(app)


def test_it_says_whose_it_is_and_where(description):
    assert description["info"]["title"] == "Harbour News"
    assert description["servers"] == [{"url": "https://feeds.example.org"}]


@pytest.mark.parametrize("path", ["/openapi.json", "/schemas/feed.json"])
def test_descriptions_are_served_and_may_be_kept(client, path):
    reply = client.get(path)
    assert (reply.status_code, reply.mimetype.rpartition("+")[2]) == (200, "json")
    assert client.get(path, headers={"If-None-Match": reply.headers["ETag"]}).status_code == 304


def expand(path: str) -> list[str]:
    """Addresses of the example site that a path stands for."""
    filled = [path]
    for name, value in {**EXAMPLES, "term": "north-coast" if path.startswith("/regions") else "water"}.items():
        filled = [each.replace(f"{{{name}}}", value) for each in filled]
    forms = ("atom", "rss", "json") if "{format}" in path else ("",)
    return [each.replace("{format}", form) for each in filled for form in forms]


def test_every_address_answers_as_described(client, description, responses):
    for path, item in description["paths"].items():
        for address in expand(path):
            with client.get(address, query_string={"url": "https://feeds.example.org/all"}) as reply:
                told = item["get"]["responses"][str(reply.status_code)]["$ref"].rpartition("/")[2]
                assert reply.status_code in (200, 308), address
                assert reply.status_code == 308 or reply.mimetype in responses[told]["content"], address
                for header in responses[told].get("headers", {}):
                    assert header in reply.headers, (address, header)


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/topics/nothing.json", {}, 404),
        ("/topics/water/1999.json", {}, 404),
        ("/all.json?q=*", {}, 400),
        ("/topics/water+health.json", {}, 308),
        ("/all.json", {"If-Match": '"other"'}, 412),
        ("/topics/nothing.opml", {}, 404),
        ("/sitemaps/1999.xml", {}, 404),
        ("/oembed", {}, 400),
        ("/oembed?url=https://elsewhere.example/all", {}, 404),
        ("/oembed?url=https://feeds.example.org/all&format=yaml", {}, 501),
    ],
)
def test_every_refusal_is_described(client, description, responses, address, headers, status):
    reply = client.get(address, headers=headers)
    path = re.sub(r"nothing|water\+health|water", "{topics}" if ".opml" not in address else "{term}", address)
    path = re.sub("1999", "{period}", path.partition("?")[0]).replace(".json", ".{format}")
    told = description["paths"][path]["get"]["responses"][str(status)]["$ref"].rpartition("/")[2]
    assert reply.status_code == status
    assert status == 308 or reply.mimetype in responses[told]["content"]


@pytest.mark.parametrize(
    "address", ["/all.json", "/topics/water.json", "/topics/health.json", "/all/2012.json", "/corrections.json"]
)
def test_our_feeds_follow_the_schema_and_hold_no_field_that_it_does_not_name(
    client, settings, archive, newsdesk, address
):
    archive.correct(archive.newest(ALL, 1)[0].id, {"topics": ["water", "health"]}, NOW)
    newsdesk.write(
        "A canal with a picture",
        "The sixth story of Northport is another one.",
        "2012-03-09",
        picture=Picture("https://source.example.org/canal.jpg", "A canal"),
    )
    newsdesk.write("A title alone", "", "2012-04", url="https://source.example.org/story")
    assert faults_of(client.get(address).json, closed(describe_feed(settings))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda feed: feed.pop("version"),
        lambda feed: feed["items"][0].pop("_syndication"),
        lambda feed: feed["items"][0].update(date_published="yesterday"),
        lambda feed: feed["items"][0].pop("content_html"),
        lambda feed: feed["items"][0]["_syndication"]["categories"][0].update(scheme="colours"),
        lambda feed: feed["items"][0]["_syndication"]["categories"][0].update(point=[91, 0]),
    ],
)
def test_the_schema_finds_a_fault(client, settings, spoil):
    feed = client.get("/all.json").json
    spoilt = deepcopy(feed)
    spoil(spoilt)
    assert faults_of(feed, describe_feed(settings)) == []
    assert faults_of(spoilt, describe_feed(settings)) != []


def test_the_code_for_other_sites_follows_its_schema(client, description):
    reply = client.get("/oembed?url=https://feeds.example.org/topics/water")
    assert faults_of(reply.json, closed(description["components"]["schemas"]["EmbedCode"])) == []


def test_the_schema_is_a_schema(client):
    Draft202012Validator.check_schema(json.loads(client.get("/schemas/feed.json").data))


def test_every_field_of_the_schema_is_explained_to_people(settings):
    page = (REPOSITORY / "docs" / "json-feed.md").read_text("utf-8")
    assert {name for name in names_of(describe_feed(settings)) if f"`{name}`" not in page} == set()


def names_of(schema: Any) -> set[str]:
    """The names of all fields in a schema."""
    if isinstance(schema, list):
        return {name for each in schema for name in names_of(each)}
    if not isinstance(schema, dict):
        return set()
    fields = schema.get("properties", {})
    own = set(fields) if isinstance(fields, dict) else set()
    return own.union(*(names_of(value) for value in schema.values()))
