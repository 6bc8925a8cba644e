"""Whether files stand still: what is still being written must not be read."""

from collections.abc import Sequence

from syndication.ingest.inbox import InboxFile

_LONG_NS = 86_400 * 10**9
"""A file that has not changed for a day is not being written, whatever its clock says of today."""


class Looks:
    """What new files looked like: they stand still if they look the same some time later."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[InboxFile, int]] = {}

    def find_still(self, files: Sequence[InboxFile], now_ns: int, settle_ns: int) -> set[str]:
        """Names of the files that stand still. All, and no others, are remembered until the next look."""
        before, self._seen = self._seen, {}
        still: set[str] = set()
        for file in files:
            seen, since = before.get(file.source, (None, now_ns))
            if seen != file or since > now_ns:  # changed meanwhile; or our clock was set back
                since = now_ns
            if file.leads_out or now_ns - since >= settle_ns or now_ns - file.modified_ns >= max(settle_ns, _LONG_NS):
                still.add(file.source)
            self._seen[file.source] = (file, since)
        return still
