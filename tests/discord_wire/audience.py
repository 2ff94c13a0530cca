"""Who will see what a call says: worked out before it is done, from the world alone."""

from dataclasses import replace

from tests.discord_wire.calls import Call
from tests.discord_wire.judge.seen import CALLBACK, Seen
from tests.discord_wire.values import DM, EPHEMERAL, Interaction, Message
from tests.discord_wire.world import World

_PRIVATE_KINDS = frozenset({8, 9})
"""Completions and forms: only the person who asked sees them."""


def seen(world: World, call: Call) -> Seen:
    """Return a call as the judge is shown it."""
    names = {index: file.name for index, file in call.files.items()}
    kinds = {index: file.kind for index, file in call.files.items()}
    change = _changed(world, call)
    blank = Seen(call.route, call.body, kinds, names, _only_for(world, call, change))
    if change is None:
        return blank
    return replace(blank, was_flags=change.flags, kept=frozenset(one.name for one in change.attachments))


def _asked(world: World, call: Call) -> Interaction | None:
    """Return the interaction that a call answers."""
    return world.by_token(call.params.get("webhook_token") or call.params.get("interaction_token", ""))


def _changed(world: World, call: Call) -> Message | None:
    """Return the message that a call changes, or whose place it takes."""
    one = _asked(world, call)
    if call.route == CALLBACK:
        updates = isinstance(call.body, dict) and call.body.get("type") == 7
        return world.messages.get(one.message) if one is not None and updates else None
    named = call.params.get("message_id") or (one.original if one is not None else "")
    message = world.messages.get(named)
    return message if call.method == "PATCH" or (message is not None and message.pending) else None


def _only_for(world: World, call: Call, change: Message | None) -> str:
    """Return the one person who will see it, "" for everybody in the channel."""
    one = _asked(world, call)
    place = change.channel if change is not None else call.params.get("channel_id") or (one.channel if one else "")
    channel = world.channels.get(place)
    if channel is not None and channel.kind == DM:
        return next(iter(channel.people - {world.bot.id}), "")
    if change is not None:
        return change.only_for
    return one.person if one is not None and _private(call) else ""


def _private(call: Call) -> bool:
    body = call.body if isinstance(call.body, dict) else {}
    if call.route != CALLBACK:
        return bool((body.get("flags") or 0) & EPHEMERAL)
    return body.get("type") in _PRIVATE_KINDS or bool(((body.get("data") or {}).get("flags") or 0) & EPHEMERAL)
