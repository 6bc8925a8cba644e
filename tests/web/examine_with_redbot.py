"""Let REDbot examine addresses: python examine_with_redbot.py ADDRESS…

Prints one JSON object: address to the status of the reply and to what REDbot found wrong with it, each fault as
``level note: summary (check)``. A program of its own, as REDbot brings an event loop for the whole process.
"""

import json
import sys
from collections.abc import Iterator
from configparser import ConfigParser

import thor
from httplint.note import Note, levels
from redbot.resource import HttpResource
from redbot.resource.fetch import RedFetcher

WRONG = (levels.WARN, levels.BAD)


def examine(addresses: list[str]) -> dict[str, tuple[int | None, list[str]]]:
    """Address to its status and what is wrong with it; one address after the other."""
    config = ConfigParser()
    config.read_dict({"redbot": {"enable_local_access": "True"}})
    found: dict[str, tuple[int | None, list[str]]] = {}

    def examine_next() -> None:
        if len(found) == len(addresses):
            thor.stop()
            return
        address = addresses[len(found)]
        resource = HttpResource(config["redbot"])
        resource.set_request(address)

        @thor.events.on(resource)
        def check_done() -> None:
            found[address] = resource.response.status_code, list(faults_of(resource))
            thor.schedule(0, examine_next)

        resource.check()

    thor.schedule(0, examine_next)
    thor.run()
    return found


def faults_of(resource: HttpResource) -> Iterator[str]:
    """Errors and warnings of the reply and of those to REDbot's further requests; a reply that did not come is one."""
    for fetched in (resource, *resource.subreqs.values()):
        if fetched.fetch_error:
            yield f"error {fetched.fetch_error!r} ({fetched.check_name})"
        for note in notes_of(fetched):
            if note.level in WRONG:
                yield f"{note.level.value} {type(note).__name__}: {note.summary} ({fetched.check_name})"


def notes_of(fetched: RedFetcher) -> Iterator[Note]:
    waiting = list(fetched.response.notes)
    while waiting:
        note = waiting.pop(0)
        yield note
        waiting += note.subnotes


if __name__ == "__main__":
    sys.stdout.write(json.dumps(examine(sys.argv[1:]), indent=1))
