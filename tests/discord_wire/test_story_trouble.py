"""429, closed direct messages, what was deleted, what is forbidden, broken connections: the class goes on."""

from pathlib import Path

import pytest

from tests.discord_wire import reading
from tests.discord_wire.faults import Broken, Dropped, Storm
from tests.discord_wire.lesson import Lesson
from tests.discord_wire.process import Entente
from tests.discord_wire.server import Discord
from tests.discord_wire.verdict import keeps_its_token, nothing_wrong

pytestmark = pytest.mark.slow
POST = "POST /channels/{channel_id}/messages"
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"


async def begun(discord: Discord, people: int = 4) -> Lesson:
    """Return a class whose tables have been dealt."""
    lesson = Lesson(discord, people=people)
    await lesson.assemble()
    await lesson.open("ratify-or-revert")
    await lesson.begin()
    await lesson.school.board("Warm-up")
    return lesson


async def test_storms_of_429_are_waited_out(discord: Discord, tmp_path: Path) -> None:
    async with Entente(discord, tmp_path) as bot:
        discord.rest.faults.plan(POST, Storm(0.3), times=3)
        discord.rest.faults.plan(EDIT, Storm(0.3), times=5)
        lesson = await begun(discord)
        await lesson.teacher.slash("game advance")
        await lesson.school.board("Round 1: talks")
        assert len(lesson.school.boards()) == 1
        assert discord.rest.faults.met == 8
    nothing_wrong(discord, bot)


async def test_an_acknowledgement_that_arrived_and_was_answered_502_is_not_taken_for_somebody_elses(
    discord: Discord, tmp_path: Path
) -> None:
    async with Entente(discord, tmp_path) as bot:
        lesson = await begun(discord)
        pupil = lesson.pupils[0].person
        discord.rest.faults.plan(CALLBACK, Broken(502, after=True))
        assert "you are" in (await pupil.slash("game desk")).said
        assert discord.rest.faults.met == 1
        keeps_its_token(discord, bot)
    assert discord.judge.findings == []


async def test_a_deleted_board_is_posted_anew_once(discord: Discord, tmp_path: Path) -> None:
    async with Entente(discord, tmp_path) as bot:
        lesson = await begun(discord)
        (board,) = lesson.school.boards()
        lesson.school.delete(board)
        await lesson.teacher.slash("game advance")
        anew = await lesson.school.board("Round 1: talks")
        await lesson.teacher.slash("game advance")
        await lesson.school.board("Round 1: final")
        assert [message.id for message in lesson.school.boards()] == [anew.id]
        keeps_its_token(discord, bot)
    assert discord.judge.findings == []


@pytest.mark.parametrize("taken", ["send", "view"])
async def test_where_it_may_not_speak_the_class_goes_on_and_the_instructor_is_told(
    taken: str, discord: Discord, tmp_path: Path
) -> None:
    async with Entente(discord, tmp_path) as bot:
        lesson = Lesson(discord, people=4)
        await lesson.assemble()
        lesson.school.forbid(taken)
        await lesson.teacher.slash("game start", scenario="ratify-or-revert", lobby=3600)
        for pupil in lesson.pupils:
            assert "You are in" in (await pupil.person.slash("game join")).said
        await lesson.begin()
        assert all(await lesson.sweep())
        letter = await lesson.teacher.reads("I may not write")
        assert "View Channel" in reading.words(letter)
        lesson.school.allow_again()
        panel = await lesson.teacher.slash("game panel")
        assert "I may not write" in panel.said
        await lesson.teacher.press("Try again", panel.message)
        await lesson.school.board("Warm-up")
        keeps_its_token(discord, bot)
    assert discord.judge.findings == []


async def test_a_deleted_channel_stops_nobody(discord: Discord, tmp_path: Path) -> None:
    async with Entente(discord, tmp_path) as bot:
        lesson = await begun(discord)
        lesson.school.delete_channel()
        other = lesson.school.new_channel("another")
        lesson.teacher = lesson.teacher.into(other)
        panel = await lesson.teacher.slash("game panel")
        assert "Panel: The Sound of Vell" in panel.said, "the only section there is for them answers in any channel"
        await lesson.teacher.slash("class join", code=lesson.code)
        for pupil in lesson.pupils:
            pupil.person = pupil.person.into(other)
        await lesson.teacher.slash("game advance")
        letter = await lesson.teacher.reads("channel is gone")
        assert "/class join" in reading.words(letter)
        desks = [(await pupil.person.slash("game desk")).said for pupil in lesson.pupils]
        assert all("you are" in desk for desk in desks), desks[0]
        keeps_its_token(discord, bot)
    assert discord.judge.findings == []


async def test_closed_direct_messages_are_no_way_to_lose_a_note(discord: Discord, tmp_path: Path) -> None:
    async with Entente(discord, tmp_path) as bot:
        lesson = await begun(discord)
        for pupil in lesson.pupils:
            discord.world.closed_dms.add(pupil.person.id)
        writer, *others = lesson.pupils
        to = (await writer.person.completions("game note", "to"))[0]
        sent = await writer.person.slash("game note", to=to, text="Would zqnote do?")
        assert sent.private
        desks = [(await pupil.person.slash("game desk")).said for pupil in others]
        assert sum("zqnote" in desk for desk in desks) == 1, "whom it was for reads it on the desk, and nobody else"
        keeps_its_token(discord, bot)
    assert discord.judge.findings == []


@pytest.mark.parametrize("trouble", [Broken(502, after=True), Broken(503), Dropped(after=True), Dropped(after=False)])
async def test_whatever_becomes_of_a_post_there_is_one_board(
    trouble: Broken | Dropped, discord: Discord, tmp_path: Path
) -> None:
    async with Entente(discord, tmp_path) as bot:
        discord.rest.faults.plan(POST, trouble)
        lesson = await begun(discord)
        await lesson.teacher.slash("game advance")
        await lesson.school.board("Round 1: talks")
        assert len(lesson.school.boards()) == 1
        assert discord.rest.faults.met == 1
        keeps_its_token(discord, bot)
    assert discord.judge.findings == []


async def test_a_gateway_that_drops_is_taken_up_again(discord: Discord, tmp_path: Path) -> None:
    async with Entente(discord, tmp_path) as bot:
        lesson = await begun(discord)
        await discord.gateway.drop()
        assert all(await lesson.sweep())
        discord.gateway.ask_to_reconnect()
        assert all(await lesson.sweep())
        await discord.gateway.drop(forget=True)
        await discord.world.bell.until(lambda: discord.gateway.seen["identify"] == 2, "it identifies anew")
        assert all(await lesson.sweep())
        assert discord.gateway.seen["resume"] == 2
    nothing_wrong(discord, bot)
