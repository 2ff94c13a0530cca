"""One table of Ratify or Revert, for stories: people act by name, silence and bots fill the rest."""

from collections.abc import Mapping

from core import referee
from core.blocks import plain
from core.game import History, Sealed, Style, Viewer, seen_by
from core.games.ratify_or_revert import GAME
from core.games.ratify_or_revert.params import Params
from core.games.ratify_or_revert.state import State
from core.referee import Position, Turn

SEED = "a class of thirty"
QUIET = Params(noise=0)


class Table:
    """One table run by the referee: people act by name, silence and bots fill the rest."""

    def __init__(self, params: Params = QUIET, people: int = 6, seed: str = SEED, style: Style | None = None) -> None:
        self.seats = GAME.seats(params, people)
        self.bots: Mapping[str, Style] = {} if style is None else {seat.key: style for seat in self.seats}
        self.seed = seed
        self.turn: Turn[State] = referee.deal(GAME, params, self.seats, seed)
        self.steps = list(self.turn.steps)
        self.sealed: dict[str, Sealed] = {}

    @property
    def position(self) -> Position[State]:
        return self.turn.position

    @property
    def state(self) -> State:
        return self.position.state

    def sees(self, viewer: Viewer | str) -> str:
        return plain(GAME.view(self.state, seen_by(viewer) if isinstance(viewer, str) else viewer))

    def does(self, seat: str, name: str, **values: int | bool) -> None:
        spec = referee.spec_of(GAME, self.position, seat, name)
        move = spec.parse(values)
        if spec.sealed:
            self.sealed[seat] = Sealed(move)
        else:
            self._went(referee.play(GAME, self.position, seat, move, self.seed))

    def closes(self) -> None:
        if self.bots:
            self._went(referee.let_bots_move(GAME, Turn(self.position, ()), self.bots, self.seed))
        self._went(referee.close(GAME, self.position, self.sealed, self.bots, self.seed))
        self.sealed = {}

    def until(self, key: str) -> "Table":
        while self.position.phase is not None and self.position.phase.key != key:
            self.closes()
        return self

    def to_the_end(self) -> "Table":
        return self.until("the end")

    def signs(self, x: int, y: int) -> None:
        """Seal both finals in their own shares and open them."""
        self.does("x", "final", share=x)
        self.does("y", "final", share=y)
        self.closes()

    def history(self, label: str = "Table 1") -> History[State]:
        outcome = self.position.outcome
        return History(label=label, state=self.state, outcome=outcome, steps=tuple(self.steps))

    def _went(self, turn: Turn[State]) -> None:
        self.turn = turn
        self.steps += turn.steps
