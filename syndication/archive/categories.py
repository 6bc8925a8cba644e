"""Which categories an item has, whatever the reasons for them."""

from collections.abc import Iterable, Sequence

from syndication.models import Category


def names_of(categories: Iterable[Category]) -> set[tuple[str, str]]:
    """Scheme and slug of each."""
    return set(map(_name, categories))


def compare_categories(
    before: Sequence[Category], after: Sequence[Category]
) -> tuple[tuple[Category, ...], tuple[Category, ...]]:
    """What came and what went."""
    return _leave_out(after, before), _leave_out(before, after)


def _leave_out(categories: Sequence[Category], others: Sequence[Category]) -> tuple[Category, ...]:
    names = names_of(others)
    return tuple(category for category in categories if _name(category) not in names)


def _name(category: Category) -> tuple[str, str]:
    return category.scheme, category.slug
