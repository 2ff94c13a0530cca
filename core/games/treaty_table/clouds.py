"""Pictures of a class: the cloud of treaties with what the tables signed, and the value left on the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.game import Axis, Bar, Dots, Figure, History, Line, Mark, Rule
from core.games.treaty_table.facts import Benchmark, Ints, payoffs, rational_mask, worth
from core.games.treaty_table.scores import share_of_nash
from core.games.treaty_table.state import TableState
from core.games.treaty_table.words import percent

Tables = Sequence[History[TableState]]
Spot = tuple[float, float]

_MANY = 200  # treaties that are drawn each where it lies
_STEP = 25  # points: background dots nearer than this are drawn once
_MOST_BARS = 10  # tables with a bar of their own; a larger class is shown by shares
_FIFTHS = ("0–19 %", "20–39 %", "40–59 %", "60–79 %", "80 % +")
_LETTERS = {"Nash": "N", "Kalai–Smorodinsky": "KS", "Egalitarian": "E", "Utilitarian": "U"}


@dataclass(frozen=True, slots=True)
class Plane:
    """Two axes for treaties: the first state's points, and the second's or, with more states, the others' mean."""

    across: str
    up: str

    def spot(self, utilities: Sequence[float]) -> Spot:
        """Return where a treaty with these payoffs lies."""
        return float(utilities[0]), float(sum(utilities[1:]) / len(utilities[1:]))


def plane(state: TableState) -> Plane:
    """Return the axes of this table's cloud."""
    first, *others = (country.name for country in state.dealt.states)
    return Plane(f"{first}, points", f"{others[0]}, points" if len(others) == 1 else "mean of the others, points")


def cloud(state: TableState, theory: Benchmark, tables: Tables) -> Figure:
    """Return the cloud of all treaties, those that all can ratify, the frontier, the solutions and the class."""
    axes = plane(state)
    solved, signed = _solutions(axes, theory), _signed(axes, tables)
    marks = (
        *_background(state, theory),
        *_frontier(axes, theory),
        *_dots(Dots(label="solutions", points=(), shape="diamond", tone="second"), solved, _LETTERS),
        *_dots(Dots(label="your treaties", points=(), shape="star", tone="accent"), signed, {}),
        *_reversion(state),
    )
    spots = {"Reversion point": axes.spot([c.reservation for c in state.dealt.states]), **solved, **signed}
    rows = tuple((name, str(round(x)), str(round(y))) for name, (x, y) in spots.items())
    return Figure(
        key="treaty-cloud",
        title="All treaties, and those that every state would ratify",
        alt=_cloud_alt(theory, axes, spots),
        x=Axis(axes.across, 0, 1000),
        y=Axis(axes.up, 0, 1000),
        marks=marks,
        twin=(("Treaty", axes.across, axes.up), rows),
        caption="N Nash, KS Kalai–Smorodinsky, E egalitarian, U utilitarian. Squares: every state would ratify.",
    )


def _cloud_alt(theory: Benchmark, axes: Plane, spots: Mapping[str, Spot]) -> str:
    size = (
        f"{theory.feasible} of {theory.treaties} treaties can be ratified everywhere and leave no chief worse off; "
        f"{len(theory.solution.pareto)} of them are on the Pareto frontier. Across: {axes.across}; up: {axes.up}."
    )
    return " ".join((size, *(f"{name} at {round(x)}, {round(y)}." for name, (x, y) in spots.items())))


def _solutions(axes: Plane, theory: Benchmark) -> dict[str, Spot]:
    solved = theory.solution
    named = zip(_LETTERS, (solved.nash, solved.kalai_smorodinsky, solved.egalitarian, solved.utilitarian), strict=True)
    return {name: axes.spot(point.utilities) for name, point in named if point is not None}


def _signed(axes: Plane, tables: Tables) -> dict[str, Spot]:
    """Return where each table's text lies, if it was voted on; the name says so when it was not ratified."""
    spots = {}
    for table in tables:
        state = table.state
        if state.ratifications and state.text is not None:
            name = table.label if state.ending == "ratified" else f"{table.label} (not ratified)"
            spots[name] = axes.spot([worth(country, state.text.options) for country in state.dealt.states])
    return spots


