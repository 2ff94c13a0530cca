"""What this adapter shows beside a reply: the commands below help, and the settings as forms."""

from collections.abc import Sequence
from dataclasses import replace

from bot.helping import help_blocks
from core.blocks import Choose, Press
from core.game import Field, MoveSpec
from core.kit.refusals import Refused
from core.replies import Reply
from core.requests import Request, Role, inputs
from core.requests.section import ChangeMe, ChangeSection, Help

_TOGETHER = ("person", "extra")
"""Two settings that say something only together."""


def with_more(reply: Reply, request: Request, role: Role) -> Reply:
    """Return the reply to a request with what belongs below it on Discord."""
    if isinstance(request, Help):
        return _with_commands(reply, request, role)
    if request in (ChangeMe(), ChangeSection()) and reply.ok:
        return replace(reply, blocks=(*reply.blocks, Choose(_settings(request), "Change one:")))
    return reply


def _with_commands(reply: Reply, ask: Help, role: Role) -> Reply:
    """Return help with the commands it is about; a command asked for by its words has no other page."""
    try:
        listed = help_blocks(role, ask.topic)
    except Refused:
        return reply
    if " " in ask.topic:
        return Reply(blocks=listed)
    return replace(reply, blocks=(*listed, *reply.blocks) if not reply.ok else (*reply.blocks, *listed))


def _settings(request: Request) -> tuple[Press, ...]:
    fields = {field.name: field for field in inputs(type(request))}
    alone = [(name,) for name in fields if name not in _TOGETHER]
    return tuple(
        _setting(request, [fields[name] for name in names])
        for names in (*alone, _TOGETHER)
        if set(names) <= set(fields)
    )


def _setting(request: Request, fields: Sequence[Field]) -> Press:
    label = fields[0].label if len(fields) == 1 else "A student's extra time"
    spec = MoveSpec(name=fields[0].name, label=label, fields=tuple(replace(field, optional=False) for field in fields))
    return Press(label, request, form=spec)
