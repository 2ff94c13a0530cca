"""The kit's contract, one function a clause. Each takes a trial and raises AssertionError when a game breaks it."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from pydantic import TypeAdapter

from core.blocks import plain
from core.game import (
    INSTRUCTOR,
    PUBLIC,
    Block,
    Illegal,
    Move,
    MoveSpec,
    NotAMove,
    Older,
    Phase,
    Pick,
    Style,
    Value,
    Viewer,
    YesNo,
    seen_by,
)
from core.referee import AnyGame, BrokenGame, Position, at, chance, deal, replay
from tests.games.shown import debrief_is_sound, phase_is_sound, said_plainly, shown_well, spec_fits
from tests.games.trial import Trial, any_value, in_silence, played

Contract = Callable[[Trial], None]

STYLES: tuple[Style, Style] = ("theory", "naive")
MOST_WORDS_OF_RULES = 60
OLDER = Path(__file__).parent / "older"
"""What older versions of games have stored, a file a version: {"params": …, "state": …}."""
_REDEALS = 2
_BESIDE = 8
"""Tries of what stands beside a choice."""


def the_game_introduces_itself(trial: Trial) -> None:
    """Key, title and version; rules in sixty words and an example; where to talk; bounds of a table."""
    game, size = trial.game, trial.size
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", game.key), f"“{game.key}” is no key such as ratify-or-revert."
    assert game.version >= 1, "Versions count from 1."
    assert game.title, "The game has no title."
    assert game.talk, "Nobody is told where to talk."
    rules, example, _ = game.rules.partition("Example")
    assert len(rules.split()) <= MOST_WORDS_OF_RULES, f"The rules take {len(rules.split())} words before the example."
    assert example, "The rules hold no example."
    assert 1 <= size.least <= size.ideal <= size.most, "The sizes of a table are out of order."
    assert not size.grows or hasattr(game, "admit"), "A table that grows needs a way to admit people."
    said_plainly([game.title, game.rules, game.talk])


def seats_are_enough_and_told_apart(trial: Trial) -> None:
    """There is a seat for everybody, no two alike, always the same, the leader of a team among them."""
    seats = trial.seats()
    keys = [seat.key for seat in seats]
    assert len(seats) >= trial.people, f"{trial.people} people find {len(seats)} seats."
    assert len(set(keys)) == len(keys), "Two seats have the same key."
    assert len({seat.title for seat in seats}) == len(seats), "Two seats have the same title."
    assert {seat.team for seat in seats} <= {"", *keys}, "A team is the key of a seat at the table."
    assert trial.seats() == seats, "Asked again, the table has other seats."


def a_play_by_chance_ends(trial: Trial) -> None:
    """Whatever legal moves people make, the game comes to an outcome."""
    assert trial.by_chance.last.outcome is not None, "The play has no outcome."


def silence_advances_to_the_end(trial: Trial) -> None:
    """A table at which nobody says anything ends, whether its other seats are people or bots."""
    for people in {len(trial.seats()), trial.people}:
        in_silence(trial, people)


def bots_alone_come_to_an_end(trial: Trial) -> None:
    """A table of bots ends, in both styles; its bots rest between phases."""
    for style in STYLES:
        try:
            in_silence(trial, 0, style)
        except BrokenGame as fault:
            raise AssertionError(str(fault)) from fault


def what_bots_do_is_legal(trial: Trial) -> None:
    """Whatever bots and silence would do, at every position and on every seat, is a move of that seat."""
    for position in _open_positions(trial):
        for seat in _seats_looked_at(trial):
            _bot_is_legal(trial.game, position, seat)


def the_same_seed_gives_the_same_play(trial: Trial) -> None:
    """Chance comes from the seed alone."""
    again = played(trial, Random(trial.seed), trial.people)
    assert again.steps == trial.by_chance.steps, "The same seed gave other moves."
    assert again.last == trial.by_chance.last, "The same seed and moves came to another end."


def the_journal_replays_to_the_snapshot(trial: Trial) -> None:
    """The steps of a play lead to the same position again."""
    play = trial.by_chance
    found = replay(trial.game, trial.params, play.seats, play.steps, play.seed)
    assert found == play.last, "The journal leads to another position than the play."


def older_versions_go_on_or_end(trial: Trial) -> None:
    """A sample of what every older version stored is kept, and becomes a table of this version, or ends."""
    codec: TypeAdapter[Any] = TypeAdapter(trial.game.State)
    for version in range(1, trial.game.version):
        file = OLDER / f"{trial.game.key}-{version}.json"
        assert file.exists(), f"Keep a sample of version {version}: {file.name}."
        stored = json.loads(file.read_text("utf-8"))
        renewed = trial.game.renew(Older(version, stored["params"], stored["state"]))
        if renewed is not None:
            assert isinstance(renewed.params, trial.game.Params), f"Version {version} leads to no parameters."
            assert isinstance(renewed.state, trial.game.State), f"No state from {version}."
            assert codec.validate_json(codec.dump_json(renewed.state)) == renewed.state, "It cannot be stored."
            at(trial.game, renewed.state, 1)


def every_table_is_dealt_the_same_cards(trial: Trial) -> None:
    """The deal depends on the session's seed and nothing else."""
    first, second = (deal(trial.game, trial.params, trial.seats(), trial.seed) for _ in range(2))
    assert first == second, "Dealt again from the same seed, the cards differ."


