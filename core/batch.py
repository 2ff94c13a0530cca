"""One batch of commands against one ledger: pure, so it may be run again until every row it asks for is there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.command import Command, as_id
from core.context import Handlers, World, authorise, enter, introduce
from core.kit.refusals import Refused
from core.known import ID, Query
from core.ledger import Ledger, Unread
from core.replies import Result, refusal
from core.rows import Account, Mark, Once, Row, Session
from core.stored_results import dump, load


@dataclass(frozen=True, slots=True)
class Decided:
    """The result of one command, or the defect that kept it from having one."""

    result: Result
    fault: Exception | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A session that changed: whoever shows it draws it anew."""

    workspace: str
    section: str
    session: str


def decide_all(world: World, ledger: Ledger, commands: Sequence[Command], handlers: Handlers) -> list[Decided]:
    """Decide the commands in order; each sees what those before it changed. Unread rows leave a blank to run again."""
    worlds = [replace(world, ids=ids) for ids in world.ids.split(len(commands))]
    return [_decide(own, ledger, command, handlers) for own, command in zip(worlds, commands, strict=True)]


def keep_time(world: World, ledger: Ledger) -> None:
    """Move the stored high-water mark of class time forward; it never moves back."""
    ledger.put(Mark(id="clock", workspace="", time=world.now))


def first_asked(commands: Sequence[Command]) -> Iterator[Query]:
    """Yield what deciding these commands is sure to ask for: whether they were answered before, and who asks."""
    for command in commands:
        yield Query(Once, ID, (once_id(command),))
        yield Query(Account, ID, (command.who.account,))


def changed_sessions(changes: Mapping[type[Row], Sequence[Row]]) -> list[Change]:
    """Return the sessions whose rows changed, each once."""
    found: dict[Change, None] = {}
    for kind, rows in changes.items():
        for row in rows:
            if kind is Session:
                found[Change(row.workspace, getattr(row, "section", ""), row.id)] = None
            elif session := getattr(row, "session", ""):
                found[Change(row.workspace, getattr(row, "section", ""), session)] = None
    return list(found)


def _decide(world: World, ledger: Ledger, command: Command, handlers: Handlers) -> Decided:
    try:
        if (before := ledger.get(Once, once_id(command))) is not None:
            return Decided(load(before.result))
        return Decided(_once(world, ledger, command, handlers))
    except Unread:
        return Decided(Result())
    except Exception as fault:  # one command's defect must not take the batch with it
        return Decided(Result(), fault)


def _once(world: World, ledger: Ledger, command: Command, handlers: Handlers) -> Result:
    try:
        with ledger.attempt():
            context = enter(world, ledger, command)
            request = authorise(context)
            result = handlers.decide[type(request)](introduce(context), request)
    except Refused as refused:
        result = refusal(refused)
    ledger.put(Once(id=once_id(command), workspace=command.who.workspace, result=dump(result), at=world.wall))
    return result


def once_id(command: Command) -> str:
    """Return the id of the row that keeps the answer to a delivery."""
    return f"{command.who.workspace}:{as_id(command.once)}"
