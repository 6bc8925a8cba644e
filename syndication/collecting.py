"""Python's collector, which looks for garbage among all objects again and again, kept from work that makes none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """Let the collector wait: rendered documents leave it nothing to do, loaded modules and items stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
