"""kill -9 at the worst moment, when something has just been said and is not recorded: one copy too many at most."""

import json
import select
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from core.blocks import plain
from core.command import Command, Where
from core.outgoing.bucket import Budget
from core.outgoing.delivery import Delivery
from core.outgoing.ends import LEASE_MS, MOST_TRIES
from core.play.boards import session_board
from core.requests.game import PostAgain
from core.rows import Board
from tests.desk import CHANNEL, TEACHER
from tests.hall import Lesson
from tests.import_rules import ROOT
from tests.outgoing.chatroom import Chatroom
from tests.outgoing.class_outside import CLASS
from tests.outgoing.postman import PLENTY, opened
from tests.telling import Tell

pytestmark = pytest.mark.sqlite("processes that are killed on one file")

_PATIENCE_S = 60.0
_APART_MS = 20 * LEASE_MS
"""Between one process and the next so much class time passes: all leases have run out."""
_MOST_SAID = 12
"""A process is killed when it has said something between once and this often."""


@dataclass
class Wallpaper:
    """What all processes have said."""

    posts: Counter[str] = field(default_factory=Counter)
    """By nonce: how often the same message was posted."""
    shown: dict[str, str] = field(default_factory=dict)
    """By message: what it says now."""
    edits: int = 0

    def take_in(self, line: bytes) -> None:
        message, nonce, text = json.loads(line)
        self.shown[message] = text
        if nonce:
            self.posts[nonce] += 1
        else:
            self.edits += 1


def killed(path: Path, shift: int, seed: str, said: Wallpaper, often: int, *fault: str) -> None:
    """Let a process post until it has said something so often, and kill it in that moment."""
    command = [sys.executable, "-m", "tests.outgoing.postman", str(path), str(shift), seed, *fault]
    with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0, cwd=ROOT) as child:
        assert child.stdout is not None
        try:
            for _ in range(often):
                ready, _, _ = select.select([child.stdout], [], [], _PATIENCE_S)
                line = child.stdout.readline() if ready else b""
                assert line, "the child has died or has nothing to say"
                said.take_in(line)
        finally:
            child.kill()
        for line in child.stdout.read().splitlines():
            said.take_in(line)


async def lobby(folder: Path) -> Path:
    """Lay out a class whose lobby is open."""
    async with await Lesson.begin(folder, CLASS) as lesson:
        await lesson.lobby(lobby=86_400)
        return lesson.path


@pytest.mark.parametrize("kills", [2, pytest.param(25, marks=pytest.mark.slow)])
async def test_kills_while_posting_leave_no_message_three_times_and_a_board_that_is_true(
    tmp_path: Path, tell: Tell, kills: int
) -> None:
    path, said, chance = await lobby(tmp_path), Wallpaper(), Random(25)
    for number in range(kills):
        killed(path, (number + 1) * _APART_MS, f"run-{number}", said, chance.randint(1, _MOST_SAID))
    await _left_in_peace(path, (kills + 2) * _APART_MS, said)
    twice = sum(1 for count in said.posts.values() if count == 2)
    tell(f"{kills} kills, {said.posts.total()} posts of {len(said.posts)} messages, {twice} twice; {said.edits} edits")
    assert max(said.posts.values()) <= MOST_TRIES


@pytest.mark.slow
async def test_tries_that_are_not_counted_are_caught(tmp_path: Path) -> None:
    path, said = await lobby(tmp_path), Wallpaper()
    for number in range(MOST_TRIES + 1):
        killed(path, (number + 1) * _APART_MS, f"fault-{number}", said, 1, "uncounted")
    assert max(said.posts.values()) > MOST_TRIES


async def _left_in_peace(path: Path, shift: int, said: Wallpaper) -> None:
    """Let a last process do what is owed, and an instructor what only a person may: the message that is followed says
    what there is to see.
    """
    chat = Chatroom()
    async with await opened(path, shift) as service:
        await Delivery(service, [chat], Budget(PLENTY, PLENTY)).tend()
        await service.handle(Command(TEACHER, Where(CHANNEL), "at-last", PostAgain()))
        (board,) = await service.ask(lambda _, ledger: ledger.find(Board, workspace=TEACHER.workspace))
        wall = {message: text for message, text in said.shown.items() if message == board.message}
        await Delivery(service, [chat], Budget(PLENTY, PLENTY)).tend()
        (board,) = await service.ask(lambda _, ledger: ledger.find(Board, workspace=TEACHER.workspace))
        view = await service.ask(lambda world, ledger: session_board(world, ledger, board.session))
    assert (board.wanted, board.due, board.trouble) == (board.shown, None, "")
    now = chat.messages[board.message].text if board.message in chat.messages else wall[board.message]
    assert now == plain(view.blocks)
