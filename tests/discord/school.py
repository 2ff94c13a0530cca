"""A Discord server in process, with the real service and the real adapter behind it: people type, press and read.

Every interaction must be acknowledged and answered, and nothing that is answered may be seen by others.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import simcord
from discord import ChannelType, Permissions, TextChannel
from discord.http import Route
from discord.ui import ActionRow, Button, LayoutView
from pydantic import SecretStr
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.discord import DiscordAdapter, adapter
from bot.discord.pace import Pace
from core.rows import Chair, Session
from tests.hall import Lesson

TEXT, GALLERY = 10, 12
TOKEN = "a.token.of-nobody"


@dataclass(frozen=True, slots=True)
class Card:
    """What somebody sees: a message's components, and what can be pressed on it."""

    message: Any

    @property
    def components(self) -> list[dict[str, Any]]:
        """Return all components, outer ones first."""
        return list(_walk(_raw(self.message)))

    @property
    def text(self) -> str:
        """Return all words on it."""
        return "\n".join(c["content"] for c in self.components if c["type"] == TEXT)

    @property
    def labels(self) -> list[str]:
        """Return the names of its buttons and of what can be chosen from its lists."""
        found = []
        for component in self.components:
            if component["type"] == 2:
                found.append(component["label"])
            elif component["type"] == 3:
                found += [option["label"] for option in component["options"]]
        return found

    @property
    def pictures(self) -> list[str]:
        """Return the alt texts of its pictures."""
        return [item["description"] for c in self.components if c["type"] == GALLERY for item in c["items"]]

    def find(self, label: str) -> dict[str, Any]:
        """Return the button, or the list with the option, that is called so."""
        for component in self.components:
            if component["type"] == 2 and component["label"] == label:
                return component
            if component["type"] == 3 and any(option["label"] == label for option in component["options"]):
                return component
        raise AssertionError(f"no “{label}” among {self.labels}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an interaction: a card that only the person sees, or a form."""

    result: Any

    @property
    def form(self) -> Mapping[str, Any]:
        """Return the form that was opened."""
        assert self.result.modal is not None, f"no form was opened, but: {self.cards}"
        return dict(self.result.modal)

    @property
    def opened(self) -> bool:
        """Whether a form was opened."""
        return self.result.modal is not None

    @property
    def cards(self) -> list[Card]:
        """Return everything that was shown, the latest last."""
        shown = [] if self.result.response is None else [self.result.response]
        return [Card(message) for message in (*shown, *self.result.followups)]

    @property
    def card(self) -> Card:
        """Return what was shown last."""
        return self.cards[-1]

    @property
    def text(self) -> str:
        """Return the words that were shown last."""
        return self.card.text


@dataclass(frozen=True, slots=True)
class Guest:
    """A member of the server, at their phone."""

    school: "School"
    actor: Any

    @property
    def user(self) -> int:
        """Return their Discord id."""
        return int(self.actor.id)

    async def types(self, words: str, channel: Any = None, **options: Any) -> Answer:
        """Send a slash command."""
        return self._checked(await self.actor.slash(channel or self.school.channel, words, **options))

    async def presses(self, card: Card, label: str) -> Answer:
        """Press a button, or choose from a list, by its name."""
        control = card.find(label)
        if control["type"] == 2:
            return self._checked(await self.actor.click(card.message, custom_id=control["custom_id"]))
        value = next(option["value"] for option in control["options"] if option["label"] == label)
        return self._checked(await self.actor.select(card.message, [value], custom_id=control["custom_id"]))

    async def presses_what_was_copied(self, custom_id: str) -> Answer:
        """Press a button with any custom id, on a card that stands in the channel."""
        view = LayoutView(timeout=None)
        view.add_item(ActionRow(Button(label="Press", custom_id=custom_id)))
        view.stop()
        channel = self.school.adapter.client.get_channel(self.school.channel.id)
        assert isinstance(channel, TextChannel)
        await channel.send(view=view)
        message = self.school.channel.last_message
        return self._checked(await self.actor.click(message, custom_id=custom_id))

    async def sends(self, asked: Answer, **values: str | list[str]) -> Answer:
        """Fill in a form and send it."""
        return self._checked(await self.actor.submit_modal(asked.result, values))

    def letters(self) -> list[Any]:
        """Return the direct messages that the bot has sent them."""
        return [message for message in self.actor.user.dm_channel.history() if message.author.bot]

    async def presses_in_a_letter(self, card: Card, label: str) -> Answer:
        """Press a button of a direct message."""
        return self._checked(await self.actor.user.click(card.message, custom_id=card.find(label)["custom_id"]))

    async def sends_from_a_letter(self, asked: Answer, **values: str) -> Answer:
        """Send a form that a button of a direct message has opened."""
        return self._checked(await self.actor.user.submit_modal(asked.result, values))

    async def completing(self, words: str, option: str, typed: str = "", **filled: Any) -> dict[str, str]:
        """Return what is offered while typing, values by their names."""
        offered = await self.actor.autocomplete(self.school.channel, words, option, typed, **filled)
        return {choice["name"]: choice["value"] for choice in offered}

    def _checked(self, result: Any) -> Answer:
        """An interaction must come to an end, in private."""
        assert result.acknowledged, "it was never acknowledged"
        answer = Answer(result)
        if not answer.opened:
            assert answer.cards, "it was acknowledged, and then nothing came"
            assert all(card.message.ephemeral for card in answer.cards), "others can see the answer"
            assert all(_raw(card.message) for card in answer.cards), "a defer was never resolved"
        return answer


@dataclass
class School:
    """A server with a channel for the class."""

    lesson: Lesson
    adapter: DiscordAdapter
    env: Any
    guild: Any
    channel: Any
    role: Any
    code: str = ""
    """The join code of the section, once there is one."""

    @property
    def workspace(self) -> str:
        """Return the tenant that the server is."""
        return f"discord:{self.guild.id}"

    def student(self, name: str) -> Guest:
        """Let somebody come to the server."""
        return Guest(self, self.guild.add_member(self.env.create_user(name)))

    def teacher(self, name: str = "petrova") -> Guest:
        """Let somebody with the instructor role come to the server."""
        return Guest(self, self.guild.add_member(self.env.create_user(name), roles=[self.role]))

    async def session(self) -> Session:
        """Return the latest session of the class."""
        rows = await self.lesson.rows(Session, workspace=self.workspace)
        return [row for row in rows if row.kind != "practice"][-1]

    async def lesson_is_over(self, teacher: Guest) -> None:
        """Let the tables play on in silence until all of them are over."""
        while (await self.session()).status == "running":
            await self.lesson.to_the_next_deadline()
        assert "It is over." in (await teacher.types("game panel")).text

    async def take_role(self, teacher: Guest) -> None:
        """Take the instructor role away from somebody."""
        self.env.backend.get_guild(self.guild.id).members[teacher.user].role_ids.clear()

    async def restarts(self, seconds: int) -> None:
        """Stop the bot, let time pass, and start it anew on the same database."""
        await self.lesson.restart(seconds * 1_000)
        self.adapter = adapter(settings(), self.lesson.service, Pace(per_second=10_000, burst=10_000))
        await self.env.restart_bot(self.adapter.client)

    async def deletes(self, message: str) -> None:
        """Let a moderator delete a message of the channel."""
        await next(m for m in self.channel.history() if str(m.id) == message).delete()

    async def seat_called(self, title: str) -> str:
        """Return the key of a seat by its title."""
        return next(
            chair.key for chair in await self.lesson.rows(Chair, workspace=self.workspace) if chair.title == title
        )

    async def forbids(self, **permissions: bool) -> None:
        """Take permissions away from the bot in the class's channel: `await here.forbids(send_messages=True)`."""
        bot = self.adapter.client.user
        assert bot is not None
        denied = Overwrite(bot.id, OverwriteType.MEMBER, deny=Permissions(**permissions).value)
        now = self.env.backend.get_channel(self.channel.id).overwrites
        self.env.backend.edit_channel(self.channel.id, {}, overwrites=[*now, denied])
        await self.env.settle()

    async def thread(self, name: str) -> Any:
        """Open a thread on the class's channel."""
        channel = self.adapter.client.get_channel(self.channel.id)
        assert isinstance(channel, TextChannel)
        made = await channel.create_thread(name=name, type=ChannelType.public_thread)
        return next(thread for thread in self.channel.threads if thread.id == made.id)


def settings(**more: Any) -> Any:
    """Return how to connect, as the configuration says it."""
    usual: dict[str, Any] = {
        "token": SecretStr(TOKEN),
        "api_url": Route.BASE,
        "instructor_role": "Instructor",
        "development_guild": 0,
        "pictures": "dark",
        "shards": 0,
        "shard_ids": (),
    }
    return SimpleNamespace(**{**usual, **more})


@asynccontextmanager
async def school(folder: Path, pace: Pace | None = None, **more: Any) -> AsyncIterator[School]:
    """Open a server with the bot on it; people may press as fast as a test does, unless a pace is given."""
    async with await Lesson.laid_out(folder) as lesson:
        made = adapter(settings(**more), lesson.service, pace or Pace(per_second=10_000, burst=10_000))
        with made.drawing():
            async with simcord.run(made.client, shard_count=1, settle_timeout=60) as env:
                guild = env.create_guild()
                role = guild.create_role("Instructor")
                channel = guild.create_text_channel("pol-210")
                yield School(lesson, made, env, guild, channel, role)


def _raw(message: Any) -> list[dict[str, Any]]:
    components = message.components
    return [c if isinstance(c, dict) else c.to_dict() for c in components]


def _walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for component in components:
        found.append(component)
        found += _walk(component.get("components", []))
    return found
