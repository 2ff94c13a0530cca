"""A private thread for a table: offered where the bot may open one, the same for everybody at the table."""

from pathlib import Path

from tests.discord.school import School, school
from tests.discord.test_door import dealt, with_a_class

BUTTON = "Talk in a private thread"


def inside(here: School) -> list[set[int]]:
    """Return who is in each thread of the channel, the bot aside."""
    bot = here.adapter.client.user
    assert bot is not None
    backend = here.env.backend
    return [set(backend.get_channel(thread.id).thread_members) - {bot.id} for thread in here.channel.threads]


async def test_a_table_talks_in_a_thread_of_its_own(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo, cy, dee = await with_a_class(here, "ana", "bo", "cy", "dee")
        await dealt(petrova, ana, bo, cy, dee, scenario="treaty-table")
        opened = await ana.presses((await ana.types("game desk")).card, BUTTON)
        (thread,) = here.channel.threads
        assert thread.mention in opened.text
        assert "My desk" in opened.card.labels
        others = [student for student in (bo, cy, dee) if student.user in inside(here)[0]]
        assert len(others) == 1, "her table, and nobody of the other one"
        again = await others[0].presses((await others[0].types("game desk")).card, BUTTON)
        assert thread.mention in again.text, "the same thread for everybody at the table"
        assert len(here.channel.threads) == 1
        assert len(inside(here)[0]) == 2


async def test_without_the_permission_it_is_not_offered_and_the_game_goes_on(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        desk = (await ana.types("game desk")).card
        assert BUTTON in desk.labels
        here.env.inject_error("POST", "/channels/*/threads", status=403, code=50013, message="Missing Permissions")
        refused = await ana.presses(desk, BUTTON)
        assert "Talk in the room, or by private notes" in refused.text
        here.forbids(create_private_threads=True)
        desk = (await ana.types("game desk")).card
        assert BUTTON not in desk.labels
        assert "Answer: yes" in desk.labels


async def test_nobody_talks_alone(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana = await with_a_class(here, "ana")
        assert BUTTON not in (await ana.types("game practice")).card.labels
        await dealt(petrova, ana)
        assert BUTTON not in (await ana.types("game desk")).card.labels
