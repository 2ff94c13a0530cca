"""A form that was refused, offered again as it was filled in; a form may not answer a form, so a button opens it.

What was written travels in the button. What is too long for that stands on the refusal's own card, where whoever
wrote it can also copy it, and is read back from there: nothing is kept anywhere else, and no restart loses it.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from bot.discord.ids import write
from bot.discord.limits import FIELDS_IN_FORM
from bot.discord.text import unsafe
from bot.discord.touch import Touch
from core.blocks import Choose, Facts, Press
from core.game import MoveSpec
from core.replies import Reply
from core.requests import Request, inputs
from core.requests.game import Act, OpenForm, SaveDraft

_WROTE = "You wrote"
_MARK = f"**{_WROTE}:** "


def to_edit_again(reply: Reply, request: Request, names: Sequence[str], place: str = "") -> Reply:
    """Return the refusal of a form with a button that opens it again. Moves need none: core keeps their drafts."""
    asked = tuple(field for field in inputs(type(request)) if field.name in names)
    if isinstance(request, Act | SaveDraft) or not 1 <= len(asked) <= FIELDS_IN_FORM:
        return reply
    carried = Touch(request=request, mode="form", place=place, asks=tuple(field.name for field in asked))
    shown: tuple[Facts, ...] = ()
    if write(carried) is None:
        longest = max(asked, key=lambda field: len(str(getattr(request, field.name))))
        shown = (Facts(((_WROTE, str(getattr(request, longest.name))),)),)
        blank: dict[str, Any] = {longest.name: ""}
        request = replace(request, **blank)
    form = MoveSpec(name="again", label="Edit again", fields=asked)
    return replace(reply, blocks=(*reply.blocks, *shown, Choose((Press("Edit again", request, form=form, main=True),))))


def opens_again(request: Request, asks: Sequence[str]) -> Press:
    """Return the button of a form that was not ready in time."""
    if isinstance(request, Act):
        return Press("Open the form", OpenForm(request.table, request.move), main=True)
    asked = tuple(field for field in inputs(type(request)) if field.name in asks)
    return Press("Open the form", request, form=MoveSpec(name="again", label="Open the form", fields=asked), main=True)


def kept(carried: Touch, words: Sequence[str]) -> Request:
    """Return a form's request with what stands on the card that its button is on."""
    wrote = next((text.partition(_MARK)[2] for text in words if _MARK in text), "")
    own = {part.name for part in fields(carried.request)}
    empty = [name for name in carried.asks if name in own and getattr(carried.request, name) == ""]
    if not wrote or not empty:
        return carried.request
    filled: dict[str, Any] = {empty[0]: unsafe(wrote)}
    return replace(carried.request, **filled)
