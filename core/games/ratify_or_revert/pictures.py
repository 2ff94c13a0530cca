"""The debrief's pictures, as data, from the class's own numbers."""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean

from core.game import Axis, Bar, Dots, Figure, Line, Mark, Span
from core.games.ratify_or_revert.cards import edge_of, majority, share_of, supermajority
from core.games.ratify_or_revert.measures import Round, Verdict
from core.games.ratify_or_revert.params import PIE, Params, Side
from core.theory.winsets import ratification_probability

_APART = 0.38  # leaves room between the bars for the values of the treaties
"""Win-sets stand this far above and below their round's row; treaties stand on it."""

_TEXT_WIDTH = 6
"""Units of the pie that a value beside a mark covers."""
_BIN = 5


def putnam(params: Params, rounds: Sequence[Round]) -> Figure:
    """Return Putnam's Figure 1: both win-sets of the first two rounds, and every table's treaty between them."""
    return _win_sets_and_treaties(params, rounds[:2], "putnam-win-sets", "Win-sets at home, treaties abroad")


def stricter_rule(params: Params, first: Round, third: Round) -> Figure:
    """Return the same figure for the first round and the one that asks more votes at home."""
    title = "More votes needed, smaller win-set"
    return _win_sets_and_treaties(params, (first, third), "supermajority-win-sets", title)


def _win_sets_and_treaties(params: Params, rounds: Sequence[Round], key: str, title: str) -> Figure:
    rows = [(float(len(rounds) - place), one) for place, one in enumerate(rounds, start=1)]
    return Figure(
        key=key,
        title=title,
        alt=" ".join(_putnam_alt(params, one) for one in rounds),
        x=Axis(f"{params.side_x}'s share of {PIE} {params.goods}", 0, PIE),
        y=Axis("", -0.55, len(rounds) - 0.45, tuple((row, f"Round {one.number}") for row, one in rows)),
        marks=tuple(mark for row, one in rows for mark in _round_marks(params, one, row)),
        twin=(
            ("Round", f"{params.side_x} ratifies", f"{params.side_y} ratifies", "Ratified", "Not ratified", "Unsigned"),
            tuple(_putnam_row(one) for one in rounds),
        ),
        caption=f"All numbers are {params.side_x}'s share. Circles: ratified. Crosses: signed, not ratified.",
    )


def _round_marks(params: Params, one: Round, row: float) -> tuple[Mark, ...]:
    return (*_win_sets(params, one, row), *_treaties(one, row))


def _win_sets(params: Params, one: Round, row: float) -> tuple[Span, Span]:
    """Return both bars; each says whose it is, so that the legend need not."""
    x, y = f"{params.side_x} ratifies {one.edge_x} or more", f"{params.side_y} ratifies {one.edge_y} or less"
    return (
        Span(label="", at=row + _APART, low=one.edge_x, high=PIE, tone="first", text=x),
        Span(label="", at=row - _APART, low=0, high=one.edge_y, tone="second", text=y),
    )


def _treaties(one: Round, row: float) -> tuple[Dots, ...]:
    """Return circles and crosses, the treaty of most tables first; tables with the same treaty share a mark."""
    signed = Counter((result.treaty, result.ratified) for result in one.played if result.treaty is not None)
    kinds = {ratified: [(s, n) for (s, r), n in signed.most_common() if r is ratified] for ratified in (True, False)}
    told = _with_room([share for (share, _), _ in signed.most_common()])
    return tuple(
        Dots(
            label="Ratified" if ratified else "Signed, not ratified",
            points=tuple((share, row) for share, _ in kind),
            shape="circle" if ratified else "cross",
            tone="third" if ratified else "accent",
            values=tuple(_value(share, count) if share in told else "" for share, count in kind),
        )
        for ratified, kind in kinds.items()
        if kind
    )


def _with_room(shares: list[int]) -> set[int]:
    """Return the shares whose values find room beside their marks, first come first served; the table has all."""
    told: set[int] = set()
    for share in shares:
        if all(abs(share - other) >= _TEXT_WIDTH for other in told):
            told.add(share)
    return told


