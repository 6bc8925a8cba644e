"""Long work that somebody may watch."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[Sequence[T]], Iterable[T]]
"""Hands on what is worked on, one after the other, and may show how far the work is; ``iter`` shows nothing."""
