"""Who calls, as the server behind is told: the path at the far end of a Unix socket is a client's address to it.

So nothing has to be written into a request, where a client might have written the same.
"""

import ipaddress
import socket
from pathlib import Path
from typing import NamedTuple

LONGEST_FOLDER = 70
"""Bytes of the path of a folder for such sockets: one with its name ends at 107."""
_PORT_BYTES = 2


class Caller(NamedTuple):
    """Where a client's connection comes from."""

    address: str
    """IPv4 or IPv6, without a zone; an IPv4 address mapped into IPv6 is the IPv4 one."""
    port: int


def name_caller(peer: tuple[str, int]) -> Caller:
    """The caller at the far end of a connection, as sockets tell of it."""
    address = ipaddress.ip_address(peer[0].partition("%")[0])
    return Caller(str(getattr(address, "ipv4_mapped", None) or address), peer[1])


def call(behind: Path, caller: Caller) -> socket.socket:
    """A socket connected to the server behind in the caller's name; raises OSError if that takes none at once."""
    path = behind.parent / _write(caller)
    calling = socket.socket(socket.AF_UNIX)
    calling.setblocking(False)
    try:
        calling.bind(str(path))
        calling.connect(str(behind))
    except OSError:
        calling.close()
        raise
    finally:
        path.unlink(missing_ok=True)  # both ends remember it
    return calling


def read_caller(path: str) -> Caller | None:
    """The caller in whose name a socket with this path is connected; None for another path."""
    try:
        packed = bytes.fromhex(Path(path).name)
        address = ipaddress.ip_address(packed[:-_PORT_BYTES])
    except ValueError:
        return None
    return Caller(str(address), int.from_bytes(packed[-_PORT_BYTES:], "big"))


def _write(caller: Caller) -> str:
    return (ipaddress.ip_address(caller.address).packed + caller.port.to_bytes(_PORT_BYTES, "big")).hex()
