"""The debrief's pictures, as data, from the class's own numbers."""

from collections import Counter
from collections.abc import Sequence

from core.game import Axis, Bar, Dots, Figure, Line, Mark, Span
from core.games.ratify_or_revert.cards import edge_of, majority, share_of, supermajority
from core.games.ratify_or_revert.measures import Round, Verdict
from core.games.ratify_or_revert.params import PIE, Params, Side
from core.theory.winsets import ratification_probability

_ROWS = 3.0  # of Putnam's figure, for each round: X's win-set, the treaties, Y's win-set
_X_ROW, _TREATY_ROW, _Y_ROW = 2.6, 1.8, 1.0
_LANES = (0.0, 0.32, -0.32)
_TEXT_WIDTH = 9  # units of the pie that a value beside a dot covers


def putnam(params: Params, rounds: Sequence[Round]) -> Figure:
    """Return Putnam's Figure 1: both win-sets of every round, and every table's treaty between them."""
    marks: list[Mark] = []
    ticks: list[tuple[float, str]] = []
    for place, one in enumerate(reversed(rounds)):
        base = place * _ROWS
        marks += [*_win_sets(params, one, base), *_treaties(one, base + _TREATY_ROW)]
        ticks += [(base + _X_ROW, f"{one.number}: {params.side_x}"), (base + _Y_ROW, f"{one.number}: {params.side_y}")]
    return Figure(
        key="putnam-win-sets",
        title="Win-sets at home, treaties abroad",
        alt=" ".join(_putnam_alt(params, one) for one in rounds),
        x=Axis(f"{params.side_x}'s share of {PIE} {params.goods}", 0, PIE),
        y=Axis("Round", 0.4, len(rounds) * _ROWS + 0.2, tuple(ticks)),
        marks=tuple(marks),
        twin=(
            ("Round", f"{params.side_x} ratifies", f"{params.side_y} ratifies", "Ratified", "Not ratified", "Unsigned"),
            tuple(_putnam_row(one) for one in rounds),
        ),
        caption=f"All numbers are {params.side_x}'s share. Circles: ratified. Crosses: signed, not ratified.",
    )


def _win_sets(params: Params, one: Round, base: float) -> tuple[Span, Span]:
    return (
        Span(
            label=f"{params.side_x}'s win-set",
            at=base + _X_ROW,
            low=one.edge_x,
            high=PIE,
            tone="first",
            text=f"{one.edge_x} or more",
        ),
        Span(
            label=f"{params.side_y}'s win-set",
            at=base + _Y_ROW,
            low=0,
            high=one.edge_y,
            tone="second",
            text=f"{one.edge_y} or less",
        ),
    )


def _treaties(one: Round, height: float) -> list[Mark]:
    """Return circles and crosses; tables with the same treaty share one, and neighbours keep out of each other."""
    signed = Counter((result.treaty, result.ratified) for result in one.played if result.treaty is not None)
    placed = _in_lanes(sorted((share, ratified, count) for (share, ratified), count in signed.items()))
    return [
        Dots(
            label="Treaties (cross: not ratified)",
            points=tuple((share, height + lane) for share, _, lane, _ in kind),
            shape="circle" if ratified else "cross",
            tone="third",
            values=tuple(text for *_, text in kind),
        )
        for ratified in (True, False)
        if (kind := [dot for dot in placed if dot[1] is ratified])
    ]


def _in_lanes(dots: list[tuple[int, bool, int]]) -> list[tuple[int, bool, float, str]]:
    """Return (share, ratified, offset, text) with texts that do not overlap; a dot without room carries none."""
    ends, placed = [-PIE] * len(_LANES), []
    for share, ratified, count in dots:
        text = f"{share} ×{count}" if count > 1 else str(share)
        lane = next((i for i, end in enumerate(ends) if share - end >= _TEXT_WIDTH), None)
        if lane is not None:
            ends[lane] = share
        placed.append((share, ratified, _LANES[lane or 0], "" if lane is None else text))
    return placed


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
        y=Axis("Share of 100; per cent", 0, 115),
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
    binned = _binned(verdicts)
    reach = max([3 * max(params.noise, 5), *(abs(centre) + 5 for centre, _, _ in binned)])
    rows = tuple((f"{c - 2:+d} to {c + 2:+d}", f"{yes} of {n}", f"{_chance(params, c):.0f} %") for c, yes, n in binned)
    said = "; ".join(f"{asked}: {passed} passed, theory {chance}" for asked, passed, chance in rows)
    return Figure(
        key="ratification-curve",
        title="Will they ratify? What a parliament is asked beyond the estimate",
        alt=f"Concession beyond the negotiator's estimate. {said or 'No treaty was signed; 0 votes'}.",
        x=Axis("Concession beyond the negotiator's estimate", -reach, reach),
        y=Axis("Ratified, per cent", -8, 115),
        marks=(
            Line(
                label="Theory", points=tuple((at, _chance(params, at)) for at in _steps(params, reach)), tone="second"
            ),
            Dots(
                label="The class's parliaments",
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


def _steps(params: Params, reach: int) -> tuple[float, ...]:
    return (-reach, -params.noise, params.noise or 0.01, reach)


def _binned(verdicts: Sequence[Verdict]) -> list[tuple[int, int, int]]:
    """Return (centre, ratified, votes) of bins five units wide, from left to right."""
    votes = Counter(_centre(verdict.beyond) for verdict in verdicts)
    passed = Counter(_centre(verdict.beyond) for verdict in verdicts if verdict.passed)
    return [(centre, passed[centre], count) for centre, count in sorted(votes.items())]


def _centre(beyond: int) -> int:
    return 5 * ((beyond + 2) // 5)


def institutions(params: Params, side: Side, first: Round) -> Figure:
    """Return one parliament's win-set under three rules, with the voters of round 1."""
    ideals = first.cards.of(side).ideals
    rules = (
        ("More than half", majority(len(ideals))),
        ("More than two thirds", supermajority(len(ideals))),
        ("Everybody", len(ideals)),
    )
    reached = [(f"{name} ({votes} of {len(ideals)})", edge_of(ideals, votes)) for name, votes in rules]
    spans = tuple(_institution_span(params, side, place, reach) for place, (_, reach) in enumerate(reached))
    rows = tuple((name, f"{PIE - reach} or more") for name, reach in reached)
    return Figure(
        key="institutions",
        title=f"The same voters in {params.name(side)} under three rules",
        alt=f"What {params.name(side)} must get: " + "; ".join(f"{name}: {least}" for name, least in rows) + ".",
        x=Axis(f"{params.side_x}'s share of {PIE} {params.goods}", 0, PIE),
        y=Axis("Yes votes needed", -2.6, 0.6, tuple((-place, name) for place, (name, _) in enumerate(reached))),
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
