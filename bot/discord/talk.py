"""One interaction from its acknowledgement to its answer. Every answer is seen by nobody but the person."""

import logging
from collections.abc import Awaitable, Iterable, Iterator, Mapping
from typing import Any

import aiohttp
from discord import ComponentType, HTTPException, Interaction, InteractionType, TextDisplay, ui

from bot.discord.fresh import as_it_stands, renewed
from bot.discord.studio import Message

_LOG = logging.getLogger(__name__)
_TOO_LATE, _TAKEN = 10062, 40060
_GONE = frozenset({10008, 10015, 50027})  # the message was dismissed, or the token is older than 15 minutes


class Talk:
    """Speaks to whoever made an interaction.

    What is pressed on a private card changes that card; what is pressed on a public one is answered beside it.
    """

    def __init__(self, interaction: Interaction[Any], *, alone: bool = False) -> None:
        """Speak for a process that is `alone` on its database: whatever has answered before it was itself."""
        self._interaction, self._alone = interaction, alone
        message = interaction.message
        touches = interaction.type in {InteractionType.component, InteractionType.modal_submit}
        self._in_place = touches and message is not None and message.flags.ephemeral
        data: Mapping[str, Any] = interaction.data or {}
        self._chose = self._in_place and data.get("component_type") == ComponentType.select.value
        self._acknowledged = False

    @property
    def interaction(self) -> Interaction[Any]:
        """Return what is answered."""
        return self._interaction

    @property
    def acknowledged(self) -> bool:
        """Whether Discord has been told that an answer will come."""
        return self._acknowledged

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words on the private card that was pressed."""
        message = self._interaction.message
        return tuple(_words(message.components)) if self._in_place and message is not None else ()

    async def acknowledge(self) -> bool:
        """Tell Discord that an answer will come; False when this interaction is not ours to answer (any more).

        Nothing may be done then: it came too late, so that the person was told that it failed; or another process
        has it.
        """
        if not self._acknowledged:
            response = self._interaction.response
            await self._first(response.defer(ephemeral=True, thinking=not self._in_place))
        return self._acknowledged

    async def open(self, modal: ui.Modal) -> None:
        """Open a form; this is the acknowledgement."""
        await self._first(self._interaction.response.send_modal(modal))
        if self._acknowledged:
            await self._renew_lists()

    async def show(self, message: Message, *, apart: bool = False) -> None:
        """Show an answer; `apart`: beside the private card that was pressed, which stays as it is."""
        try:
            await self._show(message, apart=apart)
        except HTTPException as trouble:
            if trouble.code not in _GONE:
                raise
            _LOG.info("an answer to %s found nobody: %s", self._interaction.id, trouble)

    async def _first(self, response: Awaitable[object]) -> None:
        """Send the first response; whether it arrived is whether this interaction is acknowledged.

        The library sends it again after a server error, and is then told that somebody has answered already when the
        first try had arrived.
        """
        try:
            await response
        except (HTTPException, aiohttp.ClientError, TimeoutError, OSError) as trouble:
            self._acknowledged = self._alone and _code(trouble) == _TAKEN
            if not self._acknowledged:
                _unanswered(self._interaction, trouble)
        else:
            self._acknowledged = True

    async def _show(self, message: Message, *, apart: bool) -> None:
        if not self._acknowledged:
            await self._interaction.response.send_message(view=message.view, files=message.files, ephemeral=True)
            self._acknowledged = True
        elif apart and self._in_place:
            await self._interaction.followup.send(view=message.view, files=message.files, ephemeral=True)
            await self._renew_lists()
        else:
            renewed(message.view, str(self._interaction.id))
            await self._interaction.edit_original_response(view=message.view, attachments=message.files)

    async def _renew_lists(self) -> None:
        """Let whoever chose from a list of a card that stays choose the same again; the card stands if it fails."""
        card = self._interaction.message
        if not self._chose or card is None:
            return
        view = as_it_stands(card)
        try:
            if renewed(view, str(self._interaction.id)):
                await self._interaction.followup.edit_message(card.id, view=view)
        except (HTTPException, aiohttp.ClientError, TimeoutError, OSError) as trouble:
            _LOG.info("the lists of a card are as they were: %r", trouble)


def _words(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        if isinstance(component, TextDisplay):
            yield component.content
        yield from _words(getattr(component, "children", ()))


def _code(trouble: Exception) -> int:
    return trouble.code if isinstance(trouble, HTTPException) else 0


def _unanswered(interaction: Interaction[Any], trouble: Exception) -> None:
    code = _code(trouble)
    if code == _TAKEN:
        _LOG.debug("another process answers %s", interaction.id)
    elif code == _TOO_LATE:
        _LOG.warning("interaction %s came too late to be answered; nothing was done", interaction.id)
    else:
        _LOG.warning("interaction %s could not be acknowledged, nothing was done: %r", interaction.id, trouble)
