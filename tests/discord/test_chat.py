"""Boards and letters on Discord: posted, changed in place, and every way in which that fails told in its words."""

from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from bot.discord.pictures import Pictures
from bot.discord.trouble import as_ours
from core.blocks import Choose, Heading, Picture, Press, Text
from core.game import Axis, Bar, Figure
from core.outgoing.chat import Closed, Gone, Later, Unfit, Unsure
from core.outgoing.delivery import Delivery
from core.replies import Reply
from core.requests.game import JoinGame, OpenDesk, SendNote
from tests.discord.school import Card, Guest, School, school
from tests.discord.test_door import dealt, inputs, with_a_class
from tests.hall import SECOND

BOARD = Reply(audience="section", blocks=(Heading("The Sound of Vell"), Choose((Press("Join", JoinGame("s")),))))
LETTER = Reply(blocks=(Heading("A note"), Choose((Press("My desk", OpenDesk(), main=True),))))


def channel(here: School) -> str:
    return f"discord:{here.guild.id}:{here.channel.id}"


def account(here: School, guest: Guest) -> str:
    return f"discord:{here.guild.id}:{guest.user}"


def shown(here: School) -> list[Card]:
    return [Card(message) for message in here.channel.history()]


async def test_a_board_is_posted_once_and_changed_where_it_stands(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        chat = here.adapter.chat
        posted = await chat.post(channel(here), BOARD, "board-1")
        assert [card.text for card in shown(here)] == ["### The Sound of Vell"]
        await chat.edit(channel(here), posted, Reply(audience="section", blocks=(Text("The game is over."),)))
        (card,) = shown(here)
        assert card.text == "The game is over."
        assert card.labels == [], "a closed board has lost its buttons"
        assert str(card.message.id) == posted


async def test_a_board_shows_its_picture_with_its_numbers(tmp_path: Path) -> None:
    axis = Axis("Points", 0, 100)
    figure = Figure(key="result", title="Results", alt="Table 1: 60.", x=axis, y=axis, twin=(("Table",), (("1",),)),
                    marks=(Bar(label="Table 1", at=1, value=60, text="60"),))  # fmt: skip
    async with school(tmp_path) as here:
        await here.adapter.chat.post(channel(here), Reply(audience="section", blocks=(Picture(figure),)), "board-1")
        (card,) = shown(here)
        assert card.pictures == ["Results. Table 1: 60."]
        assert [file.filename for file in card.message.attachments] == ["result-1.png"]


@pytest.mark.parametrize("boards", ["dark", "light"])
async def test_a_boards_picture_is_as_the_setting_says_and_ones_own_as_one_likes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, boards: Any
) -> None:
    themes: list[str] = []
    drawn = Pictures.files

    async def noted(pictures: Pictures, figures: Any, theme: Any) -> Any:
        themes.extend(theme for _ in figures)
        return await drawn(pictures, figures, theme)

    monkeypatch.setattr(Pictures, "files", noted)
    async with school(tmp_path, pictures=boards) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await bo.types("me settings", theme="light")
        await dealt(petrova, ana, bo)
        await here.lesson_is_over(petrova)
        for _ in range(2):
            await petrova.presses((await petrova.types("game panel")).card, "Next page of the debrief")
        for guest, liked in ((ana, "dark"), (bo, "light")):
            themes.clear()
            assert (await guest.types("game debrief", page=2)).card.pictures
            assert set(themes) == {liked}, "their own card"
        themes.clear()
        delivery = Delivery(here.lesson.service, [here.adapter.chat])
        for _ in range(3):
            await here.lesson.let_pass(SECOND)
            await delivery.tend()
        assert set(themes) == {boards}, "what all see"


@pytest.mark.parametrize("audience", ["person", "instructors"])
async def test_what_is_meant_for_one_person_is_never_posted(tmp_path: Path, audience: Any) -> None:
    async with school(tmp_path) as here:
        private = Reply(audience=audience, blocks=(Text("Your reversion point is 12."),))
        with pytest.raises(Unfit, match="never posted"):
            await here.adapter.chat.post(channel(here), private, "board-1")
        posted = await here.adapter.chat.post(channel(here), BOARD, "board-2")
        with pytest.raises(Unfit, match="never posted"):
            await here.adapter.chat.edit(channel(here), posted, private)
        assert "reversion" not in "".join(card.text for card in shown(here))


