"""Everything that leaves the core, for everybody who may ask, searched for what they may not see."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.run.logs.lines import JsonLine
from bot.run.logs.redact import Redactor
from core.command import Command, Where, Who
from core.completing import Typing, complete
from core.context import enter
from core.play.letters import letter
from core.replies import Reply
from core.requests import Request
from core.rows import Letter, Once
from tests.desk import CHANNEL
from tests.hall import Lesson
from tests.memory import remembered
from tests.privacy.payloads import payloads
from tests.privacy.secrets import Known, Vault, may_see, what_is_known

_AT_ONCE = 64


@dataclass
class Scan:
    """What has been searched so far, and what was found."""

    vault: Vault
    counts: Counter[str] = field(default_factory=Counter)
    """How many payloads left, by kind (`tests.privacy.payloads` says what one is)."""
    replies: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    """How often each kind of secret was rightly shown: a scan that never sees one would find nothing either."""
    leaks: list[str] = field(default_factory=list)

    @property
    def payloads(self) -> int:
        """How many payloads left."""
        return self.counts.total()

    async def ask(self, lesson: Lesson, asked: Sequence[tuple[Who, Request]]) -> None:
        """Make requests, many at once, and search the answers."""
        for start in range(0, len(asked), _AT_ONCE):
            part, before = asked[start : start + _AT_ONCE], await what_is_known(lesson)
            deliveries = [lesson.command(who, request, CHANNEL) for who, request in part]
            replies = await asyncio.gather(*(lesson.service.handle(command) for command in deliveries))
            await self.vault.look_up(lesson)
            after = await what_is_known(lesson)
            for (who, request), reply in zip(part, replies, strict=True):
                self.search(who, repr(request)[:200], reply, before, after)
            await self._stored(lesson, deliveries, before, after)

    async def read(self, lesson: Lesson, asked: Sequence[tuple[Who, Request]]) -> None:
        """Make reading requests over one snapshot, as the service does for each, and search the answers.

        Thousands of answers then cost the statements of a few: a hundred times as many can be searched.
        """
        known = await what_is_known(lesson)
        replies = await all_shown(lesson, [Command(who, Where(CHANNEL), "", request) for who, request in asked])
        for (who, request), reply in zip(asked, replies, strict=True):
            self.search(who, repr(request)[:200], reply, known)

    async def complete(self, lesson: Lesson, typed: Sequence[tuple[Who, Typing]]) -> None:
        """Search what is suggested to people who are typing."""
        memory, known = await remembered(lesson.service.store), await what_is_known(lesson)
        for who, typing in typed:
            ctx = enter(lesson.world(), memory, Command(who, Where(CHANNEL), "", Request()))
            for one in complete(ctx, typing):
                self.search(who, f"completion of {typing.request.__name__}.{typing.name}", one, known)

    async def _stored(self, lesson: Lesson, deliveries: Sequence[Command], *known: Known) -> None:
        """Search what was stored under deliveries, to be answered again."""
        by_key = {f"{command.who.workspace}:{command.once}": command for command in deliveries}
        for row in (*await lesson.rows(Once), *await lesson.rows(Once, workspace="discord:guild-2")):
            if row.id in by_key:
                command = by_key[row.id]
                what = f"stored answer to {type(command.request).__name__}"
                self.search(command.who, what, row.result, *known, kind="stored answer")

    async def channel(self, lesson: Lesson) -> None:
        """Search what everybody in the channel sees: boards and the debrief's page."""
        known = await what_is_known(lesson)
        for session in known.sessions.values():
            if session.kind != "practice":
                self.search(None, "board", await lesson.board(session), known, known)
                if session.status == "over":
                    self.search(None, "debrief", await lesson.page(session), known, known)

    async def letters(self, lesson: Lesson) -> None:
        """Search what would be told by direct message if every letter were sent now, each for whom it is to."""
        known, users = await what_is_known(lesson), await lesson.users()
        rows = await lesson.rows(Letter)
        told = await lesson.service.ask(lambda world, ledger: ledger.each(rows, lambda row: letter(world, ledger, row)))
        for row, reply in zip(rows, told, strict=True):
            if reply is not None:
                self.search(users[row.person], f"letter of a {row.kind}", reply, known, known)

    def search(self, viewer: Who | None, what: str, sent: object, *known: Known, kind: str = "") -> None:
        """Search one thing that was sent to somebody (None: to the channel); `kind` counts it, unless it tells."""
        said = [(kind or each, text) for each, text in payloads(sent) if text]
        self.counts.update(each for each, _ in said)
        self.replies += isinstance(sent, Reply)
        for word, secret in self.vault.found("\n".join(text for _, text in said)):
            if any(may_see(viewer, word, secret, one) for one in known):
                self.seen[secret.kind] = self.seen.get(secret.kind, 0) + 1
            else:
                reader = viewer.user if viewer else "the channel"
                leaked, where = next((each, text) for each, text in said if word in text)
                self.leaks.append(f"{secret.kind} {word} to {reader} in a {leaked}: {what}: {where[:120]}")

    def log(self, records: Sequence[logging.LogRecord]) -> None:
        """Search log lines, which are for nobody who plays."""
        for line in _lines(records):
            self.counts["log line"] += 1
            self.leaks.extend(
                f"{secret.kind} {word} in the log: {line[:80]}" for word, secret in self.vault.found(line)
            )


async def all_shown(lesson: Lesson, commands: Sequence[Command]) -> list[Reply]:
    """Return the answers to reading commands over all that is stored now, read once."""
    memory, show = await remembered(lesson.service.store), lesson.service._show
    return [show(memory, command) for command in commands]


def _lines(records: Sequence[logging.LogRecord]) -> Iterator[str]:
    """Yield log lines as a running bot writes them, with every field that a line may have."""
    formatter = JsonLine(Redactor())
    for record in records:
        yield formatter.format(record)
