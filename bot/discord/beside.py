"""What this adapter shows beside a reply: the commands below help, and the settings as forms."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.helping import help_blocks
from core.blocks import Choose, Press
from core.game import Field, MoveSpec
from core.kit.refusals import Refused
from core.replies import Reply
from core.requests import Request, inputs
from core.requests.section import ChangeMe, ChangeSection, Help

_FORMS: Mapping[type[Request], tuple[tuple[str, tuple[str, ...]], ...]] = MappingProxyType({
    ChangeMe: (("Choose an alias", ("alias",)),),
    ChangeSection: (
        ("Quiet hours", ("quiet",)),
        ("Time zone", ("zone",)),
        ("Quiz reviews a day", ("reviews",)),
        ("New questions a day", ("fresh",)),
        ("Exam date", ("exam",)),
        ("A student's extra time", ("person", "extra")),
    ),
})  # fmt: skip
"""Settings that take more than a press, by what their forms are called; those of two kinds core offers as buttons."""


def with_commands(reply: Reply, ask: Help, may: Collection[type[Request]]) -> Reply:
    """Return help with the commands it is about, of those that the asker may use now.

    A command that is asked for by its words has no other page.
    """
    try:
        listed = help_blocks(may, ask.topic)
    except Refused:
        return reply
    if " " in ask.topic:
        return Reply(blocks=listed)
    return replace(reply, blocks=(*listed, *reply.blocks) if not reply.ok else (*reply.blocks, *listed))


def with_settings(reply: Reply, request: Request) -> Reply:
    """Return a card of settings with the forms that change them; any other reply as it is."""
    if request in (ChangeMe(), ChangeSection()) and reply.ok:
        return replace(reply, blocks=(*reply.blocks, Choose(_settings(request), "Change in a form")))
    return reply


def _settings(request: Request) -> tuple[Press, ...]:
    fields = {field.name: field for field in inputs(type(request))}
    named = ((label, [fields[name] for name in names]) for label, names in _FORMS[type(request)])
    return tuple(Press(label, request, form=_form(label, asked)) for label, asked in named)


def _form(label: str, fields: Sequence[Field]) -> MoveSpec:
    return MoveSpec(name="settings", label=label, fields=tuple(replace(field, optional=False) for field in fields))
