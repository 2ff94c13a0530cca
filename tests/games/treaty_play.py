"""A table of the Treaty Table for stories: people who say what they do, played through the referee."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from core.blocks import plain
from core.game import PUBLIC, Move, Outcome, Sealed, Seat, Viewer, seen_by
from core.games.treaty_table import GAME
from core.games.treaty_table.params import TreatyTableParams
from core.games.treaty_table.state import TableState
from core.referee import Turn, close, deal, play, spec_of
from core.scenario import Scenario, load_all

SCENARIOS = ("treaty-table", "prespa-2018", "logistics-pact-2020", "nato-after-2019")
SEED = "story"


@cache
def _shipped() -> Mapping[str, Scenario]:
    return load_all()


def params_of(key: str, **changed: object) -> TreatyTableParams:
    """Return a scenario's parameters with some changed; the cards stay as the file has them."""
    found = _shipped()[key].params
    assert isinstance(found, TreatyTableParams)
    return found.model_copy(update={"noise": 0, "doubt": 0, "gain_spread": 0, **changed})


@dataclass
class Story:
    """One table. `do` is an open move, `seal` a sealed one, `close` ends the phase."""

    params: TreatyTableParams
    people: int = 2
    turn: Turn[Any] = field(init=False)
    sealed: dict[str, Sealed] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.turn = deal(GAME, self.params, self.seats, SEED)

    @property
    def seats(self) -> tuple[Seat, ...]:
        return GAME.seats(self.params, self.people)

    @property
    def state(self) -> TableState:
        found = self.turn.position.state
        assert isinstance(found, TableState)
        return found

    @property
    def phase(self) -> str:
        found = self.turn.position.phase
        return "over" if found is None else found.key

    @property
    def outcome(self) -> Outcome:
        found = self.turn.position.outcome
        assert found is not None, f"The table still plays: {self.phase}"
        return found

    def move(self, seat: str, name: str, **values: object) -> Move:
        return spec_of(GAME, self.turn.position, seat, name).parse(values)

    def do(self, seat: str, name: str, **values: object) -> "Story":
        self.turn = play(GAME, self.turn.position, seat, self.move(seat, name, **values), SEED)
        return self

    def seal(self, seat: str, name: str, **values: object) -> "Story":
        self.sealed[seat] = Sealed(self.move(seat, name, **values))
        return self

    def close(self) -> "Story":
        self.turn = close(GAME, self.turn.position, self.sealed, {}, SEED)
        self.sealed = {}
        return self

    def propose(self, seat: str, *options: int) -> "Story":
        issues = [issue.key for issue in self.params.issues]
        return self.do(seat, "propose", **dict(zip(issues, map(str, options), strict=True)))

    def agree(self, *options: int) -> "Story":
        """Let the first chief propose and the others sign, whatever phase of talks it is; options count from 1."""
        first, *others = self.state.chiefs
        self.propose(first, *options)
        number = len(self.state.drafts)
        self.do(first, "table", text=str(number))
        for seat in others:
            self.do(seat, f"sign-{number}")
        return self

    def sees(self, viewer: str | Viewer) -> str:
        return plain(GAME.view(self.state, seen_by(viewer) if isinstance(viewer, str) else viewer))

    def public(self) -> str:
        return self.sees(PUBLIC)


def at_the_table(key: str = "treaty-table", people: int = 2, **changed: object) -> Story:
    """Return a table whose check question is over: the talks have begun."""
    return Story(params_of(key, **changed), people).close()
