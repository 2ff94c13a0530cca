"""A running bot posts what its class should see, once its chat is there, and not before."""

import asyncio
import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from bot.config import Config
from bot.run.process import serve
from bot.settings import Database
from core.command import Command, Where
from core.outgoing.chat import Chat
from core.requests import Request
from core.requests.game import StartGame
from core.requests.section import CreateSection
from core.service import Service
from core.store.engine import url_of
from tests.desk import CHANNEL, TEACHER
from tests.outgoing.chatroom import Chatroom

pytestmark = pytest.mark.sqlite("one bot on a file")


class Classroom:
    """An adapter in whose channel a game is started before it says that it is ready."""

    name = "classroom"

    def __init__(self, service: Service, room: Chatroom) -> None:
        self.ready = asyncio.Event()
        self._service, self._room = service, room

    @property
    def chat(self) -> Chat:
        return self._room

    async def serve(self) -> None:
        asked: Sequence[Request] = (CreateSection(name="POL 210"), StartGame(scenario="ratify-or-revert"))
        for number, request in enumerate(asked):
            reply = await self._service.handle(Command(TEACHER, Where(CHANNEL), f"delivery-{number}", request))
            assert reply.ok
        assert self._room.sends == 0
        self.ready.set()
        await asyncio.Event().wait()


async def test_a_lobby_is_posted_as_soon_as_the_chat_is_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    room, stop = Chatroom(), asyncio.Event()
    config = Config(database=Database(url=url_of(tmp_path / "class.sqlite")))
    running = asyncio.create_task(serve(config, lambda _config, s: [Classroom(s, room)], io.StringIO(), stop))
    async with asyncio.timeout(60):
        await room.heard.wait()
    stop.set()
    with suppress(asyncio.CancelledError):
        await running
    (board,) = room.at(f"{TEACHER.workspace}:{CHANNEL}")
    assert "In the lobby: 0" in board.text
