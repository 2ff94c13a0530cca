"""A COMMIT that fails may have been stored: nobody is told that it was not when it was, and nothing happens twice."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.clock import VirtualTicks
from core.command import Command
from core.replies import Result
from core.requests.game import Advance
from core.rows import Session
from core.service import Service
from core.store import committing
from core.store.trouble import StoreTrouble, Uncertain
from core.writer import Writer
from tests.desk import MONDAY, TEACHER
from tests.hall import Lesson, crowd
from tests.store.office import delivery, office, together
from tests.store.test_batches import bodies, write_down
from tests.store.unsure import BREAKS, Break, unsure

ALONE, TOGETHER = ["n-0"], [f"n-{n}" for n in range(20)]
COUNTS = pytest.mark.parametrize("names", [ALONE, TOGETHER], ids=["alone", "together"])
ERRORS = pytest.mark.parametrize("error", BREAKS, ids=lambda error: error.__name__)


async def asked(service: Service, names: Sequence[str]) -> list[Result]:
    return await together(service, [delivery(name) for name in names])


@COUNTS
@ERRORS
async def test_what_was_stored_though_its_commit_failed_is_answered_as_stored_and_happens_once(
    tmp_path: Path, names: Sequence[str], error: Break
) -> None:
    path = tmp_path / "a.sqlite"
    async with office(path, write_down) as service:
        await service.decide(delivery("before"))
        with unsure(service, stored=True, error=error) as broken:
            results = await asked(service, names)
        again = await asked(service, names)
        assert sorted(await bodies(service)) == sorted(["before", *names])
    async with office(path, write_down, chance=2) as service:
        after_a_restart = await asked(service, names)
        assert sorted(await bodies(service)) == sorted(["before", *names])
    assert broken == [True]
    assert [result.said for result in results] == [(f"Noted: {name}.",) for name in names]
    assert results == again == after_a_restart


@COUNTS
@ERRORS
async def test_what_was_not_stored_is_stored_by_the_next_try_at_the_latest(
    tmp_path: Path, names: Sequence[str], error: Break
) -> None:
    async with office(tmp_path / "a.sqlite", write_down) as service:
        with unsure(service, stored=False, error=error) as broken:
            first = await asked(service, names)
        noted = [result.said == (f"Noted: {name}.",) for name, result in zip(names, first, strict=True)]
        assert sorted(await bodies(service)) == sorted(name for name, done in zip(names, noted, strict=True) if done)
        again = await asked(service, names)
        assert sorted(await bodies(service)) == sorted(names)
    assert broken == [False]
    assert all(result.refused in {"trouble", "fault"} for result, done in zip(first, noted, strict=True) if not done)
    assert not any(result.refused for result in again)


@COUNTS
@pytest.mark.parametrize("stored", [True, False], ids=["stored", "not stored"])
async def test_where_nobody_can_look_it_is_decided_again_until_it_is_certain(
    tmp_path: Path, names: Sequence[str], stored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blind(_ledger: object) -> committing.Look:
        raise StoreTrouble("The disk reported an error.")

    monkeypatch.setattr(committing, "_proof", blind)
    async with office(tmp_path / "a.sqlite", write_down) as service:
        with unsure(service, stored=stored, times=2) as broken:
            results = await asked(service, names)
        assert sorted(await bodies(service)) == sorted(names)
    assert [result.said for result in results] == [(f"Noted: {name}.",) for name in names]
    assert broken == [True] if stored else [False, False], "what is found stored needs no further COMMIT"


@pytest.mark.parametrize("blind", [True, False], ids=["nobody can look", "the file is looked at"])
async def test_boards_hear_of_what_was_stored_though_its_commit_failed(
    tmp_path: Path, blind: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if blind:
        monkeypatch.setattr(committing, "_proof", lambda _ledger: 1 / 0)
    students = crowd(4)
    async with await Lesson.begin(tmp_path, students) as lesson:
        await lesson.deal("treaty-table", students)
        heard: set[str] = set()

        async def listen() -> None:
            async for change in lesson.service.changes():
                heard.add(change.session)

        listener = asyncio.create_task(listen())
        await asyncio.sleep(0)
        with unsure(lesson.service, stored=True):
            assert (await lesson.say(TEACHER, Advance())).ok
        await asyncio.sleep(0)
        listener.cancel()
        workspace = TEACHER.workspace
        sessions = await lesson.service.store.view(lambda ledger: ledger.find(Session, workspace=workspace))
    assert heard == {session.id for session in sessions}


@pytest.mark.sqlite("a server's mark alone is raised by the next batch, and nobody waits for it")
async def test_the_clocks_mark_alone_is_looked_for_too(tmp_path: Path) -> None:
    ticks = VirtualTicks(MONDAY)
    async with office(tmp_path / "a.sqlite", ticks=ticks) as service:
        for stored in (True, False):
            ticks.advance(5_000)
            with unsure(service, stored=stored):
                if stored:
                    await service.store_time()
                else:
                    with pytest.raises(StoreTrouble):
                        await service.store_time()
            assert (await service.store.mark() == service.clock.now()) is stored


class Silent:
    """A store that is away from its first COMMIT on, for some looks or for good."""

    def __init__(self, looks: int | None) -> None:
        self.asked, self.pauses, self._looks = 0, list[float](), looks

    async def __call__(self, commands: Sequence[Command]) -> Sequence[Result]:
        self.asked += 1
        if self.asked == 1:
            raise Uncertain({})
        if self._looks is None or self.asked <= self._looks:
            raise StoreTrouble("The database server does not answer. Nothing was lost.")
        return [Result(said=("Done.",))] * len(commands)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def _told(store: Silent) -> Result:
    writer = Writer(store, store.pause)
    writer.start()
    result = await writer.take_in(delivery("one"))
    await writer.stop()
    return result


async def test_a_server_that_comes_back_is_asked_what_became_of_it() -> None:
    store = Silent(looks=4)
    assert (await _told(store)).said == ("Done.",)
    assert store.asked == 5
    assert store.pauses[0] == 0


async def test_when_it_stays_away_whoever_waits_is_told_that_nobody_knows() -> None:
    store = Silent(looks=None)
    result = await _told(store)
    assert result.refused == "trouble"
    assert "Look whether it was done; if not, do it again." in result.said[0]
    assert "Nothing was lost" not in result.said[0], "nobody knows that"
    assert 1 <= sum(store.pauses) < 3, "a platform waits for three seconds"
