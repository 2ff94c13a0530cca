"""The chats: each adapter looks after its own."""

from collections.abc import Sequence

from bot.cli.checks.place import Place
from core.finding import Finding


async def discord(place: Place) -> Sequence[Finding]:
    """Return what Discord says of the token, the application and the servers."""
    if not place.config.discord.token.get_secret_value():
        mend = "Be led through it: entente init discord"
        return (Finding("Discord", well=False, found="There is no token.", mend=mend),)
    from bot.discord.doctor import findings  # noqa: PLC0415 - slow to load, and wanted with a token only

    return await findings(place.config.discord, place.wall)
