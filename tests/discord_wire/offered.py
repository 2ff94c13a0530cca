"""What the client lets a person type: registered commands, their options, types and choices; nothing else."""

from tests.discord_wire.allowed import permissions
from tests.discord_wire.values import Json
from tests.discord_wire.world import World

STRING, INTEGER, BOOLEAN, USER, NUMBER = 3, 4, 5, 6, 10
_TYPES: dict[int, type | tuple[type, ...]] = {STRING: str, INTEGER: int, BOOLEAN: bool, USER: str, NUMBER: (int, float)}


class NotOffered(AssertionError):
    """The client would not send this."""


def offered(world: World, guild: str, person: str, words: str, values: dict[str, object], focused: str) -> Json:
    """Return a command's data as the client sends it; `focused` is the option being typed (completion)."""
    first, *rest = words.split()
    command = _command(world, guild, person, first)
    level, path = command, [first]
    for word in rest:
        level = _named(level.get("options") or [], word, " ".join(path))
        path.append(word)
    inner = _options(level, values, focused)
    for word in reversed(rest):
        inner = [{"type": 1, "name": word, "options": inner}]
    data: Json = {"id": command["id"], "name": first, "type": 1, "options": inner}
    return {**data, "guild_id": guild} if command.get("guild_id") else data


def _command(world: World, guild: str, person: str, name: str) -> Json:
    registered = [*world.commands.get(guild, ()), *world.commands.get("", ())]
    command = _named(registered, name, "")
    needs = int(command.get("default_member_permissions") or 0)
    if guild and permissions(world.guilds[guild], person) & needs != needs:
        raise NotOffered(f"/{name} is not shown to {world.users[person].name}")
    return command


def _named(many: list[Json], name: str, path: str) -> Json:
    found = next((one for one in many if one["name"] == name), None)
    if found is None:
        raise NotOffered(f"There is no “{name}” under /{path}, only {[one['name'] for one in many]}")
    return found


def _options(command: Json, values: dict[str, object], focused: str) -> list[Json]:
    known = {o["name"]: o for o in command.get("options") or []}
    if unknown := sorted(set(values) - set(known)):
        raise NotOffered(f"{command['name']} has no option {unknown[0]}, only {sorted(known)}")
    missing = [name for name, o in known.items() if o.get("required") and name not in values]
    if missing and not focused:
        raise NotOffered(f"{command['name']} needs {missing[0]}")
    return [_option(known[name], value, focused=name == focused) for name, value in values.items()]


def _option(option: Json, value: object, *, focused: bool) -> Json:
    given: Json = {"type": option["type"], "name": option["name"], "value": value}
    if focused:
        return {**given, "value": str(value), "focused": True}
    expected = _TYPES[option["type"]]
    if not isinstance(value, expected) or (option["type"] == INTEGER and isinstance(value, bool)):
        raise NotOffered(f"{option['name']} is of type {option['type']}, not {value!r}")
    choices = option.get("choices") or []
    if choices and value not in [c["value"] for c in choices]:
        by_name = next((c["value"] for c in choices if c["name"] == value), None)
        if by_name is None:
            raise NotOffered(f"{option['name']} offers {[c['name'] for c in choices]}, not {value!r}")
        return {**given, "value": by_name}
    if option["type"] == INTEGER and isinstance(value, int):
        low, high = option.get("min_value"), option.get("max_value")
        if (low is not None and value < low) or (high is not None and value > high):
            raise NotOffered(f"{option['name']} takes {low} to {high}, not {value}")
    return given