async def test_a_letter_reaches_one_person_and_its_buttons_work_there(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        await here.adapter.chat.tell(account(here, ana), LETTER, "letter-1")
        (letter,) = [Card(message) for message in ana.letters()]
        desk = await ana.presses_in_a_letter(letter, "My desk")
        assert "you are" in desk.text


async def test_a_note_is_answered_from_its_letter(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = await with_a_class(here, "ana", "bo")
        await dealt(petrova, ana, bo)
        to = next(iter(await ana.completing("game note", "to")))
        mine = next(iter(await bo.completing("game note", "to")))
        form = SendNote(to=mine, text="")
        letter = Reply(blocks=(Text("Would 48 do?"), Choose((Press("Reply", form),))))
        await here.adapter.chat.tell(account(here, bo), letter, "letter-1")
        (card,) = [Card(message) for message in bo.letters()]
        asked = await bo.presses_in_a_letter(card, "Reply")
        assert list(inputs(asked)) == ["text"]
        assert "sent" in (await bo.sends_from_a_letter(asked, text="52.")).text
        assert "52." in (await ana.types("game desk")).text
        assert to != mine


async def test_a_deleted_message_is_gone_and_a_forbidden_channel_names_what_to_allow(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        chat = here.adapter.chat
        posted = await chat.post(channel(here), BOARD, "board-1")
        await here.deletes(posted)
        with pytest.raises(Gone):
            await chat.edit(channel(here), posted, BOARD)
        here.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
        with pytest.raises(Closed, match="allow my role: View Channel, Send Messages, Attach Files"):
            await chat.post(channel(here), BOARD, "board-2")
        here.env.inject_error("POST", "/channels/*/messages", status=404, code=10003, message="Unknown Channel")
        with pytest.raises(Closed, match="type /class join there"):
            await chat.post(channel(here), BOARD, "board-3")


@pytest.mark.parametrize("status", [400, 403])
async def test_closed_direct_messages_are_closed_whatever_their_status(tmp_path: Path, status: int) -> None:
    async with school(tmp_path) as here:
        ana = here.student("ana")
        here.env.inject_error("POST", "/channels/*/messages", status=status, code=50007, message="Cannot send")
        with pytest.raises(Closed, match="Everything is on their desk: /game desk"):
            await here.adapter.chat.tell(account(here, ana), LETTER, "letter-1")


class Refusal:
    """What a platform answered, as the library is given it."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.status, self.reason, self.headers = status, "", headers or {}


_NOWHERE: Any = None
"""What a connection was to lead to; only a message names it."""


def refused(status: int, code: int = 0, wait: str = "") -> discord.HTTPException:
    kind = discord.DiscordServerError if status >= 500 else discord.HTTPException
    response: Any = Refusal(status, {"Retry-After": wait} if wait else {})
    return kind(response, {"code": code, "message": "told"})


@pytest.mark.parametrize(
    ("trouble", "ours"),
    [
        (refused(500), Unsure),
        (refused(503), Unsure),
        (aiohttp.ServerDisconnectedError(), Unsure),
        (TimeoutError(), Unsure),
        (aiohttp.ClientConnectorError(_NOWHERE, OSError("No route to host.")), Later),
        (ConnectionResetError(), Unsure),
        (discord.RateLimited(12.5), Later),
        (refused(429, wait="3"), Later),
        (refused(400, 50035), Unfit),
        (refused(401), Closed),
        (refused(403), Closed),
        (refused(404), Closed),
        (refused(404, 10008), Gone),
        (refused(404, 10003), Closed),
        (refused(400, 50007), Closed),
        (refused(403, 50001), Closed),
        (refused(400, 50083), Closed),
        (ValueError("a defect of our own"), Unfit),
    ],
)
def test_every_failure_is_one_of_five(trouble: Exception, ours: type[Exception]) -> None:
    told = as_ours(trouble)
    assert type(told) is ours
    assert str(told)


def test_how_long_to_wait_is_what_discord_said() -> None:
    for trouble, seconds in ((discord.RateLimited(12.5), 12.5), (refused(429, wait="3"), 3.0)):
        told = as_ours(trouble)
        assert isinstance(told, Later)
        assert told.seconds == seconds


async def test_of_several_shards_only_one_posts_to_a_server(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        chat = here.adapter.chat
        assert chat.platform == "discord"
        assert chat.serves(channel(here))
        client: Any = here.adapter.client
        served = []
        for shard in range(4):
            client.shard_count, client.shard_ids = 4, [shard]
            served.append(chat.serves(channel(here)))
        client.shard_count, client.shard_ids = 1, [0]
        assert sorted(served) == [False, False, False, True]