def states_survive_storage(trial: Trial) -> None:
    """A state comes back from JSON equal, and says the same."""
    codec: TypeAdapter[Any] = TypeAdapter(trial.game.State)
    for position in trial.positions():
        stored = codec.dump_json(position.state)
        found = codec.validate_json(stored)
        assert found == position.state, "The state comes back from JSON another."
        assert codec.dump_json(found) == stored, "Stored twice, the state is written in two ways."
        assert trial.game.view(found, PUBLIC) == trial.game.view(position.state, PUBLIC), "Stored, it looks different."


def looking_changes_nothing(trial: Trial) -> None:
    """Views, moves, phases and bots leave a state as it was."""
    codec: TypeAdapter[Any] = TypeAdapter(trial.game.State)
    for position in _open_positions(trial):
        before = codec.dump_json(position.state)
        for seat in _seats_looked_at(trial):
            trial.game.view(position.state, seen_by(seat))
            trial.game.moves(position.state, seat)
            trial.game.autoplay(position.state, seat, Random(1), "theory")
            trial.game.redeal(position.state, seat, Random(1))
        trial.game.phase(position.state)
        assert codec.dump_json(position.state) == before, "Looking at a state has changed it."


def the_order_of_arrival_does_not_matter(trial: Trial) -> None:
    """A phase closes the same way whoever sealed first."""
    for visit in trial.by_chance.visits:
        if visit.closed_by is not None:
            given = list(visit.closed_by.items())
            states = [
                trial.game.close(visit.position.state, dict(order), chance(trial.seed, visit.position.seq))
                for order in (given, given[::-1], sorted(given, key=lambda pair: pair[0][::-1]))
            ]
            assert states[0] == states[1] == states[2], "The order in which sealed moves arrived changed the result."


def phases_are_told_apart_and_sound(trial: Trial) -> None:
    """A phase's key never comes back; who may act is at the table; what it says is said plainly."""
    seats = {seat.key for seat in trial.by_chance.seats}
    for position in _open_positions(trial):
        phase_is_sound(_phase(position), seats)
        _waited_for_can_be_done(trial.game, position)
    keys = [key for key, _ in groupby(_phase(position).key for position in _open_positions(trial))]
    assert len(set(keys)) == len(keys), f"A phase comes back under the same key: {keys}"
    closings = [visit.position.phase for visit in trial.by_chance.visits if visit.closed_by is not None]
    closed = [phase.key for phase in closings if phase is not None]
    assert len(set(closed)) == len(closed), "A phase closed and did not go away."


def moves_fit_their_seats_and_every_platform(trial: Trial) -> None:
    """Only actors have moves; names are unique; labels and options fit forms; no free text; what is filled in fits."""
    for position in _open_positions(trial):
        for seat in _seats_looked_at(trial):
            specs = trial.game.moves(position.state, seat)
            assert not specs or seat in _phase(position).actors, f"{seat} has moves but is no actor."
            assert len({spec.name for spec in specs}) == len(specs), "Two moves have the same name."
            for spec in specs:
                spec_fits(spec)


def what_a_list_offers_may_be_done(trial: Trial) -> None:
    """Nobody is offered a person, a text or an answer that is refused whatever is chosen beside it."""
    for position in _open_positions(trial):
        for seat in _seats_looked_at(trial):
            for spec in trial.game.moves(position.state, seat):
                for name, value in _offered(spec):
                    said = f"{spec.label} offers {name}={value} to {seat}, which may not be chosen."
                    assert spec.sealed or _may(trial, position, seat, spec, {name: value}), said


def nobody_sees_anothers_secrets(trial: Trial) -> None:
    """When others' secrets are drawn anew, no view, move or phase changes for any viewer, at any step."""
    rng = Random(trial.seed)
    for position in trial.positions():
        for viewer in trial.viewers(rng):
            for _ in range(_REDEALS):
                other = trial.game.redeal(position.state, viewer.seat, rng)
                _looks_the_same(trial.game, position, other, viewer)


