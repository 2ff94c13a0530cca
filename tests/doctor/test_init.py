"""Setting up Discord: from a token to a configuration that the doctor finds nothing wrong with."""

import asyncio
from pathlib import Path

import pytest
import typer

from bot import config as configuration
from bot.cli import run
from tests.discord_wire.server import Discord


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ENTENTE_CONFIG", "ENTENTE_DATABASE__URL", "ENTENTE_DISCORD__TOKEN"):
        monkeypatch.delenv(name, raising=False)


async def types(*arguments: str) -> int:
    """Type a command while Discord goes on beside it."""
    return await asyncio.to_thread(run, arguments)


def mode(file: str) -> int:
    return Path(file).stat().st_mode & 0o777


async def test_a_newcomer_is_led_to_a_bot_that_can_be_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with Discord() as discord:
        monkeypatch.setenv("ENTENTE_DISCORD__API_URL", discord.api)
        monkeypatch.setattr(typer, "prompt", lambda _text, hide_input: f" {discord.token} " if hide_input else "")
        monkeypatch.setattr(typer, "confirm", lambda _text, default: default)
        assert await types("init", "discord") == 0
    out = capsys.readouterr().out
    for words in ("Reset Token", "Privileged Gateway Intents off", "The token is Entente's.", "Send Messages: to post",
                  "make a role called “Instructor”"):  # fmt: skip
        assert words in out
    assert f"client_id={discord.world.bot.id}&permissions=35840&scope=bot+applications.commands" in out
    assert discord.token not in out
    assert (mode("config.toml"), mode("discord.token")) == (0o600, 0o600)
    assert configuration.load().discord.token.get_secret_value() == discord.token


async def test_with_a_file_and_yes_nothing_is_asked_and_what_was_set_before_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _config('[log]\nlevel = "debug"\n')
    async with Discord() as discord:
        monkeypatch.setenv("ENTENTE_DISCORD__API_URL", discord.api)
        _keep(discord.token)
        assert await types("init", "discord", "--token-file", "kept", "--yes") == 0
    assert configuration.load().log.level == "debug"
    assert configuration.load().discord.token.get_secret_value() == discord.token
    assert mode("config.toml") == 0o600


def _keep(token: str) -> None:
    Path("kept").write_text(token)
    Path("kept").chmod(0o600)


async def test_a_wrong_token_is_told_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep("MTA1Nj.nobodys.token")
    async with Discord() as discord:
        monkeypatch.setenv("ENTENTE_DISCORD__API_URL", discord.api)
        assert await types("init", "discord", "--token-file", "kept", "--yes") == 1
    assert "Discord does not know this token." in capsys.readouterr().err
    assert _stands() is None


async def test_without_a_connection_the_token_is_taken_on_trust_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep("MTA1Nj.somebodys.token")
    monkeypatch.setenv("ENTENTE_DISCORD__API_URL", "http://127.0.0.1:9/api")
    assert await types("init", "discord", "--token-file", "kept", "--yes") == 0
    assert "entente doctor does so later" in capsys.readouterr().out
    assert configuration.load().discord.token.get_secret_value() == "MTA1Nj.somebodys.token"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("[discord]\nshards = 1\n", "has a section [discord] already"),
        ("[log", "is not TOML"),
        (None, "Nothing was written"),
    ],
)
async def test_nothing_is_overwritten_and_nothing_is_written_against_ones_will(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], before: str | None, said: str
) -> None:
    if before is not None:
        _config(before)
    _keep("MTA1Nj.somebodys.token")
    monkeypatch.setenv("ENTENTE_DISCORD__API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setattr(typer, "confirm", lambda _text, default: not default)
    assert await types("init", "discord", "--token-file", "kept") == 1
    assert said in capsys.readouterr().err
    assert _stands() == before


def _config(text: str) -> None:
    Path("config.toml").write_text(text)


def _stands() -> str | None:
    return Path("config.toml").read_text() if Path("config.toml").exists() else None
