"""The loop in a running process: woken by changes, patient with a database in trouble, and gone without loose ends."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from core.outgoing.serve import BEAT_S, serve_out
from core.requests.game import JoinGame
from core.store.trouble import StoreTrouble
from tests.outgoing.class_outside import CLASS, Outside, outside


class Sandglass:
    """Seconds pass when the test lets them."""

    def __init__(self, o: Outside) -> None:
        self._o = o
        self._grains = asyncio.Semaphore(0)
        self.asked: list[float] = []
        self.stood = asyncio.Event()
        """Set when somebody has waited for it."""

    async def pause(self, seconds: float) -> None:
        self.asked.append(seconds)
        self.stood.set()
        await self._grains.acquire()
        self._o.lesson.ticks.advance(int(1000 * seconds))

    def turn(self, times: int = 1) -> None:
        for _ in range(times):
            self._grains.release()


@asynccontextmanager
async def served(o: Outside, glass: Sandglass) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.create_task(serve_out(o.lesson.service, [o.chat], glass.pause))
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def heard(o: Outside) -> None:
    async with asyncio.timeout(30):
        await o.chat.heard.wait()
    o.chat.heard.clear()


async def test_a_change_is_posted_within_a_beat_and_without_a_timer(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        glass = Sandglass(o)
        async with served(o, glass):
            async with asyncio.timeout(30):
                await glass.stood.wait()
            await o.lesson.lobby()
            glass.turn(2)
            await heard(o)
            assert "In the lobby: 0" in o.channel[0].text
            assert BEAT_S in glass.asked


async def test_what_was_owed_before_the_start_is_said_at_once(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby(students=CLASS)
        async with served(o, Sandglass(o)):
            await heard(o)
        assert "In the lobby: 6" in o.channel[0].text
        assert (await o.board()).message, "what was on its way when it was stopped has been recorded"
        assert (await o.board()).due is None


async def test_a_database_in_trouble_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        glass, sound = Sandglass(o), o.lesson.service.store.owed
        broken = [True, True]

        async def owed(*about: object) -> object:
            if broken:
                broken.pop()
                raise StoreTrouble("The disk is full.")
            return await sound(*about)  # type: ignore[arg-type]  # as it was asked

        monkeypatch.setattr(o.lesson.service.store, "owed", owed)
        with caplog.at_level(logging.WARNING):
            async with served(o, glass):
                glass.turn(8)
                await heard(o)
        assert caplog.messages.count("boards and letters wait: The disk is full.") == 2
        assert len(o.channel) == 1


async def test_without_a_chat_the_loop_waits_and_disturbs_nobody(tmp_path: Path) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        task = asyncio.create_task(serve_out(o.lesson.service, [], Sandglass(o).pause))
        await o.lesson.say(CLASS[0], JoinGame())
        assert not task.done()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await o.board()).claims == 0


async def test_a_chat_that_breaks_its_promise_is_logged_and_the_post_made_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()
        with monkeypatch.context() as patch:
            patch.setattr(o.chat, "post", None)
            await o.tend()
        assert any("fault" in message for message in caplog.messages)
        await o.later(3)
        assert len(o.channel) == 1


async def test_a_view_that_breaks_silences_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with outside(tmp_path) as o:
        await o.lesson.lobby()

        def broken(*_: object) -> None:
            raise ZeroDivisionError

        with monkeypatch.context() as patch:
            patch.setattr("core.outgoing.drawing.session_board", broken)
            await o.later(2)
        (fault,) = [message for message in caplog.messages if "fault" in message]
        board = await o.board()
        assert (o.channel, board.due) == ([], None)
        assert board.trouble.rpartition("error ")[2].rstrip(".") in fault
        await o.lesson.say(CLASS[0], JoinGame())
        await o.later(2)
        assert "In the lobby: 1" in o.channel[0].text
