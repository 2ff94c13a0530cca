"""From a body to a message: what an author writes, changes and attaches."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.discord_wire.calls import Call, File
from tests.discord_wire.values import Attachment, Json, Message
from tests.discord_wire.world import World


def changed(world: World, message: Message, body: Json, call: Call) -> Message:
    """Return a message with what the body sets; what it leaves out stays as it was."""
    parts: dict[str, Any] = {}
    if "content" in body:
        parts["content"] = body["content"] or ""
    if "embeds" in body:
        parts["embeds"] = tuple(body["embeds"] or ())
    if "components" in body:
        parts["components"] = tuple(numbered(body["components"] or ()))
    if "flags" in body:
        parts["flags"] = message.flags | (body["flags"] or 0)
    if "attachments" in body or call.files:
        parts["attachments"] = _attachments(world, message, body.get("attachments") or [], call.files)
    return replace(message, **parts)


def numbered(components: Iterable[Json]) -> list[Json]:
    """Return components with the ids that Discord gives to those without one, counted through the whole message."""
    taken = {c["id"] for c in _all(components) if c.get("id")}
    free = (n for n in range(1, 10_000) if n not in taken)

    def number(component: Json) -> Json:
        mine = component.get("id") or next(free)
        parts = {k: number(v) for k, v in component.items() if k in {"accessory", "component"} and v}
        inner = {"components": [number(c) for c in component["components"]]} if "components" in component else {}
        return {**component, "id": mine, **inner, **parts}

    return [number(component) for component in components]


def _all(components: Iterable[Json]) -> Iterable[Json]:
    for component in components:
        yield component
        yield from _all(component.get("components") or ())
        yield from _all([component[k] for k in ("accessory", "component") if component.get(k)])


def _attachments(
    world: World, message: Message, listed: list[Json], files: "dict[int, File] | Any"
) -> tuple[Attachment, ...]:
    kept = {one.id: one for one in message.attachments}
    named = {str(entry["id"]): entry for entry in listed}
    old = tuple(kept[key] for key in named if key in kept)
    new = (_attached(world, index, file, named.get(str(index), {})) for index, file in sorted(files.items()))
    return (*old, *new)


def _attached(world: World, index: int, file: File, entry: Json) -> Attachment:
    name = entry.get("filename") or file.name or f"file{index}"
    return Attachment(world.ids.new(), name, file.data, file.kind, entry.get("description") or "")
