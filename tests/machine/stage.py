"""The stage that the rules act on: the real service, who is there, and what every request must leave in order."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from core.command import CLOCK, Command, Who
from core.replies import Reply
from core.requests import Request
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.rows import Account, Chair, Draft, Place, Session, Table
from core.striker import strike_due
from tests.desk import CHANNEL, TEACHER, text
from tests.hall import Lesson, crowd, everything_to_play
from tests.machine import changes
from tests.machine.eyes import KINDLY, Eyes
from tests.machine.now import Now, changed
from tests.machine.wishes import Seated, seated
from tests.memory import Memory, Rememberer
from tests.privacy.scan import Scan
from tests.privacy.secrets import Vault

T = TypeVar("T")
STUDENTS = crowd(6)
CLASS = STUDENTS[:4]
OUR_PEOPLE = (*STUDENTS, TEACHER)
RIVAL = Who("discord", "guild-2", "rival", "Dr. Rival", may_teach=True)
ELSEWHERE = "elsewhere"
SCENARIOS = (*everything_to_play().scenarios, "")
"""What can be started; "" stands for a live quiz."""
GROUPS = ("", "Ana; Bo; Cy", "Ana, Bo; Cy, Dee", "Ana, Bo, Cy", "same")

number = st.integers(0, 99)
"""Points into whatever there is to choose from at that moment."""
person = st.integers(0, len(OUR_PEOPLE) - 1)
yes = st.booleans()
SELDOM = st.sampled_from((False, False, False, True))


class Stage(RuleBasedStateMachine):
    """A section with Dr. Petrova and four students, two more who might join, and a rival in another workspace."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.lesson = self.run(Lesson.begin(Path(mkdtemp(dir=folder)), CLASS))
        self.users: dict[str, Who] = {}
        self.scan = Scan(Vault(Random(1)))
        self.delivered: list[tuple[Command, Reply]] = []
        self.strikes: list[g.Strike] = []
        self.reader = Rememberer(self.lesson.path, everything_to_play())
        self.now = self.look()
        self.ask(RIVAL, s.CreateSection(name="INR 301"), ELSEWHERE)

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do something to its end."""
        return self.runner.run(doing)

    def teardown(self) -> None:
        """Stop the service."""
        self.run(self.lesson.close())
        self.reader.close()
        self.runner.close()

    def look(self) -> Now:
        """Read what is stored."""
        self.now = Now(self.lesson.service.clock.now(), self.reader.rows())
        self.memory = Memory(self.now.rows)
        if len(self.now.all(Account)) != len(self.users):
            self.users = dict(self.run(self.lesson.users()))
        return self.now

    def ask(
        self,
        who: Who,
        request: Request,
        channel: str = CHANNEL,
        *,
        acted: Iterable[str] | None = None,
        twice: bool = False,
    ) -> Reply:
        """Make a request, perhaps delivered twice at once; see to what must hold of every answer.

        `acted` are the seats (`table:seat`) for which it may close a phase early; unsaid, the asker's own.
        """
        before, command = self.now, self.lesson.command(who, request, channel)
        seats = set(self.seats_of(who) if acted is None else acted)
        first, *more = self.run(self._handled([replace(command) for _ in range(1 + twice)]))
        assert all(text(reply) == text(first) for reply in more), "Delivered twice, it was answered twice."
        if request.writes:
            self.delivered.append((command, first))
        self._in_order(before, [first], seats)
        return first

    def together(self, asked: Sequence[tuple[Who, Request]]) -> None:
        """Make several requests at the same instant."""
        before = self.now
        commands = [self.lesson.command(who, request) for who, request in asked]
        replies = self.run(self._handled(commands))
        self.delivered += zip(commands, replies, strict=True)
        self._in_order(before, replies, {seat for who, _ in asked for seat in self.seats_of(who)})

    def to_the_next_deadline(self, offset: int) -> None:
        """Let time pass until so many milliseconds after the next deadline, if there is one."""
        at = self.run(self.lesson.service.store.next_deadline())
        if at is not None:
            self.lesson.ticks.advance(max(0, at + offset - self.lesson.service.clock.now()))
            self.look()

    def strike(self) -> None:
        """Strike what is due: all of it, once, and nothing else."""
        before = self.look()
        due = [_strike(before, row_id, at) for row_id, at in before.overdue().items()]
        assert self.run(strike_due(self.lesson.service)) == len(due), "What is due was not struck once."
        struck = self.look()
        changes.deadlines_fire_once_and_never_early(before, struck)
        changes.scores_name_who_sat(before, struck, set())
        assert self.run(strike_due(self.lesson.service)) == 0, "A deadline was struck twice."
        self.strikes += due
        for strike in due:
            self.run(self.lesson.say(CLOCK, strike, channel=""))
        assert not changed(struck, self.look()), "A strike that is over changed something."

    def seats_of(self, who: Who) -> set[str]:
        """Return the seats that somebody holds, at all tables, as `table:seat`."""
        people = {account.person for account in self.now.all(Account, id=who.account)}
        return {f"{p.table}:{p.seat}" for p in self.now.all(Place, live=True) if p.person in people}

    def every_seat(self) -> set[str]:
        """Return all seats."""
        return {chair.id for chair in self.now.all(Chair)}

    def chairs(self, table: Table) -> list[str]:
        """Return a table's seats in order."""
        return [chair.key for chair in sorted(self.now.all(Chair, table=table.id), key=lambda chair: chair.place)]

    def seated(self, seed: int) -> list[Seated]:
        """Return who sits at running tables, with what they may do."""
        return seated(self.eyes().context, self.now, self.users, Random(seed))

    def eyes(self) -> Eyes:
        """Return what there is to see."""
        return Eyes(self.lesson.service, self.lesson.world(), self.now, self.memory, self.scan)

    def start(self, scenario: int, groups: int, *, naive: bool) -> None:
        """Open the lobby of a game, or of a live quiz."""
        key = pick(SCENARIOS, scenario)
        if key:
            bots = "naive" if naive else "theory"
            self.ask(TEACHER, g.StartGame(scenario=key, groups=pick(GROUPS, groups), bots=bots, lobby=30))
        else:
            self.ask(TEACHER, q.StartQuiz(questions=2, mode="kahoot" if naive else "accuracy", lobby=30))

    def going_on(self) -> Session | None:
        """Return a session of the class that is not over."""
        live = (session for session in self.now.all(Session) if session.status != "over")
        return next((session for session in live if session.kind != "practice"), None)

    async def _handled(self, commands: Sequence[Command]) -> list[Reply]:
        return await asyncio.gather(*(self.lesson.service.handle(command) for command in commands))

    def _in_order(self, before: Now, replies: Sequence[Reply], acted: set[str]) -> None:
        after = self.look()
        assert {reply.refused for reply in replies} <= KINDLY, replies
        if all(reply.refused for reply in replies):
            assert not changed(before, after, but=(Draft,)), "A refusal changed more than a draft."
        changes.history_only_grows(before, after)
        changes.paused_tables_stand_still(before, after)
        changes.nobody_plays_after_the_bell(before, after)
        changes.scores_name_who_sat(before, after, acted)
        changes.phases_close_early_only_when_all_are_done(before, after, acted)


def pick(found: Sequence[T], which: int) -> T:
    """Return one of what there is."""
    return found[which % len(found)]


def _strike(at: Now, row_id: str, deadline: int) -> g.Strike:
    is_table = bool(at.all(Table, id=row_id))
    return g.Strike(row_id if is_table else "", "" if is_table else row_id, deadline)
