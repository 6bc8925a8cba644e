"""What is measured, and the one table of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One question, measured for several that can answer it, in one run on one machine."""

    name: str
    unit: str
    figures: Mapping[str, float]
    """Who, and what was measured. The first is ours, or what the others are compared with."""
    more_is_better: bool = False

    def ratio(self, who: str) -> float:
        """How many times better the first is than this one: above 1, the first wins."""
        first, this = next(iter(self.figures.values())), self.figures[who]
        return first / this if self.more_is_better else this / first


def print_table(cases: Iterable[Case]) -> None:
    """One line a figure; the ratio compares the first line of each case with this one."""
    print(f"\n{'':62}{'measured':>18}{'times better is the first':>28}")
    for case in cases:
        print(f"\n{case.name} ({case.unit})")
        for who, figure in case.figures.items():
            print(f"  {who:60}{_number(figure):>18}{_number(case.ratio(who)):>28}")


def _number(figure: float) -> str:
    """Three digits that count, whatever the size."""
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
