"""What somebody at a table might do next: legal, by chance or as a bot would; or not legal at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from core.command import Who
from core.context import Context
from core.play.advice import advise
from core.play.hall import hall_of
from core.requests import Request
from core.requests.game import Act
from core.rows import Place
from tests.games.trial import any_move
from tests.hall import Sitting, as_typed
from tests.machine.now import Now


@dataclass(frozen=True)
class Seated:
    """Somebody at a running table, with all they may do: by theory first, then each move with values by chance."""

    who: Who
    place: Place
    phase: str
    wishes: tuple[Request, ...]


def seated(ctx: Context, now: Now, users: dict[str, Who], chance: Random) -> list[Seated]:
    """Return everybody at a running table, practice too, in order of table and seat."""
    places = sorted((p for table in now.tables() for p in now.people(table)), key=lambda p: (p.table, p.seat, p.id))
    seed = chance.getrandbits(32)
    return [_seated(ctx, place, users[place.person], Random(seed)) for place in places]


def _seated(ctx: Context, place: Place, who: Who, chance: Random) -> Seated:
    hall = hall_of(ctx, place.table)
    specs = hall.game.moves(hall.position.state, place.seat)
    advised = advise(ctx.world, ctx.ledger, place.table, place.seat, "theory", chance)
    moves = [(spec, advised) for spec in specs if advised is not None and spec.name == advised.name]
    moves += [(spec, any_move(spec, chance)) for spec in specs]
    made = [Sitting(who, place.table, place.seat, hall.phase.key, False, spec, move) for spec, move in moves]
    return Seated(who, place, hall.phase.key, tuple(as_typed(sitting) for sitting in made))


def no_moves(one: Seated, word: str) -> Sequence[Request]:
    """Return what nobody may do: a move that is none, values that are none, a card of another phase."""
    wrong: list[Request] = [
        Act(move="surrender", table=one.place.table, phase=one.phase),
        Act(move="surrender", values={"1": word}, table=one.place.table, phase="r9.never"),
    ]
    for wish in one.wishes:
        if isinstance(wish, Act) and wish.values:
            first = next(iter(wish.values))
            wrong += [
                Act(move=wish.move, values={**wish.values, first: word}, table=wish.table, phase=wish.phase),
                Act(move=wish.move, values=wish.values, table=wish.table, phase="r9.never"),
                Act(move=wish.move, values={str(n): "1" for n in range(1, 9)}, table=wish.table),
            ]
    return wrong
