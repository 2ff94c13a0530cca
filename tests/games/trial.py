"""Plays for the contract tests: one table of a game, played by seeded chance through the referee."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from core.discovery import discover
from core.game import (
    PUBLIC,
    Field,
    History,
    Illegal,
    Move,
    MoveSpec,
    Params,
    Pick,
    Sealed,
    Seat,
    Step,
    Style,
    TableSize,
    Value,
    Viewer,
    Whole,
    YesNo,
    seen_by,
)  # fmt: skip
from core.play.seating import table_sizes
from core.referee import AnyGame, Position, Turn, close, deal, let_bots_move, play
from core.scenario import load_all

MOST_CLOSINGS = 200
"""More phases than any round may have."""
_OPEN_MOVES = 6  # tries in each phase
_LOOKERS = 5  # seats whose eyes are borrowed at large tables

CLASSES = (1, 2, 3, 7, 30)
"""How many people turn up: practice, a pair, three, a small and a large class."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A position of a play, and the sealed moves that closed it (None if it was left by an open move or is last)."""

    position: Position[Any]
    closed_by: Mapping[str, Sealed] | None


@dataclass(frozen=True, slots=True)
class Play:
    """A play from the deal to its end (or to where it was stopped)."""

    seats: tuple[Seat, ...]
    people: int
    visits: tuple[Visit, ...]
    steps: tuple[Step, ...]
    seed: str

    @property
    def last(self) -> Position[Any]:
        """Return the position it came to."""
        return self.visits[-1].position

    def history(self, label: str) -> History[Any]:
        """Return it as a debrief reads it."""
        people = {seat.key: i < self.people for i, seat in enumerate(self.seats)}
        return History(label=label, state=self.last.state, outcome=self.last.outcome, steps=self.steps, people=people)