def bots_know_only_their_card(trial: Trial) -> None:
    """What a bot or silence does on a seat depends on nothing that this seat may not know."""
    rng = Random(trial.seed)
    for position in _open_positions(trial):
        for seat in _seats_looked_at(trial):
            other = trial.game.redeal(position.state, seat, rng)
            assert trial.game.default(other, seat) == trial.game.default(position.state, seat), (
                f"Silence on {seat} is worth another move when others' secrets change."
            )
            for style in STYLES:
                here, there = (
                    trial.game.autoplay(s, seat, Random(7), style) for s in (position.state, other)
                )  # fmt: skip
                assert here == there, f"The {style} bot on {seat} peeks: {here} becomes {there}."


def redealing_draws_secrets_anew(trial: Trial) -> None:
    """The leak test tests something: in the course of a play a redeal changes what some other seat sees."""
    rng = Random(trial.seed)
    seats = [seat.key for seat in trial.by_chance.seats]
    assert any(
        trial.game.view(other, seen_by(seat)) != trial.game.view(position.state, seen_by(seat))
        for position in trial.positions()
        for _ in range(_REDEALS * 2)
        for other in [trial.game.redeal(position.state, "", rng)]
        for seat in seats
    ), "No redeal changed what any seat sees."


def the_public_view_holds_no_card(trial: Trial) -> None:
    """What only a seat is told (lines of its view that a redeal for the public changes) is not on the public board."""
    rng = Random(trial.seed)
    for position in trial.positions():
        board = set(_lines(trial.game.view(position.state, PUBLIC)))
        others = [trial.game.redeal(position.state, "", rng) for _ in range(_REDEALS)]
        for seat in _seats_looked_at(trial):
            mine = set(_lines(trial.game.view(position.state, seen_by(seat))))
            fixed = set[str]().union(*(_lines(trial.game.view(other, seen_by(seat))) for other in others))
            assert not (mine - fixed) & board, f"The board shows {seat}'s card: {min((mine - fixed) & board)}"


def outcomes_score_every_seat(trial: Trial) -> None:
    """Every seat has a finite payoff and finite points; who counts sits at the table and does not only watch."""
    watchers = {seat.key for seat in trial.by_chance.seats if seat.role == "observer"}
    for play in (trial.by_chance.last, in_silence(trial, 0), in_silence(trial, len(trial.seats()))):
        outcome, seats = play.outcome, {seat.key for seat in trial.by_chance.seats}
        assert outcome is not None, "There is no outcome."
        assert set(outcome.scores) == seats, "Not every seat has a score, or a stranger has one."
        assert set(outcome.counts) <= seats, "A stranger counts."
        assert not watchers & set(outcome.counts), "An observer's points count."
        for score in outcome.scores.values():
            assert math.isfinite(score.payoff), "A payoff is not finite."
            assert math.isfinite(score.points), "Points are not finite."
            assert score.belief is None or 0 <= score.belief <= 1, "A belief is scored outside 0 to 1."
        assert outcome.headline, "The outcome has no headline."
        said_plainly([outcome.headline])
        TypeAdapter(dict[str, Any]).dump_json(dict(outcome.facts))


def what_is_shown_is_plain_and_complete(trial: Trial) -> None:
    """Views hold no mark-up, and every picture has alt text with numbers and a table that says the same."""
    for position in trial.positions():
        for viewer in (*trial.viewers(Random(trial.seed)), INSTRUCTOR):
            shown_well(trial.game.view(position.state, viewer))


def the_debrief_reads_any_session(trial: Trial) -> None:
    """One table, many tables, tables that ended early: pages with a concept each, finite benchmarks, good pictures."""
    whole, early = trial.by_chance, trial.cut_short
    quiet = played(trial, Random("another"), 0)
    for session in ([whole], [early], [whole, quiet, early], [early, early]):
        tables = [play.history(f"Table {i}") for i, play in enumerate(session, start=1)]
        debrief_is_sound(trial.game.debrief(trial.params, tables))


def late_joiners_are_admitted(trial: Trial) -> None:
    """Where tables grow, the next person gets a seat, may act in this phase, and the state survives storage."""
    admit = getattr(trial.game, "admit", None)
    if not trial.size.grows or admit is None:
        return
    codec: TypeAdapter[Any] = TypeAdapter(trial.game.State)
    newcomer = trial.seats(len(trial.seats()) + 1)[-1]
    for position in _open_positions(trial):
        state = admit(position.state, newcomer)
        assert newcomer.key in trial.game.phase(state).actors, "Who is admitted may not act."
        assert codec.validate_json(codec.dump_json(state)) == state, "After an admission the state is not stored whole."
        shown_well(trial.game.view(state, seen_by(newcomer.key)))


