"""What mentions say where that hangs on the rest of the item."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set

from syndication.classify.context import Verdict
from syndication.classify.matching import Hit
from syndication.classify.meanings import ReadySense, Weight


def weigh_hedged(
    mentions: Sequence[Hit[ReadySense]], verdicts: Mapping[int, Verdict], ends: Sequence[int]
) -> Mapping[int, Sequence[Weight]]:
    """What the hedged mentions say, by their number.

    ``verdicts``: what the rules make of each; ``ends``: where the parts of the item end.

    A wide name does not speak for those of its categories that no narrower one names, if one names others; what
    does not count alone speaks only for what others speak for.
    """
    said: dict[int, Sequence[Weight]] = {}
    sure: Sequence[ReadySense] = ()
    for number, (times, stands) in verdicts.items():
        start, _, sense = mentions[number]
        said[number] = weights = sense.weigh(bisect_right(ends, start), times)
        alone = stands or sense.alone
        if weights and (sense.wide or not alone):
            sure = sure or _find_sure(mentions, verdicts)
            left_out = _find_left_out(sense, sure) if sense.wide else frozenset()
            backed = sense.slugs if alone else sense.slugs & set().union(*[other.slugs for other in sure])
            said[number] = [weight for weight in weights if weight[:2] in backed and weight[:2] not in left_out]
    return said


def _find_sure(mentions: Sequence[Hit[ReadySense]], verdicts: Mapping[int, Verdict]) -> Sequence[ReadySense]:
    """What the mentions mean that are not silenced and count without others."""
    sure = [sense for _, _, sense in mentions if not sense.hedged]
    for number, (times, stands) in verdicts.items():
        sense = mentions[number][2]
        if times and (stands or sense.alone):
            sure.append(sense)
    return sure


def _find_left_out(wide: ReadySense, sure: Sequence[ReadySense]) -> Set[tuple[str, str]]:
    narrower = [sense.named for sense in sure if sense.named and sense.named < wide.named]
    return wide.named.difference(*narrower) if narrower else frozenset()
