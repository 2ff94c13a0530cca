"""What must be true at the end of a story, whatever happened in it."""

from collections.abc import Sequence

from tests.discord_wire import reading
from tests.discord_wire.process import Entente
from tests.discord_wire.pupil import Pupil
from tests.discord_wire.server import Discord


def nothing_wrong(discord: Discord, *bots: Entente) -> None:
    """Assert what must be true at the end of every story that did not ask for trouble."""
    assert not discord.judge.findings, discord.judge.findings
    assert not discord.interactions.late, discord.interactions.late
    assert not discord.rest.refused, discord.rest.refused
    open_ended = [one for one in discord.world.interactions.values() if not one.settled]
    assert not open_ended, open_ended[:3]
    keeps_its_token(discord, *bots)
    for bot in bots:
        assert "Traceback" not in bot.log()


def keeps_its_token(discord: Discord, *bots: Entente) -> None:
    """Assert that the token is said nowhere: no log, no output, no payload."""
    for bot in bots:
        assert discord.token not in bot.log()
        assert discord.token not in "\n".join(bot.said)
    assert not any(discord.token in body for body in discord.judge.public)


def stays_private(discord: Discord, pupils: Sequence[Pupil]) -> int:
    """Assert that no line of a desk that speaks to its reader was ever said in a channel; return how many there are."""
    mine = {line for pupil in pupils for desk in pupil.desks for line in desk.splitlines() if _personal(line)}
    public = reading.unescaped("\n".join(discord.judge.public))
    assert not [line for line in mine if line in public]
    return len(mine)


def _personal(line: str) -> bool:
    return "you are " in line or line.startswith(("**Your ", "**You ", "Your win-set", "What you ratify", "You sealed"))
