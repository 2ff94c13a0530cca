"""The class's own numbers: what all tables did in a round, beside what theory predicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from core.game import History
from core.games.ratify_or_revert.cards import Cards, edge, nash_share, share_of, zone
from core.games.ratify_or_revert.params import PIE, SIDES, Params, Side
from core.games.ratify_or_revert.scores import belief
from core.games.ratify_or_revert.state import Result, State, red_line_of
from core.games.ratify_or_revert.words import round_name


@dataclass(frozen=True, slots=True)
class Round:
    """One round over all tables. `results` are by table; None where a table ended before it."""

    number: int
    name: str
    cards: Cards
    edge_x: int
    """The least share of X that X's parliament ratifies."""
    edge_y: int
    """The largest share of X that Y's parliament ratifies."""
    zone: tuple[int, int] | None
    nash: float | None
    results: tuple[Result | None, ...]

    @property
    def played(self) -> tuple[Result, ...]:
        """The results of the tables that played this round."""
        return tuple(result for result in self.results if result is not None)

    @property
    def shares(self) -> tuple[int, ...]:
        """X's shares in the treaties in force."""
        return tuple(result.share for result in self.played if result.share is not None)

    @property
    def mean_share(self) -> float | None:
        """The mean of X's shares in the treaties in force."""
        return fmean(self.shares) if self.shares else None

    @property
    def defected(self) -> int:
        """Treaties signed and not ratified."""
        return sum(result.defected for result in self.played)

    @property
    def unsigned(self) -> int:
        """Tables that played the round and signed nothing."""
        return sum(result.treaty is None for result in self.played)

    def width(self, side: Side) -> int:
        """Return how many shares, from 0 to 100, a side ratifies: its largest concession."""
        return edge(self.cards.of(side))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One parliament's vote on one treaty: the concession beyond its negotiator's estimate, and whether it passed."""

    beyond: int
    passed: bool


def rounds(params: Params, tables: Sequence[History[State]]) -> tuple[Round, ...]:
    """Return all rounds that a class was dealt, those not played included."""
    dealt = tables[0].state.cards if tables else ()
    return tuple(_round(params, number, cards, tables) for number, cards in enumerate(dealt, 1))


def verdicts(rounds_: Sequence[Round]) -> tuple[Verdict, ...]:
    """Return every parliament's vote on every treaty signed."""
    return tuple(
        Verdict(PIE - share_of(side, result.treaty) - home.estimate, result.yes(side) >= home.quota)
        for played in rounds_
        for result in played.played
        if result.treaty is not None
        for side, home in ((side, played.cards.of(side)) for side in SIDES)
    )


def bluffs(tables: Sequence[History[State]]) -> tuple[int, ...]:
    """Return by how much each red line told at home was overstated; below zero: understated."""
    return tuple(
        line.least - red_line_of(table.state, line.seat, line.round)
        for table in tables
        for line in table.state.red_lines
    )


def forecasts(tables: Sequence[History[State]]) -> tuple[tuple[int, bool], ...]:
    """Return each prediction, in per cent, with whether a treaty was ratified; rounds not finished are left out."""
    return tuple(
        (made.chance, table.state.results[made.round - 1].ratified)
        for table in tables
        for made in table.state.predictions
        if made.round <= len(table.state.results)
    )


def accuracy(tables: Sequence[History[State]]) -> float | None:
    """Return the mean belief score of all who predicted, 0..1."""
    scores = [belief(table.state, seat.key) for table in tables for seat in table.state.seats]
    made = [score for score in scores if score is not None]
    return fmean(made) if made else None


def benchmark(rounds_: Sequence[Round]) -> dict[str, float]:
    """Return what theory predicts under complete information, by name; shares are X's, of 100."""
    numbers: dict[str, float] = {}
    for one in rounds_:
        at = f"round {one.number}"
        numbers |= {f"{at} win-set width {side}": float(one.width(side)) for side in SIDES}
        numbers[f"{at} deadlock"] = float(one.zone is None)
        if one.zone is not None and one.nash is not None:
            numbers |= {f"{at} ZOPA low": float(one.zone[0]), f"{at} ZOPA high": float(one.zone[1])}
            numbers[f"{at} Nash share"] = one.nash
    return numbers


def _round(params: Params, number: int, cards: Cards, tables: Sequence[History[State]]) -> Round:
    done = (table.state.results for table in tables)
    return Round(
        number=number,
        name=round_name(params, number),
        cards=cards,
        edge_x=PIE - edge(cards.x),
        edge_y=edge(cards.y),
        zone=zone(params, cards),
        nash=nash_share(params, cards),
        results=tuple(results[number - 1] if number <= len(results) else None for results in done),
    )
