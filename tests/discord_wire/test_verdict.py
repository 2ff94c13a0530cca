"""The verdict at the end of a story, tried on what it must not let pass."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_wire.judge.seen import Seen
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import ECHO, Entente
from tests.discord_wire.server import TOKEN, Discord
from tests.discord_wire.values import COMMAND
from tests.discord_wire.verdict import keeps_its_token, nothing_wrong, stays_private

POST = "POST /channels/{channel_id}/messages"


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord() as server:
        yield server


@pytest.fixture
def bot(discord: Discord, tmp_path: Path) -> Entente:
    """Return a bot that was never started, with an empty log."""
    (tmp_path / "entente.log").touch()
    return Entente(discord, tmp_path, command=ECHO)


def posted(discord: Discord, words: str) -> None:
    """Let something be said in a channel."""
    discord.judge.judge(Seen(POST, {"content": words, "allowed_mentions": {"parse": []}}))


def test_nothing_wrong_is_nothing_wrong(discord: Discord, bot: Entente) -> None:
    nothing_wrong(discord, bot)


def test_a_malformed_body_is_not_forgotten(discord: Discord) -> None:
    posted(discord, "a" * 2_001)
    with pytest.raises(AssertionError, match="2001 characters"):
        nothing_wrong(discord)


def test_an_acknowledgement_that_led_to_nothing_is_noticed(discord: Discord) -> None:
    ana = discord.server("POL 210").member("Ana")
    discord.doing.start(ana, COMMAND, {"name": "game"})
    with pytest.raises(AssertionError, match="Interaction"):
        nothing_wrong(discord)


def test_an_acknowledgement_that_came_too_late_is_noticed(discord: Discord) -> None:
    discord.interactions.late.append("1")
    with pytest.raises(AssertionError):
        nothing_wrong(discord)


def test_what_discord_refused_is_noticed(discord: Discord) -> None:
    discord.rest.refused.append("PATCH: 10008 Unknown Message")
    with pytest.raises(AssertionError, match="10008"):
        nothing_wrong(discord)


@pytest.mark.parametrize("line", ["Traceback (most recent call last):", f"connecting with {TOKEN}"])
def test_a_defect_or_a_token_in_the_log_is_noticed(line: str, discord: Discord, bot: Entente, tmp_path: Path) -> None:
    (tmp_path / "entente.log").write_text(line, encoding="utf-8")
    with pytest.raises(AssertionError):
        nothing_wrong(discord, bot)


def test_a_token_in_a_channel_is_noticed(discord: Discord) -> None:
    posted(discord, f"my token is {TOKEN}")
    with pytest.raises(AssertionError):
        keeps_its_token(discord)


def test_a_line_of_a_desk_in_the_channel_is_noticed(discord: Discord) -> None:
    lesson = Lesson(discord, people=1)
    lesson.pupils[0].desks.append("**Your red line:** yes if Xandria gets 60 or more\nRound 1")
    assert stays_private(discord, lesson.pupils) == 1
    posted(discord, "Round 1\n**Your red line:** yes if Xandria gets 60 or more")
    with pytest.raises(AssertionError):
        stays_private(discord, lesson.pupils)


def test_the_name_of_a_pupil_in_the_channel_is_a_finding(discord: Discord) -> None:
    lesson = Lesson(discord, people=1)
    ana = lesson.pupils[0].person
    discord.judge.keep(ana.name, ana.id)
    posted(discord, f"{ana.name} has won")
    with pytest.raises(AssertionError, match="shown to everybody"):
        nothing_wrong(discord)
