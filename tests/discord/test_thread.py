"""A private thread for each table: made by the bot alone, for the people of that table, and of no other."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from discord import TextChannel

from bot.discord.ids import write
from bot.discord.thread import OpenThread, name_of
from bot.discord.touch import Touch
from core.outgoing.chat import Closed
from core.outgoing.delivery import Delivery
from core.room import Room
from tests.discord.school import Guest, School, school
from tests.discord.test_chat import account, channel
from tests.discord.test_door import dealt, with_a_class
from tests.hall import SECOND


async def said(here: School, seconds: int = 4) -> None:
    """Let everything that is owed be said."""
    delivery = Delivery(here.lesson.service, [here.adapter.chat])
    for _ in range(seconds):
        await here.lesson.let_pass(SECOND)
        await delivery.tend()


def inside(here: School, thread: Any) -> set[int]:
    """Return who is in a thread, the bot aside."""
    bot = here.adapter.client.user
    assert bot is not None
    return set(here.env.backend.get_channel(thread.id).thread_members) - {bot.id}


def a_room(here: School, *guests: Guest) -> Room:
    """Return what a table's room should be while these sit there."""
    return Room("table-000001", "Treaty Table, Table 1", tuple(account(here, guest) for guest in guests))


async def arranged(here: School, room: Room, known: str = "") -> Any:
    """Let the chat see to a room; return its thread as the server has it, None if there is none."""
    made = await here.adapter.chat.arrange(channel(here), room, known)
    return here.env.backend.get_channel(int(made)) if made else None


async def test_every_table_talks_in_a_thread_of_its_own_that_its_desks_lead_to(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, *students = await with_a_class(here, "ana", "bo", "cy", "dee")
        await dealt(petrova, *students, scenario="treaty-table")
        assert "private thread" not in (await students[0].types("game desk")).text, "it is told of once it is there"
        await said(here)
        assert len(here.channel.threads) == 2
        for student in students:
            (own,) = (thread for thread in here.channel.threads if student.user in inside(here, thread))
            assert len(inside(here, own)) == 2
            assert f"private thread: {own.mention}" in (await student.types("game desk")).text
            old = write(Touch(request=OpenThread()))
            assert own.mention in (await student.presses_what_was_copied(old or "")).text, (
                "as a desk of last term has it"
            )


async def test_people_come_and_go_and_at_the_end_it_is_locked(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        ana, bo, cy = map(here.student, ("ana", "bo", "cy"))
        room = a_room(here, ana, bo)
        thread = await arranged(here, room)
        known = str(thread.id)
        changed = replace(room, inside=(account(here, ana), account(here, cy)), outside=(account(here, bo),))
        assert (await arranged(here, changed, known)).id == thread.id
        assert inside(here, thread) == {ana.user, cy.user}
        await arranged(here, replace(room, inside=(), open=False), known)
        assert (thread.thread_metadata.locked, thread.thread_metadata.archived) == (True, True)
        assert inside(here, thread) == {ana.user, cy.user}, "they can still read it"


async def test_who_has_left_the_server_keeps_nobody_else_out(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        ana, bo, cy = map(here.student, ("ana", "bo", "cy"))
        here.env.inject_error("PUT", "/channels/*/thread-members/*", status=404, code=10007, message="Unknown Member")
        thread = await arranged(here, a_room(here, ana, bo, cy))
        assert inside(here, thread) == {bo.user, cy.user}


async def test_a_thread_that_is_not_noted_any_more_is_found_and_no_second_one_made(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        room = a_room(here, *map(here.student, ("ana", "bo")))
        thread = await arranged(here, room)
        assert (await arranged(here, room)).id == thread.id
        await here.restarts(1)
        assert (await arranged(here, room)).id == thread.id
        assert len(here.channel.threads) == 1


async def test_one_that_fell_asleep_is_woken_and_one_that_was_deleted_is_made_anew(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        room = a_room(here, *map(here.student, ("ana", "bo")))
        thread = await arranged(here, room)
        parent = here.adapter.client.get_channel(here.channel.id)
        assert isinstance(parent, TextChannel)
        await parent.threads[0].edit(archived=True)
        assert (await arranged(here, room, str(thread.id))).id == thread.id
        assert not thread.thread_metadata.archived
        await parent.threads[0].delete()
        assert (await arranged(here, room, str(thread.id))).id != thread.id


async def test_a_public_thread_is_never_taken_for_a_tables_own(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        ana, bo = map(here.student, ("ana", "bo"))
        room = a_room(here, ana, bo)
        public = await here.thread(name_of(room))
        for known in ("", str(public.id)):
            thread = await arranged(here, room, known)
            assert thread.id != public.id
            assert inside(here, thread) == {ana.user, bo.user}
        assert not inside(here, public) & {ana.user, bo.user}


async def test_a_private_thread_of_another_channel_is_never_taken_for_a_tables_own(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        room = a_room(here, *map(here.student, ("ana", "bo")))
        elsewhere = here.guild.create_text_channel("pol-320")
        theirs = await here.adapter.chat.arrange(f"discord:{here.guild.id}:{elsewhere.id}", room, "")
        assert (await arranged(here, room, theirs)).id != int(theirs)


@pytest.mark.parametrize("lacking", ["create_private_threads", "send_messages_in_threads"])
async def test_without_the_permission_it_says_what_to_allow(tmp_path: Path, lacking: str) -> None:
    async with school(tmp_path) as here:
        room = a_room(here, *map(here.student, ("ana", "bo")))
        await here.forbids(**{lacking: True})
        with pytest.raises(Closed, match="Create Private Threads, Send Messages In Threads, Manage Threads"):
            await arranged(here, room)
        assert await arranged(here, replace(room, inside=())) is None, "nobody needs one: nothing is wrong"


async def test_without_the_permission_to_lock_it_is_only_archived(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        room = a_room(here, *map(here.student, ("ana", "bo")))
        thread = await arranged(here, room)
        await here.forbids(manage_threads=True)
        await arranged(here, replace(room, open=False), str(thread.id))
        assert (thread.thread_metadata.locked, thread.thread_metadata.archived) == (False, True)


async def test_nobody_talks_alone(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana = await with_a_class(here, "ana")
        await dealt(petrova, ana)
        await said(here)
        assert here.channel.threads == []
        assert "private thread" not in (await ana.types("game desk")).text
