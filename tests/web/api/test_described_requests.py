"""Requests made from the description, such as it allows and such as it does not: replies are as it says."""

import shutil
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance, response_schema_conformance

from syndication.config import load_settings
from syndication.web import create_app

REQUESTS = 2
"""For each address, of each kind."""
EXEMPT = {  # by the end of an address
    "": (positive_data_acceptance,),  # what counts as a word to search for, no schema says
    "/oembed": (not_a_server_error,),  # 501 for a format that nobody knows, as its standard wants it
    ".{format}": (response_schema_conformance,),  # it misreads prefixItems; test_api_description.py checks these
}
REFUSALS = ["308", "400", "404", "414"]  # the first leads to an address that is refused
pytestmark = pytest.mark.filterwarnings("default")  # its own, of what it cannot generate


@pytest.fixture(scope="module")
def described(published_data: Path, tmp_path_factory: pytest.TempPathFactory):
    """The description as an application serves it that limits nobody."""
    folder = shutil.copytree(published_data.parent, tmp_path_factory.mktemp("described") / "site")
    settings = load_settings(folder / "config", environ={}, flags={"serve.limit_per_minute": 0})
    config = {"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}}
    app, config = create_app(settings), schemathesis.Config.from_dict(config)
    return schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_replies_are_as_described_whatever_is_asked(described, mode):
    asked = [ask(operation.ok(), mode) for operation in described.get_all_operations()]
    assert sum(asked) > REQUESTS * 10


def ask(operation, mode) -> int:
    """Try an address; returns with how many requests, 0 where there is none of a kind."""
    exempt = [check for end, checks in EXEMPT.items() if operation.path.endswith(end) for check in checks]
    asked = 0

    @hypothesis.settings(
        max_examples=REQUESTS,
        derandomize=True,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def law(case) -> None:
        nonlocal asked
        asked += 1
        reply = case.call(headers={"Accept-Encoding": "identity"})  # it takes bytes as they come
        case.validate_response(reply, excluded_checks=exempt)

    try:
        law()
    except hypothesis.errors.Unsatisfiable:  # nothing can be wrong in an address without parameters
        assert asked == 0
    return asked
