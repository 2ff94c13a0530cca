"""A private thread for a table, where the bot may open one. A nicety: every game works without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from discord import ChannelType, Interaction, Object, TextChannel, Thread

from bot.discord.text import one_line
from core.blocks import Choose, Press
from core.play.company import Company
from core.replies import Reply
from core.requests import Request
from core.requests.game import OpenDesk, ShowDesk

_TITLE = 80  # characters; Discord takes 100
_A_DAY: Final = 1_440  # minutes without a word until it closes by itself


@dataclass(frozen=True)
class OpenThread(Request):
    """Open a private thread for one's table. Answered by this adapter alone; the core says who sits there."""

    writes = False
    table: str = ""


def desk_of(request: Request) -> bool:
    """Tell whether a request shows a desk, where the thread is offered."""
    return isinstance(request, OpenDesk | ShowDesk)


def may_open(interaction: Interaction[Any]) -> bool:
    """Tell whether a private thread can be opened where somebody asks."""
    may = interaction.app_permissions
    allowed = may.create_private_threads and may.send_messages_in_threads
    return allowed and isinstance(_channel(interaction), TextChannel)


def offered_on(reply: Reply, company: Company) -> Reply:
    """Return the desk with the thread as the last of what one may do; alone at a table nobody needs it."""
    last = reply.blocks[-1] if reply.blocks else None
    if not isinstance(last, Choose) or len(company.accounts) < 2:
        return reply
    thread = Press("Talk in a private thread", OpenThread(company.table))
    return replace(reply, blocks=(*reply.blocks[:-1], replace(last, presses=(*last.presses, thread))))


async def thread_for(interaction: Interaction[Any], company: Company) -> Thread:
    """Return the table's thread with the asker in it, opening it for the whole table if there is none yet."""
    channel = _channel(interaction)
    if not isinstance(channel, TextChannel):
        raise TypeError("Threads hang on text channels.")
    name = name_of(company)
    found = next((thread for thread in channel.threads if thread.name == name), None)
    if found is not None:
        await found.add_user(Object(interaction.user.id))
        return found
    made = await channel.create_thread(
        name=name, type=ChannelType.private_thread, auto_archive_duration=_A_DAY, invitable=False
    )
    await _invite(made, company.accounts)
    return made


def name_of(company: Company) -> str:
    """Return what a table's thread is called: the same for all its people, and no other table's."""
    return f"{one_line(company.title, _TITLE)} · {company.table[-6:]}"


async def _invite(thread: Thread, accounts: Sequence[str]) -> None:
    for account in accounts:
        await thread.add_user(Object(int(account.rsplit(":", 1)[1])))


def _channel(interaction: Interaction[Any]) -> object:
    channel = interaction.channel
    return channel.parent if isinstance(channel, Thread) else channel
