"""`entente init discord`, as far as Discord is concerned: what to click, and what a token turns out to be."""

from dataclasses import dataclass

from pydantic import SecretStr

from bot.discord.doctor import Refused, Unreachable, ask
from bot.discord.needs import NEEDED, as_shown, invitation
from bot.settings import Discord

STEPS = (
    "1. Open https://discord.com/developers/applications and press New Application. Name it as your class will see it.",
    "2. Under Bot, press Reset Token and copy the token. Whoever has it can act as the bot: show it to nobody.",
    "3. Leave all Privileged Gateway Intents off: Entente never reads what people write to each other.",
    "4. If only you are to invite it: under Installation, set Install Link to None; under Bot, switch Public Bot off.",
)
REASONS = tuple(f"{as_shown(name)}: {why}" for name, why in NEEDED.items())


@dataclass(frozen=True, slots=True)
class Checked:
    """What a token turned out to be. `name` is empty when Discord could not be asked; `says` is why."""

    known: bool
    name: str = ""
    invite: str = ""
    says: str = ""


async def check(token: SecretStr, api_url: str) -> Checked:
    """Ask Discord whose token it is."""
    try:
        told = await ask(Discord(token=token, api_url=api_url))
    except Refused:
        return Checked(known=False, says="Discord does not know this token. Copy it again: Bot, Reset Token.")
    except Unreachable as trouble:
        return Checked(known=True, says=f"{trouble} The token could not be checked; entente doctor does so later.")
    return Checked(
        known=True, name=str(told.me.get("username", "")), invite=invitation(str(told.application.get("id", "")))
    )
