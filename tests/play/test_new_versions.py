"""A game changes while a class plays it: the program is updated, and the tables go on, or end and say so."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from core.catalogue import Catalogue
from core.game import Older, Renewed
from core.games.ratify_or_revert import GAME
from core.requests.game import Act, JoinGame, OpenDesk, ShowDebrief, ShowPanel, TurnPage
from core.requests.section import ShowBoard
from core.rows import Entry, SealedMove, Session, Snapshot, Unreadable
from core.store.trouble import StoreTrouble
from tests.desk import TEACHER, text
from tests.hall import Lesson, as_typed, crowd

CLASS = crowd(12)
_STATE: TypeAdapter[Any] = TypeAdapter(GAME.State)
Renewal = Callable[[Older], Renewed[Any, Any] | None]


def goes_on(old: Older) -> Renewed[Any, Any]:
    """Read what version 1 wrote: in this update the words changed, not what is stored."""
    state = None if old.state is None else _STATE.validate_python(old.state)
    return Renewed(GAME.Params.model_validate(old.params), state)


def cannot(_: Older) -> None:
    """Give up."""


def only_before_the_deal(old: Older) -> Renewed[Any, Any] | None:
    """Take over parameters, but no state."""
    return Renewed(GAME.Params.model_validate(old.params))


def updated(renew: Renewal, version: int = 2) -> Catalogue:
    """Return the catalogue of the next release, in which Ratify or Revert has another version."""
    return _with(type("Updated", (type(GAME),), {"version": version, "renew": staticmethod(renew)})())


def _with(game: Any) -> Catalogue:
    today = Lesson(Path(), 0).catalogue
    return replace(today, games={**today.games, game.key: game})


def without_the_game() -> Catalogue:
    """Return the catalogue of a release that has dropped the game."""
    today = Lesson(Path(), 0).catalogue
    scenarios = {key: one for key, one in today.scenarios.items() if one.game != GAME.key}
    return Catalogue({key: game for key, game in today.games.items() if key != GAME.key}, scenarios)


async def in_mid_round(lesson: Lesson) -> None:
    """Play to the final offers, where half of the class has sealed."""
    await lesson.deal("ratify-or-revert", CLASS)
    while {table.phase for table in await lesson.tables()} != {"r1.final"}:
        await lesson.play(steps=1)
    half = [(sitting.who, as_typed(sitting)) for sitting in await lesson.sittings()][::2]
    assert all(reply.ok for reply in await lesson.together(half))


async def test_a_class_in_mid_round_goes_on_under_the_new_version_with_all_that_was_sealed(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await in_mid_round(lesson)
        before, sealed = await lesson.tables(), await lesson.rows(SealedMove)
        lesson.catalogue = updated(goes_on)
        await lesson.restart(0)
        for was, now in zip(before, await lesson.tables(), strict=True):
            assert now == replace(was, seq=was.seq + 1)
        assert await lesson.rows(SealedMove) == sealed
        assert {row.version for row in await lesson.rows(Snapshot)} == {2}
        await lesson.play()
        assert [table.status for table in await lesson.tables()] == ["over", "over"]
        assert await lesson.all_replays_agree()
        assert "Debrief 1 of" in text(await lesson.say(TEACHER, ShowDebrief()))


async def test_a_second_start_renews_nothing_again(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await in_mid_round(lesson)
        lesson.catalogue = updated(goes_on)
        await lesson.restart(0)
        before = lesson.dump()
        await lesson.restart(0)
        assert lesson.dump() == before
        assert len([entry for entry in await lesson.rows(Entry) if entry.kind == "renew"]) == 2


async def test_a_sealed_move_that_the_new_version_would_not_take_is_asked_for_again(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await in_mid_round(lesson)
        old = await lesson.rows(SealedMove)
        odd = next(row for row in old if row.move == "final")
        before = next(table for table in await lesson.tables() if table.id == odd.table)
        await lesson.change(odd, values={"share": 900})
        lesson.catalogue = updated(goes_on)
        await lesson.restart(0)
        kept = await lesson.rows(SealedMove)
        assert {row.id for row in old} - {row.id for row in kept} == {odd.id}
        after = next(table for table in await lesson.tables() if table.id == odd.table)
        assert (after.done, after.waiting) == (before.done - 1, before.waiting)


@pytest.mark.parametrize("renew", [cannot, only_before_the_deal])
async def test_tables_that_cannot_go_on_end_politely_and_count_for_nothing(tmp_path: Path, renew: Renewal) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await in_mid_round(lesson)
        seats, session = await lesson.seats(), await lesson.session()
        table = (await lesson.tables())[0].id
        lesson.catalogue = updated(renew)
        await lesson.restart(0)
        assert [table.status for table in await lesson.tables()] == ["void", "void"]
        assert (await lesson.session()).status == "over"
        pressed = await lesson.say(seats["x"], Act(move="final", values={"share": "50"}, table=table))
        assert "The game is over." in text(pressed)
        assert "an earlier version of the game" in text(await lesson.say(seats["x"], OpenDesk()))
        board = text(await lesson.board(session))
        assert "The game is over." in board
        assert "earlier version of the game" in board
        assert "It is over." in text(await lesson.say(TEACHER, ShowPanel()))
        assert "No table of The Sound of Vell was played" in text(await lesson.say(TEACHER, TurnPage()))


async def test_a_game_that_is_gone_ends_its_sessions_and_leaves_their_scores(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("ratify-or-revert", CLASS)
        await lesson.play()
        played, standings = await lesson.session(), text(await lesson.say(TEACHER, ShowBoard()))
        await in_mid_round(lesson)
        lesson.catalogue = without_the_game()
        await lesson.restart(0)
        assert {session.status for session in await lesson.rows(Session)} == {"over"}
        assert all(isinstance(row.position, Unreadable) for row in await lesson.rows(Snapshot))
        assert text(await lesson.say(TEACHER, ShowBoard())) == standings
        told = await lesson.say(TEACHER, ShowDebrief(session=played.id))
        assert not told.ok
        assert "cannot be opened any more. Its scores stay in the standings." in text(told)
        opened = await lesson.say(TEACHER, OpenDesk())
        assert "You have no seat now" in text(opened)


async def test_a_lobby_goes_on_when_its_parameters_can_be_read_and_closes_otherwise(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        session = await lesson.lobby("ratify-or-revert", CLASS[:6])
        lesson.catalogue = updated(only_before_the_deal)
        await lesson.restart(0)
        assert (await lesson.session()).status == "lobby"
        lesson.catalogue = updated(cannot, version=3)
        await lesson.restart(0)
        assert (await lesson.session()).status == "over"
        late = await lesson.say(CLASS[7], JoinGame(session.id))
        assert "is over" in text(late)


async def test_a_program_older_than_its_tables_does_not_start(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        today = lesson.catalogue
        lesson.catalogue = updated(goes_on)
        await lesson.restart(0)
        await in_mid_round(lesson)
        before = lesson.dump()
        lesson.catalogue = today
        with pytest.raises(StoreTrouble, match=r"games of a newer Entente \(ratify-or-revert\)"):
            await lesson.restart(0)
        assert lesson.dump() == before


async def test_what_was_played_before_the_update_can_still_be_told(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path, CLASS) as lesson:
        await lesson.deal("ratify-or-revert", CLASS)
        await lesson.play()
        told = text(await lesson.say(TEACHER, ShowDebrief()))
        lesson.catalogue = updated(goes_on)
        await lesson.restart(0)
        assert text(await lesson.say(TEACHER, ShowDebrief())) == told
        assert await lesson.all_replays_agree()
