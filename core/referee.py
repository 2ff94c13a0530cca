"""The referee: runs a game by the kit's rules, purely. One table, no people, no clock, no storage.

Chance is drawn from `Random(f"{seed}:{seq}")` with the session's secret seed: nobody can foresee it, and once the
seed is shown everybody can check it. The deal uses seq 0, so every table of a session holds the same cards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from core.chance import late
from core.game import Game, Illegal, Move, MoveSpec, Outcome, Phase, Sealed, Seat, Step, Style, admits

S = TypeVar("S")
AnyGame = Game[Any, Any]

_MANY = 400  # a bot that moves this often without a person acting is broken; the contract tests say so


class BrokenGame(Exception):
    """A game broke the kit's contract; a defect of its module, never of what a person did."""


@dataclass(frozen=True, slots=True)
class Position(Generic[S]):
    """A table between two moves: its state, the number of journal lines so far, what it waits for, how it ended."""

    state: S
    seq: int
    phase: Phase | None
    outcome: Outcome | None
    waits_for: frozenset[str] = frozenset()
    """The seats that the phase waits for: a set, since thousands may ask."""


@dataclass(frozen=True, slots=True)
class Turn(Generic[S]):
    """What a move or a closing led to: the new position and the journal lines that tell it."""

    position: Position[S]
    steps: tuple[Step, ...]


def chance(seed: str, seq: int) -> Random:
    """Return the chance of one journal line."""
    return late(f"{seed}:{seq}")


def deal(game: AnyGame, params: object, seats: tuple[Seat, ...], seed: str) -> Turn[Any]:
    """Return the first position of a table."""
    return Turn(at(game, game.deal(seats, params, chance(seed, 0)), 1), (Step(seq=0, kind="deal"),))


def spec_of(game: AnyGame, position: Position[Any], seat: str, name: str) -> MoveSpec:
    """Return the spec of a move that this seat may make now, or say what it may do instead."""
    specs = () if position.phase is None else game.moves(position.state, seat)
    for spec in specs:
        if spec.name == name:
            return spec
    if position.outcome is not None:
        raise Illegal("The game is over. Open the debrief to see how every table ended.")
    labels = ", ".join(spec.label for spec in specs)
    raise Illegal(
        f"You cannot do that now. You may: {labels}." if labels else "There is nothing for you to do in this phase."
    )


def play(game: AnyGame, position: Position[Any], seat: str, move: Move, seed: str) -> Turn[Any]:
    """Return the table after an open move, which must fit a spec of `moves`; raise Illegal as the game does."""
    state = game.apply(position.state, seat, move, chance(seed, position.seq))
    return Turn(at(game, state, position.seq + 1), (Step(seq=position.seq, kind="move", seat=seat, move=move),))


def admit(game: AnyGame, position: Position[Any], seat: Seat) -> Turn[Any]:
    """Return a whole-class table with one more seat; only games that grow can."""
    rules: object = game
    if not admits(rules):
        raise BrokenGame(f"{game.key} seats the whole class but admits nobody.")
    step = Step(seq=position.seq, kind="admit", seat=seat.key, move=Move("admit", {"title": seat.title}))
    return Turn(at(game, rules.admit(position.state, seat), position.seq + 1), (step,))


def let_bots_move(game: AnyGame, turn: Turn[Any], bots: Mapping[str, Style], seed: str) -> Turn[Any]:
    """Return the table after its bots have made the open moves they want to make, in seat order, until they rest."""
    position, steps = turn.position, list(turn.steps)
    for _ in range(_MANY):
        found = _next_bot_move(game, position, bots, seed)
        if found is None:
            return Turn(position, tuple(steps))
        after = play(game, position, *found, seed)
        position, steps = after.position, [*steps, *after.steps]
    raise BrokenGame(f"The bots of {game.key} never come to rest.")


def close(
    game: AnyGame, position: Position[Any], sealed: Mapping[str, Sealed], bots: Mapping[str, Style], seed: str
) -> Turn[Any]:
    """Return the table after its phase has closed; seats that sealed nothing are filled by bot or by silence."""
    whole = dict(sealed)
    for seat in position.phase.actors if position.phase else ():
        if seat not in whole and (supplied := _supplied(game, position, seat, bots, seed)) is not None:
            whole[seat] = supplied
    state = game.close(position.state, whole, chance(seed, position.seq))
    step = Step(seq=position.seq, kind="close", sealed=whole)
    return Turn(at(game, state, position.seq + 1), (step,))


def renew(game: AnyGame, state: object, seq: int) -> Turn[Any]:
    """Return a table whose state was made over from an older version of its game, and the line that tells it."""
    step = Step(seq=seq, kind="renew", state=TypeAdapter(game.State).dump_python(state, mode="json"))
    return Turn(at(game, state, seq + 1), (step,))


def replay(game: AnyGame, params: object, seats: tuple[Seat, ...], steps: Sequence[Step], seed: str) -> Position[Any]:
    """Return the position that the journal leads to; the same as the snapshot.

    What was played under an older version of the game is not played again: the journal goes on from where it was
    made over.
    """
    renewed = max((place for place, step in enumerate(steps) if step.kind == "renew"), default=0)
    position = _renewed(game, steps[renewed]) if renewed else deal(game, params, seats, seed).position
    for step in steps[renewed + 1 :]:
        position = _again(game, position, step, seed)
    return position


def _renewed(game: AnyGame, step: Step) -> Position[Any]:
    return at(game, TypeAdapter(game.State).validate_python(step.state), step.seq + 1)


def _again(game: AnyGame, position: Position[Any], step: Step, seed: str) -> Position[Any]:
    match step.kind:
        case "move" if step.move is not None:
            return play(game, position, step.seat, step.move, seed).position
        case "close":
            state = game.close(position.state, dict(step.sealed), chance(seed, position.seq))
            return at(game, state, position.seq + 1)
        case "admit" if step.move is not None:
            return admit(game, position, Seat(step.seat, str(step.move.values["title"]))).position
        case _:
            return replace(position, seq=position.seq + 1)


def _supplied(game: AnyGame, position: Position[Any], seat: str, bots: Mapping[str, Style], seed: str) -> Sealed | None:
    """Return what stands for a seat that sealed nothing; a bot is asked first, then the rule for silence."""
    if seat in bots:
        move = game.autoplay(position.state, seat, late(f"{seed}:{position.seq}:{seat}"), bots[seat])
        if move is not None and any(spec.sealed for spec in game.moves(position.state, seat) if spec.name == move.name):
            return Sealed(move, "bot")
    silent = game.default(position.state, seat)
    return None if silent is None else Sealed(silent, "silence")


def _next_bot_move(
    game: AnyGame, position: Position[Any], bots: Mapping[str, Style], seed: str
) -> tuple[str, Move] | None:
    if position.phase is None:
        return None
    for seat in position.phase.actors:
        if seat not in bots:
            continue
        move = game.autoplay(position.state, seat, late(f"{seed}:{position.seq}:{seat}"), bots[seat])
        if move is None:
            continue
        specs = {spec.name: spec for spec in game.moves(position.state, seat)}
        if move.name in specs and specs[move.name].sealed:
            continue
        if move.name not in specs:
            raise BrokenGame(f"{game.key}: the bot on {seat} wants {move.name}, which is no move of this phase.")
        return seat, move
    return None


def at(game: AnyGame, state: object, seq: int) -> Position[Any]:
    """Return the position of a state after `seq` journal lines."""
    outcome = game.outcome(state)
    phase = None if outcome is not None else game.phase(state)
    return Position(state, seq, phase, outcome, frozenset(phase.waits_for) if phase else frozenset())
