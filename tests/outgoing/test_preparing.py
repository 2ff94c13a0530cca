"""A debrief is told once, in a thread, before anybody asks; whoever asks earlier tells it there and then, also once."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.game import Debrief, History
from core.games.ratify_or_revert import GAME
from core.kept import Kept
from core.play.told import key_of
from core.requests.game import ShowDebrief, TurnPage
from core.rows import Session
from tests.desk import TEACHER, text
from tests.outgoing.class_outside import CLASS, Outside, outside


@pytest.fixture
def tellers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collect the threads in which Ratify or Revert tells a debrief."""
    threads: list[int] = []
    sound = type(GAME).debrief

    def counted(game: object, params: object, tables: Sequence[History[object]]) -> Debrief:
        threads.append(threading.get_ident())
        told: Debrief = sound(game, params, tables)  # type: ignore[arg-type]  # as it was asked
        return told

    monkeypatch.setattr(type(GAME), "debrief", counted)
    return threads


async def played(o: Outside) -> Session:
    await o.lesson.deal(students=CLASS)
    await o.lesson.play()
    return await o.lesson.session()


async def read_by_all(o: Outside) -> None:
    for _ in range(2):
        assert (await o.lesson.say(TEACHER, TurnPage())).ok
    for who in CLASS:
        assert "Debrief 2 of" in text(await o.lesson.say(who, ShowDebrief(page=2)))


async def test_it_is_there_before_the_first_page_is_turned_and_the_loop_has_not_told_it(
    tmp_path: Path, tellers: list[int]
) -> None:
    async with outside(tmp_path) as o:
        session = await played(o)
        await o.later(3)
        assert "The game is over." in o.channel[0].text
        assert key_of(session) in o.lesson.service.kept
        await read_by_all(o)
        await o.later(3)
        assert "Debrief 2 of" in o.channel[1].text
    assert len(tellers) == 1
    assert threading.get_ident() not in tellers


async def test_without_anybody_who_posts_it_is_told_once_all_the_same(tmp_path: Path, tellers: list[int]) -> None:
    async with outside(tmp_path) as o:
        await played(o)
        await read_by_all(o)
    assert len(tellers) == 1


async def test_a_debrief_that_breaks_keeps_no_board_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Debrief:
        raise ZeroDivisionError

    monkeypatch.setattr(type(GAME), "debrief", broken)
    async with outside(tmp_path) as o:
        session = await played(o)
        await o.later(3)
        assert "The game is over." in o.channel[0].text
        assert key_of(session) not in o.lesson.service.kept
        refused = await o.lesson.service.handle(o.lesson.command(TEACHER, TurnPage()))
        assert refused.refused == "fault"


def test_only_what_was_asked_for_last_is_kept() -> None:
    kept, made = Kept(most=2), []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(key, lambda key=key: make(key)) == key.upper()  # type: ignore[misc]  # bound where it is made
    assert made == ["a", "b", "c", "b"]


def test_what_could_not_be_made_is_not_kept() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert "a" not in kept