def _value(share: int, count: int) -> str:
    return str(share) if count == 1 else f"{share} ×{count}"


def _putnam_alt(params: Params, one: Round) -> str:
    shares = ", ".join(map(str, sorted(one.shares))) or "none"
    return (
        f"Round {one.number}: {params.side_x} ratifies {one.edge_x} or more, {params.side_y} {one.edge_y} or less; "
        f"treaties ratified at {shares}; {one.defected} not ratified, {one.unsigned} unsigned."
    )


def _putnam_row(one: Round) -> tuple[str, ...]:
    ratified = ", ".join(map(str, sorted(one.shares))) or "none"
    refused = ", ".join(str(result.treaty) for result in one.played if result.defected) or "none"
    return (str(one.number), f"{one.edge_x} to {PIE}", f"0 to {one.edge_y}", ratified, refused, str(one.unsigned))


def tied_hands(params: Params, rounds: Sequence[Round]) -> Figure:
    """Return X's share in the class and in theory, and how many tables got a treaty, beside the win-sets' widths."""
    marks = [bar for one in rounds for bar in _tied_bars(params, one)]
    rows = tuple(_tied_row(one) for one in rounds)
    return Figure(
        key="tied-hands",
        title="Who gains from tied hands, and at what risk",
        alt=" ".join(
            f"Round {n}: widths {x} and {y}; class mean {mean}, Nash share {nash}, treaties in force {force}."
            for n, x, y, mean, nash, force in rows
        ),
        x=Axis(
            f"Round | width of the win-sets of {params.side_x}, {params.side_y}",
            0.4,
            len(rounds) + 0.6,
            tuple((one.number, f"{one.number} | {one.width('x')}, {one.width('y')}") for one in rounds),
        ),
        y=Axis("Share of 100; per cent", 0, 100),
        marks=tuple(marks),
        twin=(
            (
                "Round",
                f"{params.side_x}'s width",
                f"{params.side_y}'s width",
                f"{params.side_x}: class",
                f"{params.side_x}: Nash",
                "In force",
            ),
            rows,
        ),
    )


def _tied_bars(params: Params, one: Round) -> list[Bar]:
    bars = []
    if one.mean_share is not None:
        mean = one.mean_share
        bars.append(
            Bar(label=f"{params.side_x}'s share, class mean", at=one.number - 0.26, value=mean, text=f"{mean:.0f}")
        )
    if one.nash is not None:
        nash = one.nash
        label = f"{params.side_x}'s share, theory"
        bars.append(Bar(label=label, at=one.number, value=nash, tone="second", text=f"{nash:.0f}"))
    if one.played:
        rate = 100 * len(one.shares) / len(one.played)
        bars.append(
            Bar(label="Treaties in force, %", at=one.number + 0.26, value=rate, tone="third", text=f"{rate:.0f} %")
        )
    return bars


def _tied_row(one: Round) -> tuple[str, ...]:
    mean = "none" if one.mean_share is None else f"{one.mean_share:.1f}"
    nash = "deadlock" if one.nash is None else f"{one.nash:g}"
    force = f"{len(one.shares)} of {len(one.played)}"
    return (str(one.number), str(one.width("x")), str(one.width("y")), mean, nash, force)