CONTRACTS: tuple[Contract, ...] = (
    the_game_introduces_itself,
    seats_are_enough_and_told_apart,
    a_play_by_chance_ends,
    silence_advances_to_the_end,
    bots_alone_come_to_an_end,
    what_bots_do_is_legal,
    the_same_seed_gives_the_same_play,
    the_journal_replays_to_the_snapshot,
    older_versions_go_on_or_end,
    every_table_is_dealt_the_same_cards,
    states_survive_storage,
    looking_changes_nothing,
    the_order_of_arrival_does_not_matter,
    phases_are_told_apart_and_sound,
    moves_fit_their_seats_and_every_platform,
    what_a_list_offers_may_be_done,
    nobody_sees_anothers_secrets,
    bots_know_only_their_card,
    redealing_draws_secrets_anew,
    the_public_view_holds_no_card,
    outcomes_score_every_seat,
    what_is_shown_is_plain_and_complete,
    the_debrief_reads_any_session,
    late_joiners_are_admitted,
)


def _open_positions(trial: Trial) -> Iterator[Position[Any]]:
    return (position for position in trial.positions() if position.phase is not None)


def _phase(position: Position[Any]) -> Phase:
    assert position.phase is not None, "There is no phase."
    return position.phase


def _seats_looked_at(trial: Trial) -> list[str]:
    return [viewer.seat for viewer in trial.viewers(Random(trial.seed)) if viewer.seat]


def _offered(spec: MoveSpec) -> Iterator[tuple[str, Value]]:
    for field in spec.fields:
        if isinstance(field, Pick):
            yield from ((field.name, option.key) for option in field.options)
        elif isinstance(field, YesNo):
            yield from ((field.name, answer) for answer in (True, False))


def _may(trial: Trial, position: Position[Any], seat: str, spec: MoveSpec, chosen: Mapping[str, Value]) -> bool:
    """Tell whether a choice is taken with what the form shows beside it, or with anything else."""
    rng = Random(trial.seed)
    for turn in range(_BESIDE):
        shown = spec.initial if turn == 0 else {}
        beside = {field.name: shown.get(field.name, any_value(field, rng)) for field in spec.fields}
        with suppress(Illegal):
            trial.game.apply(position.state, seat, spec.parse({**beside, **chosen}), rng)
            return True
    return False


def _bot_is_legal(game: AnyGame, position: Position[Any], seat: str) -> None:
    specs = {spec.name: spec for spec in game.moves(position.state, seat)}
    for style in STYLES:
        _fits(specs, game.autoplay(position.state, seat, Random(3), style), f"The {style} bot on {seat}")
    if any(spec.sealed for spec in specs.values()):
        sealed = {name: spec for name, spec in specs.items() if spec.sealed}
        _fits(sealed, game.default(position.state, seat), f"Silence on {seat}")


def _fits(specs: dict[str, MoveSpec], move: Move | None, who: str) -> None:
    if move is None:
        return
    assert move.name in specs, f"{who} does {move.name}, which is no move of this phase."
    try:
        parsed = specs[move.name].parse(dict(move.values))
    except NotAMove as fault:
        raise AssertionError(f"{who} makes an illegal move: {fault.sentence}") from fault
    assert parsed == move, f"{who} gives values in another form than people."


def _waited_for_can_be_done(game: AnyGame, position: Position[Any]) -> None:
    phase = _phase(position)
    if phase.closes == "sealed":
        for seat in phase.waits_for:
            assert any(spec.sealed for spec in game.moves(position.state, seat)), f"{seat} cannot seal what is awaited."


def _looks_the_same(game: AnyGame, position: Position[Any], other: object, viewer: Viewer) -> None:
    state = position.state
    who = viewer.seat or "the public"
    assert game.view(other, viewer) == game.view(state, viewer), f"The view of {who} tells a secret."
    if viewer == PUBLIC:
        assert game.view(other, INSTRUCTOR) == game.view(state, INSTRUCTOR), "The instructor's view tells a secret."
    if position.phase is None:
        assert game.outcome(other) is not None, "A redeal takes the end back."
        return
    assert game.phase(other) == position.phase, f"The phase tells {who} a secret."
    if viewer.seat:
        assert game.moves(other, viewer.seat) == game.moves(state, viewer.seat), f"The moves of {who} tell a secret."


def _lines(blocks: Sequence[Block]) -> list[str]:
    return plain(blocks).splitlines()
