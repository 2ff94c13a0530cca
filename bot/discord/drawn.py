"""The form behind a button of a card, for a request that was typed or refused before: filled in as it was."""

from dataclasses import fields, replace
from typing import Any

from bot.discord.filled import held
from bot.discord.forms import Form, of_spec
from bot.discord.press import offered
from core.game import MoveSpec
from core.kit.refusals import Refused
from core.replies import Reply
from core.requests import Request
from core.requests.game import SendNote


def form_behind(reply: Reply, request: Request) -> Form | None:
    """Return the form of the button that a card has for this request, whatever has been typed into it."""
    for press in offered(reply.blocks):
        if press.form is None or type(press.request) is not type(request):
            continue
        here = _at(request, press.request)
        if _bare(press.request, press.form) == _bare(here, press.form):
            return of_spec(press.form, here)
    return None


def takes(form: Form, request: Request) -> bool:
    """Tell whether a form has a place for what was filled in before: a list has none for what is not on it."""
    values = held(request)
    try:
        for field in form.fields:
            if field.name in values:
                field.parse(values[field.name])
    except Refused:
        return False
    return True


def _at(request: Request, made: Request) -> Request:
    """Return a note that was typed, and so names no table, as one at the table where its writer sits."""
    if isinstance(request, SendNote) and isinstance(made, SendNote) and not request.table:
        return replace(request, table=made.table)
    return request


def _bare(request: Request, form: MoveSpec) -> Request:
    """Return a request without what its form asks for."""
    own = {part.name for part in fields(request)}
    blank: dict[str, Any] = {field.name: "" for field in form.fields if field.name in own}
    return replace(request, **blank)
