"""Simulated students: each with a style, a little chance of dozing off, and no knowledge but their own seat's.

They act as a class does: at every table one open move after the other, until nobody wants anything more; then they
press Ready. Whoever dozes is left to the deadline and the rule for silence.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.terminal.door import Door
from bot.terminal.peek import Sitting, Wish, look, wishes
from core.command import Who
from core.game import Move, MoveSpec, Style
from core.replies import Reply
from core.requests import Request
from core.requests.game import Act, Ready

_BY_THEORY, _DOZES = 0.6, 0.03


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, what it is called, and what they were answered."""

    who: Who
    sitting: Sitting
    request: Request
    label: str
    reply: Reply


class Crowd:
    """The people who are simulated, by user. `awake` never doze off; `absent` are left to somebody at the keyboard."""

    def __init__(self, door: Door, people: Mapping[str, Who], seed: str) -> None:
        self._door, self._people, self._seed = door, people, seed
        self._rng = Random(f"{seed}:crowd")
        self._styles = {user: _style(Random(f"{seed}:style:{user}")) for user in people}
        self.awake: frozenset[str] = frozenset()
        self.absent: frozenset[str] = frozenset()

    async def act(self) -> AsyncIterator[Deed]:
        """Let every table make one open move, or all its sealed ones, or get ready; yield what was done."""
        seed = str(self._rng.getrandbits(64))
        for wished in await look(self._door.service, lambda ctx: wishes(ctx, self._styles, seed)):
            for wish in self._chosen([each for each in wished if self._plays(each.sitting)]):
                yield await self._do(wish)

    def _plays(self, sitting: Sitting) -> bool:
        """Tell whether this person acts in this phase at all."""
        if sitting.user in self.absent or not sitting.acts:
            return False
        dozes = Random(f"{self._seed}:doze:{sitting.user}:{sitting.phase}").random() < _DOZES
        return sitting.user in self.awake or not dozes

    def _chosen(self, wished: Sequence[Wish]) -> Sequence[Wish]:
        """Return one open move, else all sealed ones, else everybody who has yet to press Ready."""
        moves = [wish for wish in wished if wish.move is not None]
        if open_moves := [wish for wish in moves if wish.spec is not None and not wish.spec.sealed]:
            return [self._rng.choice(open_moves)]
        return moves or [wish for wish in wished if wish.sitting.closes == "ready" and not wish.sitting.ready]

    async def _do(self, wish: Wish) -> Deed:
        sitting, who = wish.sitting, self._people[wish.sitting.user]
        request: Request = Ready(sitting.table, sitting.phase)
        label = "Ready"
        if wish.spec is not None and wish.move is not None:
            request, label = _as_typed(wish.spec, wish.move, sitting), wish.spec.label
        return Deed(who, sitting, request, label, await self._door.ask(who, request))


def _as_typed(spec: MoveSpec, move: Move, sitting: Sitting) -> Act:
    """Return a move as a person fills it in: raw words for every value."""
    fields = {field.name: field for field in spec.fields}
    raw = {
        name: fields[name].show(value) if isinstance(value, bool) else str(value) for name, value in move.values.items()
    }
    return Act(move=move.name, values=raw, table=sitting.table, phase=sitting.phase)


def _style(chance: Random) -> Style:
    return "theory" if chance.random() < _BY_THEORY else "naive"
