"""A bot begins, says that it is ready, is told to stop, and nobody who was heard goes without an answer."""

import asyncio
import errno
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from bot import cli
from bot.adapter import NoChat
from bot.cli import serving
from bot.config import Config
from bot.run.chats import NO_CHAT
from bot.run.process import serve
from bot.settings import Database, Log
from core.store import alone
from core.store.alone import alone_on
from core.store.engine import url_of
from core.store.trouble import StoreTrouble
from tests.run.nowhere import Told

pytestmark = pytest.mark.sqlite("one bot on a file")

_ASKED = 200


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("ENTENTE_CONFIG", "ENTENTE_DATABASE__URL", "ENTENTE_DISCORD__TOKEN"):
        monkeypatch.delenv(name, raising=False)


def started(folder: Path, *how: str) -> "subprocess.Popen[str]":
    """Start a bot with a counter window for its chat."""
    (folder / "config.toml").write_text(
        '[database]\nurl = "sqlite+aiosqlite:///class.sqlite"\n[log]\nfile = "entente.log"\nlevel = "debug"\n'
    )
    command = [sys.executable, "-m", "tests.run.counter", "config.toml", *how]
    return subprocess.Popen(command, cwd=folder, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def stdin_of(bot: "subprocess.Popen[str]") -> IO[str]:
    assert bot.stdin is not None
    return bot.stdin


def stdout_of(bot: "subprocess.Popen[str]") -> IO[str]:
    assert bot.stdout is not None
    return bot.stdout


def sections(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "class.sqlite")) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sections")}


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_bot_that_is_told_to_stop_stores_and_answers_all_that_it_took_in_within_two_seconds(
    tmp_path: Path, number: signal.Signals
) -> None:
    with started(tmp_path) as bot:
        assert stdout_of(bot).readline() == "ready counter\n"
        for name in range(_ASKED):
            stdin_of(bot).write(f"Group {name}\n")
        stdin_of(bot).flush()
        assert stdout_of(bot).readline().startswith("taken ")
        bot.send_signal(number)
        said = ["taken Group 0", *stdout_of(bot).read().splitlines()]
    assert bot.returncode == 0, "0 only if it ended by itself: after two seconds it leaves with 1"
    taken = {line.removeprefix("taken ") for line in said if line.startswith("taken ")}
    answered = {line.removeprefix("answered ") for line in said if line.startswith("answered ")}
    refused = {line.removeprefix("refused ") for line in said if line.startswith("refused ")}
    assert answered | refused == taken
    assert sections(tmp_path) == answered
    assert answered
    assert {path.name for path in tmp_path.iterdir() if path.stat().st_mode & 0o077} == {"config.toml"}
    log = [json.loads(line) for line in (tmp_path / "entente.log").read_text("utf-8").splitlines()]
    assert next(line["message"] for line in log if line["level"] != "debug").startswith("A new database was made")
    assert sum(line["message"] == "answered" for line in log) == len(answered | refused)
    assert "told to stop" in {line["message"] for line in log}


def test_a_bot_whose_chat_will_not_hang_up_leaves_nevertheless_and_has_stored_what_it_answered(tmp_path: Path) -> None:
    with started(tmp_path, "stubborn") as bot:
        assert stdout_of(bot).readline() == "ready counter\n"
        stdin_of(bot).write("Monday\n")
        stdin_of(bot).flush()
        assert stdout_of(bot).readline() == "taken Monday\n"
        assert stdout_of(bot).readline() == "answered Monday\n"
        bot.terminate()
        stdout_of(bot).read()
    assert bot.returncode == 1
    assert sections(tmp_path) == {"Monday"}


async def run(folder: Path, adapter: Told, stop: asyncio.Event | None = None) -> str:
    """Run a bot with one adapter in this process; return what it printed."""
    out = io.StringIO()
    config = Config(database=Database(url=url_of(folder / "class.sqlite")))
    await serve(config, lambda _config, _service: [adapter], out, stop or asyncio.Event())
    return out.getvalue()


async def test_an_absent_database_is_made_and_an_adapter_that_is_not_ready_is_not_said_to_be(tmp_path: Path) -> None:
    stop = asyncio.Event()

    async def listen() -> None:
        stop.set()
        await asyncio.Event().wait()

    assert await run(tmp_path, Told(listen, at_once=False), stop) == ""
    assert sections(tmp_path) == set()


async def test_a_chat_that_will_not_have_us_ends_the_bot_with_its_sentence(tmp_path: Path) -> None:
    async def refuse() -> None:
        raise NoChat("Discord does not know this token. Set discord.token.")

    with pytest.raises(NoChat, match=r"Set discord\.token"):
        await run(tmp_path, Told(refuse, at_once=False))


def test_why_a_bot_ended_stands_in_its_log_too(tmp_path: Path) -> None:
    async def refuse() -> None:
        raise NoChat("Discord does not know this token. Set discord.token.")

    database, log = Database(url=url_of(tmp_path / "class.sqlite")), Log(file=str(tmp_path / "entente.log"))
    with pytest.raises(NoChat):
        serving.serve_logged(Config(database=database, log=log), lambda _config, _service: [Told(refuse)])
    last = json.loads((tmp_path / "entente.log").read_text("utf-8").splitlines()[-1])
    assert (last["level"], last["message"]) == (
        "critical", "the bot ends: Discord does not know this token. Set discord.token.",
    )  # fmt: skip


async def test_a_chat_that_breaks_off_is_logged_under_the_id_that_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def break_off() -> None:
        raise ZeroDivisionError("a planted fault")

    with pytest.raises(NoChat, match="broke off: error") as told:
        await run(tmp_path, Told(break_off))
    (record,) = [record for record in caplog.records if record.levelname == "CRITICAL"]
    assert getattr(record, "error", "") in str(told.value)
    assert "a planted fault" in caplog.text


async def test_a_chat_that_ends_by_itself_ends_the_bot(tmp_path: Path) -> None:
    async def end() -> None:
        return

    with pytest.raises(NoChat, match="ended by itself"):
        await run(tmp_path, Told(end))


async def test_a_second_bot_on_the_same_file_is_refused_and_the_next_one_is_not(tmp_path: Path) -> None:
    url = url_of(tmp_path / "class.sqlite")
    with alone_on(url), pytest.raises(StoreTrouble, match="Another Entente is running on"), alone_on(url):
        pass
    with alone_on(url):
        assert (tmp_path / "class.sqlite.lock").stat().st_mode & 0o777 == 0o600


def test_a_disk_that_knows_no_locks_is_not_taken_for_another_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_handle: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(alone, "try_lock", unknown)
    with pytest.raises(StoreTrouble, match="on a disk of this machine"), alone_on(url_of(Path("class.sqlite"))):
        pass


def test_a_database_is_not_upgraded_under_a_running_bot(capsys: pytest.CaptureFixture[str]) -> None:
    with alone_on(url_of(Path("class.sqlite"))):
        assert cli.run(["db", "upgrade", "--database", "class.sqlite"]) == 1
    assert "Another Entente is running on class.sqlite. Stop that one first" in capsys.readouterr().err
    assert not Path("class.sqlite").exists()


def test_servers_have_locks_of_their_own() -> None:
    url = "postgresql+asyncpg://school/entente"
    with alone_on(url), alone_on(url):
        assert list(Path().iterdir()) == []


def test_without_a_token_one_sentence_says_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["run"]) == 1
    assert capsys.readouterr() == ("", NO_CHAT + "\n")
    assert list(Path().iterdir()) == []