@dataclass(frozen=True)
class Trial:
    """One game with one set of parameters and one size of table. Plays are made once and looked at often."""

    game: AnyGame
    params: Params
    people: int
    seed: str = "contract"

    @property
    def size(self) -> TableSize:
        """Return how many people its tables seat."""
        return self.game.size_for(self.params)

    def seats(self, people: int | None = None) -> tuple[Seat, ...]:
        """Return the seats of the table."""
        return self.game.seats(self.params, self.people if people is None else people)

    @cached_property
    def by_chance(self) -> Play:
        """Return a play in which people move by chance and bots fill the rest."""
        return played(self, Random(self.seed), self.people)

    @cached_property
    def cut_short(self) -> Play:
        """Return the same play, ended by the instructor halfway."""
        whole = self.by_chance
        half = whole.visits[: max(1, len(whole.visits) // 2)]
        return Play(whole.seats, whole.people, half, whole.steps[: half[-1].position.seq], whole.seed)

    def viewers(self, rng: Random) -> list[Viewer]:
        """Return the public and all seats, or a few of many."""
        keys = [seat.key for seat in self.by_chance.seats]
        return [PUBLIC, *(seen_by(key) for key in (rng.sample(keys, _LOOKERS) if len(keys) > _LOOKERS else keys))]

    def positions(self) -> Iterator[Position[Any]]:
        """Yield the positions of the play by chance, the last included."""
        return (visit.position for visit in self.by_chance.visits)


def trials() -> list[tuple[str, Trial]]:
    """Return a trial of every game with every scenario; the first of a game at all sizes, the rest at two."""
    games = discover()
    scenarios = load_all(None, games).values()
    found = []
    for key, game in games.items():
        many = [(scenario.key, scenario.params) for scenario in scenarios if scenario.game == key]
        sample = getattr(game, "sample", None)
        many += [(key, sample())] if sample is not None else []
        for i, (name, params) in enumerate(many):
            size = game.size_for(params)
            sizes = sorted({n for people in CLASSES for n in table_sizes(people, size)} | _largest(size))
            chosen = sizes if i == 0 else sorted({sizes[0], sizes[-1]})
            found += [(f"{name}-{people}", Trial(game, params, people)) for people in chosen]
    return found


def _largest(size: TableSize) -> set[int]:
    return set() if size.grows else {size.most}


def played(trial: Trial, rng: Random, people: int, style: Style = "theory") -> Play:
    """Return a whole play: people make open and sealed moves by chance, bots theirs, until an outcome."""
    game, seats = trial.game, trial.seats()
    bots: dict[str, Style] = {seat.key: style for seat in seats[people:]}
    turn = deal(game, trial.params, seats, trial.seed)
    visits: list[Visit] = []
    steps = list(turn.steps)
    while turn.position.outcome is None:
        assert sum(visit.closed_by is not None for visit in visits) < MOST_CLOSINGS, f"{game.key} does not end."
        for after in _open_moves(game, turn, bots, rng, trial.seed):
            visits.append(Visit(turn.position, None))
            turn, steps = after, [*steps, *after.steps]
        if turn.position.outcome is None:
            sealed = _sealed_moves(game, turn.position, bots, rng)
            after = close(game, turn.position, sealed, bots, trial.seed)
            visits.append(Visit(turn.position, after.steps[0].sealed))
            turn, steps = after, [*steps, *after.steps]
    return Play(seats, people, (*visits, Visit(turn.position, None)), tuple(steps), trial.seed)


def in_silence(trial: Trial, people: int, style: Style = "theory") -> Position[Any]:
    """Return where a play comes to in which people say nothing at all and the other seats are bots."""
    game, seats = trial.game, trial.seats()
    bots: dict[str, Style] = {seat.key: style for seat in seats[people:]}
    turn = deal(game, trial.params, seats, trial.seed)
    for _ in range(MOST_CLOSINGS):
        turn = let_bots_move(game, turn, bots, trial.seed)
        if turn.position.outcome is not None:
            return turn.position
        turn = close(game, turn.position, {}, bots, trial.seed)
    raise AssertionError(f"{game.key} does not end although {MOST_CLOSINGS} phases have closed.")


def any_move(spec: MoveSpec, rng: Random) -> Move:
    """Return a move that fits the spec, drawn from its fields."""
    drawn = {f.name: any_value(f, rng) for f in spec.fields if not f.optional or rng.random() < 0.5}
    return spec.parse(drawn)


def any_value(field: Field, rng: Random) -> Value:
    """Return a value of the field; its bounds come up more often than chance would have it."""
    match field:
        case Whole(low=low, high=high):
            return rng.choice((low, high, rng.randint(low, high), rng.randint(low, high)))
        case Pick(options=options):
            return rng.choice(options).key
        case YesNo():
            return rng.random() < 0.5
    raise AssertionError(f"{field.name} is a field that no move may have: free text lives in rows of its own.")


def _open_moves(
    game: AnyGame, turn: Turn[Any], bots: Mapping[str, Style], rng: Random, seed: str
) -> Iterator[Turn[Any]]:
    for _ in range(_OPEN_MOVES):
        after = let_bots_move(game, Turn(turn.position, ()), bots, seed)
        if after.steps:
            yield (turn := after)
        moved = _one_open_move(game, turn.position, bots, rng, seed)
        if moved is not None:
            yield (turn := moved)


def _one_open_move(
    game: AnyGame, position: Position[Any], bots: Mapping[str, Style], rng: Random, seed: str
) -> Turn[Any] | None:
    may = [
        (seat, spec)
        for seat in _people(position, bots)
        for spec in game.moves(position.state, seat)
        if not spec.sealed
    ]  # fmt: skip
    if not may:
        return None
    seat, spec = rng.choice(may)
    try:
        return play(game, position, seat, any_move(spec, rng), seed)
    except Illegal as illegal:
        refusal = illegal.sentence
    assert refusal.endswith((".", "?")), f"“{refusal}” is no sentence."
    return None


def _sealed_moves(game: AnyGame, position: Position[Any], bots: Mapping[str, Style], rng: Random) -> dict[str, Sealed]:
    found = {}
    for seat in _people(position, bots):
        specs = [spec for spec in game.moves(position.state, seat) if spec.sealed]
        if specs and rng.random() < 0.8:
            found[seat] = Sealed(any_move(rng.choice(specs), rng))
    return found


def _people(position: Position[Any], bots: Mapping[str, Style]) -> Sequence[str]:
    return [seat for seat in position.phase.actors if seat not in bots] if position.phase else []
