"""Discord's way through the one door: every interaction comes in here, and is answered by somebody who knows how.

Nobody but the person sees an answer; whatever breaks, they get a sentence, and the class goes on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from discord import Interaction, InteractionType

from bot.commands import CommandRow
from bot.discord.answering import WAYS_ON, Answering
from bot.discord.asking import Asking
from bot.discord.caller import Caller
from bot.discord.ids import Unreadable, read
from bot.discord.limits import ACKNOWLEDGE_SECONDS
from bot.discord.pace import Pace
from bot.discord.rows import MENU
from bot.discord.studio import Studio
from bot.discord.talk import Talk
from bot.discord.who import where_of, who_of
from bot.typed import named_values
from core.blocks import Text
from core.completing import Completion, Typing
from core.faults import new_error_id
from core.kit.refusals import Refused
from core.replies import Reply, drawn, refusal
from core.requests import Request
from core.section.taste import Taste

_LOG = logging.getLogger(__name__)
_COMPLETING = ACKNOWLEDGE_SECONDS * 2 / 3

_TOO_FAST = "That was many presses in a moment, and I have taken only the first. Wait a second, then press again."
_UNKNOWN = (
    "I know no such command in this form. Your Discord may still show an older one: start it anew, then type again."
)
_FAULT = "Something went wrong on our side. Try again, or tell your instructor: error {}."


class Door:
    """Takes in interactions."""

    def __init__(self, studio: Studio, asking: Asking, instructor_role: str, pace: Pace, *, alone: bool) -> None:
        """Take in for a process that is `alone` on its database, or one of several."""
        self._studio, self._asking, self._instructor_role, self._pace = studio, asking, instructor_role, pace
        self._alone = alone
        self._answering = Answering(asking.service, studio, asking, instructor_role)
        self._open: set[asyncio.Task[Any]] = set()

    async def command(self, interaction: Interaction[Any], row: CommandRow, values: Mapping[str, Any]) -> None:
        """Answer a slash command."""

        async def answer(talk: Talk) -> None:
            await self._answering.command(talk, self._caller(interaction), _asked(row, values), tuple(values))

        await self._guarded(interaction, answer)

    async def complete(
        self, interaction: Interaction[Any], row: CommandRow, name: str, words: str, beside: Mapping[str, str]
    ) -> tuple[Completion, ...]:
        """Return what may be typed next; nothing rather than something late."""
        typing = Typing(row.request, name, words, dict(beside))
        try:
            return await asyncio.wait_for(self._asking.completions(self._caller(interaction), typing), _COMPLETING)
        except Exception:  # whoever types needs no error, and the command itself will say what is wrong
            _LOG.warning("no completion of %s %s", row.words, name, exc_info=True)
            return ()

    async def touched(self, interaction: Interaction[Any]) -> None:
        """Answer a button, a list or a form."""

        async def answer(talk: Talk) -> None:
            try:
                carried = read(_custom_id(interaction))
            except Unreadable as unreadable:
                await self._answering.say(talk, self._caller(interaction), str(unreadable))
                return
            caller = self._caller(interaction, carried.place)
            await self._answering.carried(talk, caller, carried, _components(interaction))

        await self._guarded(interaction, answer)

    async def unknown(self, interaction: Interaction[Any]) -> None:
        """Answer a command that Discord has and we have not."""

        async def answer(talk: Talk) -> None:
            await self._answering.say(talk, self._caller(interaction), _UNKNOWN)

        await self._guarded(interaction, answer)

    async def finish(self, seconds: float) -> None:
        """Give answers that are on their way some time to be sent."""
        if self._open:
            await asyncio.wait(self._open, timeout=seconds)

    async def _guarded(self, interaction: Interaction[Any], answer: Callable[[Talk], Awaitable[None]]) -> None:
        """Answer within the person's pace; whatever breaks, they get a sentence and an id, and the log the rest.

        A form was counted when it was opened; what was written into it is never thrown away.
        """
        talk, task = Talk(interaction, alone=self._alone), asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            sent = interaction.type is InteractionType.modal_submit
            if sent or self._pace.allows(interaction.user.id, asyncio.get_running_loop().time()):
                await self._or_refused(interaction, talk, answer)
            else:
                await self._tell(talk, _TOO_FAST)
        except Exception:  # the class goes on
            fault = new_error_id()
            _LOG.exception("an interaction broke: %s", interaction.id, extra={"error": fault})
            await self._tell(talk, _FAULT.format(fault))
        finally:
            self._open.discard(task)

    async def _or_refused(
        self, interaction: Interaction[Any], talk: Talk, answer: Callable[[Talk], Awaitable[None]]
    ) -> None:
        try:
            await answer(talk)
        except Refused as refused:
            await self._answering.answer(talk, self._caller(interaction), drawn(refusal(refused)))

    async def _tell(self, talk: Talk, sentence: str) -> None:
        """Say one sentence, needing nothing that may be broken."""
        reply = Reply(blocks=(Text(sentence), WAYS_ON), refused="trouble")
        try:
            if await talk.acknowledge():
                await talk.show(await self._studio.message(reply, Taste()), apart=True)
        except Exception:  # what broke has been logged; nothing is left that could be said
            _LOG.exception("and it could not be said")

    def _caller(self, interaction: Interaction[Any], place: str = "") -> Caller:
        place = "" if interaction.guild_id else place
        who = who_of(interaction, self._instructor_role, place)
        return Caller(who, where_of(interaction), str(interaction.id), place)


def _asked(row: CommandRow, values: Mapping[str, Any]) -> Request:
    """Return the request that a command makes; core reads each value by its field. Raises Refused."""
    given: dict[str, Any] = {
        p.attribute: values.get(p.field.name, "" if p.required else p.default) for p in row.parameters
    }
    if row.open_values:
        given[row.open_values] = named_values(row, str(values.get(row.open_values, "")))
    return row.request(**given)


def _custom_id(interaction: Interaction[Any]) -> str:
    """Return what carries the request: the option chosen from a list, or the id of the button or form."""
    data: Mapping[str, Any] = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    values = data.get("values") or ()
    return str(values[0]) if custom_id.startswith(MENU) and values else custom_id


def _components(interaction: Interaction[Any]) -> Sequence[Mapping[str, Any]]:
    if interaction.type is not InteractionType.modal_submit:
        return ()
    data: Mapping[str, Any] = interaction.data or {}
    return list(data.get("components") or ())
