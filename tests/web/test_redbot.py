"""REDbot, which knows HTTP by heart, finds neither error nor warning on any kind of address that machines ask for."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.web.serving import find_port, running, wait_for

EXAMINE = Path(__file__).parent / "examine_with_redbot.py"
PUBLISHED = ("/all.atom", "/all.rss", "/all.json", "/feeds.opml", "/topics/mining/regions/cusco.json", "/all.atom?a=1")
OF_THE_PAST = ("/all/2021.atom", "/all/2021.rss", "/all/2021.json", "/topics/mining/2021.atom")
UNIONS = ("/topics/mining+water.atom", "/topics/mining+water.rss", "/topics/mining+water.json")
SEARCHES = ("/all.atom?q=copper", "/all.rss?q=copper", "/topics/mining.json?q=copper")
OTHER_SPELLINGS = ("/topics/water+mining.atom", "/ALL.atom", "/topics//mining.atom", "/.well-known/feeds")
NOWHERE = ("/topics/nothing.atom", "/all/1066.atom", "/nothing")
OPERATIONS = ("/healthz", "/robots.txt", "/favicon.ico", "/static/style.css", "/static/favicon.svg")
PAGES = ("/", "/all", "/topics", "/feeds", "/status")
STATUSES = (
    dict.fromkeys((*PUBLISHED, *OF_THE_PAST, *UNIONS, *SEARCHES, *OPERATIONS, *PAGES), 200)
    | dict.fromkeys(OTHER_SPELLINGS, 308)
    | dict.fromkeys(NOWHERE, 404)
)

Found = dict[str, tuple[int, list[str]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """What REDbot says of each address of a service that runs with the samples."""
    root = tmp_path_factory.mktemp("redbot")
    shutil.copytree(REPOSITORY / "config", root / "config")
    shutil.copytree(REPOSITORY / "samples" / "bulletins", root / "inbox")
    port = find_port()
    command = [sys.executable, "-m", "syndication", "--config", str(root / "config"), "serve", "--port", str(port)]
    with running(command, root / "config") as process:
        wait_for(process, '"build_finished"')
        base = f"http://127.0.0.1:{port}"
        examine = [sys.executable, str(EXAMINE), *(base + address for address in STATUSES)]
        run = subprocess.run(examine, stdout=subprocess.PIPE, text=True, check=True)
        yield {address.removeprefix(base): told for address, told in json.loads(run.stdout).items()}


@pytest.mark.parametrize("address", STATUSES)
def test_redbot_finds_nothing_wrong(found: Found, address: str) -> None:
    assert found[address] == [STATUSES[address], []]
