"""`entente init discord`: what to click, a token that works, a configuration that nobody else can read."""

import asyncio
import json
import os
import tomllib
from pathlib import Path

import typer
from pydantic import SecretStr

from bot import config as configuration
from bot.cli.trouble import Failed
from bot.config import DEFAULT_FILE
from bot.discord.setting_up import REASONS, STEPS, Checked, check
from bot.discord.teaching import step
from bot.tokens import Exposed, token_in

_SECTION = "[discord]"


def run(*, config: Path | None, token_file: Path | None, yes: bool) -> int:
    """Lead through it; with `token_file` and `yes`, ask nothing."""
    place = config or DEFAULT_FILE
    settings = configuration.load(place if place.is_file() else None)
    before = _before(place)
    typer.echo("\n".join(("Entente on Discord, in five minutes.", "", *STEPS, "")))
    token = _token(token_file)
    checked = asyncio.run(check(token, settings.discord.api_url))
    if not checked.known:
        raise Failed(checked.says)
    typer.echo(f"{_told(checked)}{step(settings.discord.instructor_role)}\n")
    if not yes and not typer.confirm(f"Write {place}, readable by you alone?", default=True):
        raise Failed(
            "Nothing was written. What has to be set by hand is discord.token_file, or ENTENTE_DISCORD__TOKEN."
        )
    _keep(place, before, token, token_file)
    typer.echo(f"{place} is written. Start the bot with: entente run")
    typer.echo("Then, in the class's channel: /class create. What is missing is told by: entente doctor")
    return 0


def _keep(place: Path, before: str, token: SecretStr, token_file: Path | None) -> None:
    """Write the configuration, and the token beside it if it does not lie in a file already."""
    kept = (token_file or place.parent / "discord.token").absolute()
    if token_file is None:
        _write(kept, f"{token.get_secret_value()}\n")
    _write(place, f"{before}{_SECTION}\ntoken_file = {json.dumps(str(kept))}\n")


def _before(place: Path) -> str:
    """Return what stands in the configuration already. Raises Failed when Discord has been set up there."""
    if not place.exists():
        return "# Every setting and what it does: config.example.toml\n\n"
    text = place.read_text(encoding="utf-8")
    if "discord" in tomllib.loads(text):
        raise Failed(f"{place} has a section {_SECTION} already. Change it there, and look with: entente doctor")
    return f"{text.rstrip()}\n\n"


def _token(file: Path | None) -> SecretStr:
    try:
        if file is not None:
            return token_in(file)
    except Exposed as exposed:
        raise Failed(str(exposed)) from None
    return SecretStr(typer.prompt("The bot's token (it is not shown)", hide_input=True).strip())


def _told(checked: Checked) -> str:
    if not checked.name:
        return f"{checked.says}\n"
    reasons = "\n".join(f"   {reason}" for reason in REASONS)
    return (
        f"The token is {checked.name}'s.\n\n5. Invite the bot: whoever runs the server opens\n   {checked.invite}\n"
        f"   It asks for what it needs, and nothing else:\n{reasons}\n"
    )


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner can read, complete or not at all."""
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    with open(part, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as opened:
        opened.write(text)
    part.replace(file)
