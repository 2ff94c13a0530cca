"""A private thread for each table, where the bot may make one. A nicety: every game works without it.

The bot looks only at threads that it made itself, in the class's channel, and that are private: a table's matter is
never said where others read. It is the maker of its threads, so it may let people in and take them out; locking one
takes a permission of its own, and without it the thread is only archived.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from discord import ChannelType, Client, Forbidden, HTTPException, NotFound, Object, TextChannel, Thread

from bot.discord.text import one_line
from bot.discord.trouble import NO_PERMISSION, NO_THREADS
from core.outgoing.chat import Closed
from core.requests import Request
from core.room import Room

_TITLE = 80  # characters; Discord takes 100
_A_WEEK: Final = 10_080  # minutes without a word until Discord archives it by itself


@dataclass(frozen=True)
class OpenThread(Request):
    """What a button on earlier desks asked for: the thread, which is there unasked now. The desk leads to it."""

    writes = False
    table: str = ""


async def arrange(client: Client, channel_id: int, room: Room, known: str) -> str:
    """Make a table's thread what it should be; return its id, "" if there is none."""
    channel = client.get_channel(channel_id)
    if not isinstance(channel, TextChannel):
        return known  # threads hang on text channels
    thread = await _found(client, channel, room, known)
    if thread is None and not room.needed:
        return ""
    may = channel.permissions_for(channel.guild.me)
    if thread is None:
        if not (may.create_private_threads and may.send_messages_in_threads):
            raise Closed(NO_THREADS)
        thread = await channel.create_thread(
            name=name_of(room), type=ChannelType.private_thread, auto_archive_duration=_A_WEEK, invitable=False
        )
    if not room.open:
        await _close(thread, lock=may.manage_threads)
    elif room.inside or room.outside:
        await _seat(thread, room)
    return str(thread.id)


def name_of(room: Room) -> str:
    """Return what a table's thread is called: no other table's is called so."""
    return f"{one_line(room.title, _TITLE)} · {room.table[-6:]}"


async def _found(client: Client, channel: TextChannel, room: Room, known: str) -> Thread | None:
    """Return the table's thread: the one that is noted, else one that was made and not noted any more."""
    if known:
        noted = channel.get_thread(int(known)) or await _fetched(client, int(known))
        if isinstance(noted, Thread) and _ours(client, channel, noted):
            return noted
    name = name_of(room)
    return next((one for one in channel.threads if one.name == name and _ours(client, channel, one)), None)


async def _fetched(client: Client, thread_id: int) -> object:
    """Return a thread that is archived, which nobody tells us of by themselves; None when it is gone."""
    try:
        return await client.fetch_channel(thread_id)
    except (Forbidden, NotFound):
        return None


def _ours(client: Client, channel: TextChannel, thread: Thread) -> bool:
    mine = client.user is not None and thread.owner_id == client.user.id
    return mine and thread.is_private() and thread.parent_id == channel.id


async def _seat(thread: Thread, room: Room) -> None:
    """Let in who sits at the table, and take out who has left it."""
    if thread.archived:
        await thread.edit(archived=False)
    for account in room.outside:
        await _unless_they_are_gone(thread.remove_user, account)
    for account in room.inside:
        await _unless_they_are_gone(thread.add_user, account)


async def _unless_they_are_gone(do: Callable[[Object], Awaitable[None]], account: str) -> None:
    """Do something to a person; whoever has left the server, or does not see the channel, keeps nobody else out."""
    try:
        await do(Object(int(account.rpartition(":")[2])))
    except HTTPException as refused:
        if refused.status not in {403, 404} or refused.code == NO_PERMISSION:
            raise


async def _close(thread: Thread, *, lock: bool) -> None:
    """Put the thread away, locked where that is allowed; everybody in it can still read it."""
    if thread.archived:
        return
    if lock:
        await thread.edit(locked=True, archived=True)
    else:
        await thread.edit(archived=True)