def _dots(style: Dots, spots: Mapping[str, Spot], short: Mapping[str, str]) -> tuple[Mark, ...]:
    """Return the spots as one series; names that share a spot stand together, many as a count."""
    shared: dict[Spot, list[str]] = {}
    for name, spot in spots.items():
        shared.setdefault(spot, []).append(short.get(name, name.removeprefix("Table ")))
    values = tuple(", ".join(names) if len(names) <= 4 else f"{len(names)} tables" for names in shared.values())
    return (replace(style, points=tuple(shared), values=values),) if shared else ()


def _background(state: TableState, theory: Benchmark) -> tuple[Mark, ...]:
    """Return all treaties faintly and, over them, those that every state would ratify and no chief loses by.

    Where the frontier is no line but dots of its own, those are left out here.
    """
    got = payoffs(state.dealt.states)
    within = rational_mask(state.dealt.states, state.shifts)
    inside = within.copy()
    if len(got) > 2:
        shape = [len(issue.options) for issue in state.dealt.issues]
        inside[[np.ravel_multi_index(point.index, shape) for point in theory.solution.pareto]] = False
    rest = Dots(label="all treaties", points=_thinned(got[:, ~within]), tone="muted", faint=True)
    ours = Dots(label="in every win-set", points=_thinned(got[:, inside]), tone="first", shape="square", faint=True)
    return tuple(dots for dots in (rest, ours) if dots.points)


def _reversion(state: TableState) -> tuple[Mark, ...]:
    first, *others = state.dealt.states
    across = Rule(label="reversion point", axis="x", at=first.reservation)
    return (
        (across, Rule(label="reversion point", axis="y", at=others[0].reservation)) if len(others) == 1 else (across,)
    )


def _thinned(got: Ints) -> tuple[Spot, ...]:
    """Return where treaties lie; of many, those nearer than a step are drawn once."""
    across, up = got[0], got[1:].mean(axis=0)
    step = _STEP if across.size > _MANY else 1
    spots = np.unique(np.round(np.stack([across, up]) / step).astype(np.int64), axis=1) * float(step)
    return tuple((float(x), float(y)) for x, y in spots.T)


def _frontier(axes: Plane, theory: Benchmark) -> tuple[Mark, ...]:
    """Return the Pareto frontier: a line for two states; dots for more, where it is a surface."""
    spots = sorted({axes.spot(point.utilities) for point in theory.solution.pareto})
    if not spots:
        return ()
    if len(theory.ideals) == 2:
        return (Line(label="Pareto frontier", points=tuple(spots), tone="first"),)
    return (Dots(label="Pareto frontier", points=tuple(spots), shape="triangle", tone="third", faint=True),)


def shares(tables: Tables) -> Figure:
    """Return how much of the greatest product of gains each table realised; a large class by fifths."""
    got = {table.label: share_of_nash(table.state) for table in tables}
    few = len(got) <= _MOST_BARS
    bars = _by_table(got) if few else _by_fifth(list(got.values()))
    ticks = tuple(
        (bar.at, name.removeprefix("Table ")) for bar, name in zip(bars, got if few else _FIFTHS, strict=True)
    )
    top = max((100.0 if few else 1.0, *(bar.value for bar in bars)))
    mean = sum(got.values()) / len(got) if got else 0.0
    rows = tuple((name, percent(share)) for name, share in got.items()) or (("none", "0 %"),)
    each = "; ".join(f"{name} {percent(share)}" for name, share in got.items())
    return Figure(
        key="value-left",
        title="How much of the joint value each table took",
        alt=f"Share of the greatest Nash product: {each or 'no tables'}. Mean {percent(mean)}.",
        x=Axis("table" if few else "share of the Nash product", 0.5, max(1, len(bars)) + 0.5, ticks),
        y=Axis("% of the Nash product" if few else "tables", 0, top * 1.2),
        marks=tuple(bars),
        twin=(("Table", "Share of the Nash product"), rows),
        caption="The Nash product multiplies the chiefs' gains over their reversion points; 100 % is the Nash point.",
    )


def _by_table(got: Mapping[str, float]) -> list[Bar]:
    return [
        Bar(label="share of the Nash product", at=at, value=100 * share, text=percent(share))
        for at, share in enumerate(got.values(), start=1)
    ]


def _by_fifth(got: Sequence[float]) -> list[Bar]:
    counts = [0] * len(_FIFTHS)
    for share in got:
        counts[min(len(counts) - 1, int(len(counts) * share))] += 1
    return [Bar(label="tables", at=at, value=count, text=str(count)) for at, count in enumerate(counts, start=1)]