def ratification_curve(params: Params, verdicts: Sequence[Verdict]) -> Figure:
    """Return the chance that a parliament ratifies, against what it is asked beyond its negotiator's estimate."""
    last = _BIN * max(3, -(-2 * params.noise // _BIN))
    binned = _binned(verdicts, last)
    rows = tuple((_bin_name(c, last), f"{yes} of {n}", f"{_mean_chance(params, c):.0f} %") for c, yes, n in binned)
    said = "; ".join(f"{asked}: {passed} ratified, theory {chance}" for asked, passed, chance in rows)
    return Figure(
        key="ratification-curve",
        title="Will they ratify? What a parliament is asked beyond the estimate",
        alt=f"Concession beyond the negotiator's estimate. {said or 'No treaty was signed, so 0 votes'}.",
        x=Axis("Concession beyond the negotiator's estimate", -last - 4, last + 4),
        y=Axis("Ratified, per cent", -8, 112, tuple((at, str(at)) for at in (0, 25, 50, 75, 100))),
        marks=(
            Line(label="Theory", points=tuple((x, _chance(params, x)) for x in _corners(params, last)), tone="second"),
            Dots(
                label="Parliaments in this class",
                points=tuple((c, 100 * yes / n) for c, yes, n in binned),
                values=tuple(f"{yes} of {n}" for _, yes, n in binned),
            ),
        ),
        twin=(
            ("Beyond the estimate", "Parliaments that ratified", "Theory"),
            rows or (("any", "0 of 0", "no treaty was signed"),),
        ),
    )


def _chance(params: Params, beyond: float) -> float:
    """Return theory's chance, in per cent, when all that is known is an estimate that may be off by the noise."""
    reference = PIE / 2
    return 100 * ratification_probability((reference + beyond) / PIE, reference / 2 / PIE, params.noise / 2 / PIE)


def _mean_chance(params: Params, centre: int) -> float:
    """Return theory's chance over the units of one bin."""
    return fmean(_chance(params, centre + step) for step in range(-(_BIN // 2), _BIN // 2 + 1))


def _corners(params: Params, last: int) -> tuple[float, ...]:
    """Return where theory's curve bends; without noise it is a step."""
    return (-last - 4, -params.noise, params.noise or 0.01, last + 4)


def _binned(verdicts: Sequence[Verdict], last: int) -> list[tuple[int, int, int]]:
    """Return (centre, ratified, votes) of bins five units wide, left to right; the outermost two are open."""
    centres = [(max(-last, min(last, _BIN * round(v.beyond / _BIN))), v.passed) for v in verdicts]
    votes = Counter(centre for centre, _ in centres)
    passed = Counter(centre for centre, ratified in centres if ratified)
    return [(centre, passed[centre], count) for centre, count in sorted(votes.items())]


def _bin_name(centre: int, last: int) -> str:
    low, high = centre - _BIN // 2, centre + _BIN // 2
    if abs(centre) == last:
        return f"{high:+d} or less" if centre < 0 else f"{low:+d} or more"
    return f"{low:+d} to {high:+d}"


def institutions(params: Params, side: Side, first: Round) -> Figure:
    """Return one parliament's win-set by the votes needed, with the voters of round 1."""
    ideals = first.cards.of(side).ideals
    rules = {majority(len(ideals)): "Half", len(ideals): "All", supermajority(len(ideals)): "Two thirds"}
    reached = [(f"{name}: {votes} of {len(ideals)}", edge_of(ideals, votes)) for votes, name in sorted(rules.items())]
    spans = tuple(_institution_span(params, side, place, reach) for place, (_, reach) in enumerate(reached))
    rows = tuple((name, f"{PIE - reach} or more") for name, reach in reached)
    return Figure(
        key="institutions",
        title=f"The same voters in {params.name(side)} by the votes needed",
        alt=f"What {params.name(side)} must get: " + "; ".join(f"{name}: {least}" for name, least in rows) + ".",
        x=Axis(f"{params.side_x}'s share of {PIE} {params.goods}", 0, PIE),
        y=Axis(
            "Yes votes needed",
            0.4 - len(reached),
            0.6,
            tuple((-place, name) for place, (name, _) in enumerate(reached)),
        ),
        marks=spans,
        twin=(("Yes votes needed", f"{params.name(side)} must get"), rows),
    )


def _institution_span(params: Params, side: Side, place: int, reach: int) -> Span:
    low, high = sorted((share_of(side, PIE - reach), share_of(side, PIE)))
    return Span(
        label=f"{params.name(side)}'s win-set",
        at=-place,
        low=low,
        high=high,
        tone="first" if side == "x" else "second",
        text=f"{PIE - reach} or more for {params.name(side)}",
    )
