"""Simulated students: each with a style, a little chance of dozing off, and no knowledge but their own seat's.

They act as a class does: at every table one open move after the other, until nobody wants anything more; then they
press Ready. Whoever dozes is left to the deadline and the rule for silence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.terminal.door import Door
from bot.terminal.peek import Seen, Sitting, Wish, glance, look, roster, seen
from core.command import Who
from core.game import Move, MoveSpec, Style
from core.replies import Reply
from core.requests import Request
from core.requests.game import Act, Ready
from core.rows import Session

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
        self._users: Mapping[str, str] = {}
        self.awake: frozenset[str] = frozenset()
        self.absent: frozenset[str] = frozenset()

    async def see(self, session: Session) -> tuple[Seen, ...]:
        """Return the running tables of a session with what everybody there would do now."""
        service, seed = self._door.service, str(self._rng.getrandbits(64))
        if not self._users:
            self._users = await look(service, lambda ctx: roster(ctx, session))
        return await glance(service, lambda ctx: seen(ctx, session.id, self._users, self._styles, seed))

    async def act(self, tables: Sequence[Seen]) -> list[Deed]:
        """Let every table make one open move, or all its sealed ones at once, or get ready; return what was done."""
        return [deed for table in tables for deed in await self._at(table.wishes)]

    async def _at(self, wished: Sequence[Wish]) -> list[Deed]:
        chosen = self._chosen([wish for wish in wished if self._plays(wish.sitting)])
        asked = [self._asked(wish) for wish in chosen]
        replies = await self._door.ask_together([(who, request) for who, request, _ in asked])
        told = zip(chosen, asked, replies, strict=True)
        return [Deed(who, wish.sitting, request, label, reply) for wish, (who, request, label), reply in told]

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

    def _asked(self, wish: Wish) -> tuple[Who, Request, str]:
        """Return who asks for what, and what it is called."""
        who = self._people[wish.sitting.user]
        if wish.spec is None or wish.move is None:
            return who, Ready(wish.sitting.table, wish.sitting.phase), "Ready"
        return who, _as_typed(wish.spec, wish.move, wish.sitting), wish.spec.label


def _as_typed(spec: MoveSpec, move: Move, sitting: Sitting) -> Act:
    """Return a move as a person fills it in: raw words for every value."""
    fields = {field.name: field for field in spec.fields}
    raw = {
        name: fields[name].show(value) if isinstance(value, bool) else str(value) for name, value in move.values.items()
    }
    return Act(move=move.name, values=raw, table=sitting.table, phase=sitting.phase)


def _style(chance: Random) -> Style:
    return "theory" if chance.random() < _BY_THEORY else "naive"
