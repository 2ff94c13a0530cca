"""One run from its seed to its last check."""

import asyncio
import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core import catalogue
from core.catalogue import Catalogue
from core.command import Command, Who
from core.requests.game import Resume
from core.rows import Board, Letter, Session
from core.store.trouble import StoreTrouble
from tests.simulation import laws_of_asking, laws_of_boards, laws_of_quizzes, laws_of_sections, laws_of_tables
from tests.simulation.chat_looks import look_at_board, look_at_the_chat
from tests.simulation.chatroom import Chatroom
from tests.simulation.commit import Commit
from tests.simulation.ending import look_at_everything, look_at_the_rows
from tests.simulation.faults import FAULTS
from tests.simulation.instructor import Instructor
from tests.simulation.memory import Plan
from tests.simulation.network import Network
from tests.simulation.process import Process, Tell
from tests.simulation.promises import Promises
from tests.simulation.shape import Shape
from tests.simulation.stage import Stage, Violation
from tests.simulation.student import Student
from tests.simulation.template import template
from tests.simulation.watch import Watch

_LAWS = (
    *laws_of_asking.LAWS, *laws_of_tables.LAWS, *laws_of_boards.LAWS, *laws_of_sections.LAWS, *laws_of_quizzes.LAWS,
)  # fmt: skip
_DOWN = 1.0  # seconds: the shortest time that nobody serves
_LOOKED_AT = 0.2  # of the files that processes leave behind
_NIGHTS = 60  # restarts with hours between them, within which every game must have come to its end


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, and the digest of its trace."""

    seed: int
    digest: str
    tally: Counter[str]


class Breakdown(Exception):
    """A run ended by an error that is no broken promise. The text says which, and how to see it again."""


def run(seed: int, read: Callable[[str], None] | None = None, fault: str = "") -> Report:
    """Play the run of a seed, with the planted fault of that name. `read` is given the trace, line by line.

    Raises Violation if a promise was broken, Breakdown for whatever else ended the run; both name the seed and the
    command that replays it, also when they come out of another process.
    """
    try:
        with FAULTS[fault].plant() if fault else nullcontext():
            return _played(seed, read)
    except Violation as broken:
        raise Violation(_told(seed, fault, str(broken))) from broken
    except (Exception, asyncio.CancelledError) as error:
        raise Breakdown(_told(seed, fault, f"the run broke down: {error!r}")) from error


def _told(seed: int, fault: str, what: str) -> str:
    planted = f" --fault {fault}" if fault else ""
    return f"seed {seed}, {what}\n  replay: python -m tests.simulation --seed {seed}{planted}"


def _played(seed: int, read: Callable[[str], None] | None) -> Report:
    with tempfile.TemporaryDirectory(dir=_memory_disk()) as folder:
        file = Path(folder) / "entente.sqlite"
        file.write_bytes(template())
        stage = Stage(Shape.of(seed), file, _games(), read)
        with _log_watched(stage):
            stage.loop.run_until_complete(Run(stage).play())
        stage.tally["virtual seconds"] = int(stage.loop.time())
        return Report(seed, stage.trace.digest, stage.tally)


class Run:
    """The people, the network, the process of the moment, and the weather."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rng = stage.rng("world")
        self._asked: dict[str, Command] = {}
        self._promises = Promises(stage)
        self._watch = Watch(stage)
        self._network = Network(stage, self._take, self._promises.told)
        self._process: Process
        self._processes = 0
        self._room = Chatroom(stage)
        self._instructors: list[Instructor] = []
        self._students: list[Student] = []

    async def play(self) -> None:
        """Open the school, hold all classes, wait until everything has ended, look at everything."""
        loop = self._stage.loop
        loop.on_fault = self._stage.wrong
        self._next_process()
        loop.on_jump = self._tick
        keeper = loop.create_task(self._keep_running(), name="keeper")
        weather = [loop.create_task(kind) for kind in (self._storms(), self._resets(), self._moderate())]
        await asyncio.gather(*(self._hold_class(n, size) for n, size in enumerate(self._stage.shape.classes)))
        for task in weather:
            task.cancel()
        self._stage.calm, self._stage.trouble, loop.fuse = True, "", 0
        await self._until_all_is_over()
        keeper.cancel()
        self._process.stop.set()
        await self._process.ended.wait()
        self._promises.kept()
        if self._stage.shape.outgoing:
            look_at_the_chat(self._stage, self._room)
        await look_at_everything(self._stage)

    async def _hold_class(self, number: int, size: int) -> None:
        shape = self._stage.shape
        place, channel = f"guild-{number % shape.workspaces}", f"room-{number}"
        users = [f"student-{n}" for n in range(size)]
        if number % shape.workspaces != number:
            users = [f"other-{n}" for n in range(size)]
        teacher = Who("discord", place, f"teacher-{number}", "Dr. Petrova", may_teach=True)
        instructor = Instructor(
            self._stage, self._network, self._asked, teacher, channel, name=f"POL {number}", names=tuple(users)
        )
        self._instructors.append(instructor)
        teaching = self._stage.loop.create_task(instructor.live(), name=f"teacher-{number}")
        code = await instructor.code
        students = [
            Student(
                self._stage, self._network, self._asked, Who("discord", place, user, user), channel, code=code,
                comes=self._rng.random() * (shape.late if n else 0.0), class_is_over=lambda: instructor.over,
            )
            for n, user in enumerate(users)
        ]  # fmt: skip
        self._students.extend(students)
        await asyncio.gather(teaching, *(student.live() for student in students))

    async def _keep_running(self) -> None:
        shape = self._stage.shape
        while True:
            await self._process.ended.wait()
            if self._rng.random() < _LOOKED_AT:
                with suppress(StoreTrouble):  # the disk may be in trouble for those who look, too
                    await look_at_the_rows(self._stage)
            await asyncio.sleep(_DOWN)
            if not self._stage.calm:
                await asyncio.sleep(self._rng.random() * shape.down)
                self._stage.set_wall((2 * self._rng.random() - 1) * shape.jump)
            self._next_process()

    def _next_process(self) -> None:
        self._processes += 1
        self._stage.note("processes", str(self._processes))
        self._process = Process(self._stage, self._processes, self._room, self._stored)
        self._process.start()
        if self._stage.shape.crash and not self._stage.calm:
            self._stage.loop.fuse = 1 + int(self._rng.expovariate(1 / self._stage.shape.crash))
            self._stage.loop.on_fuse = self._crash

    def _crash(self) -> None:
        process = self._process
        if self._rng.random() < self._stage.shape.stop:
            self._stage.note("stops", "")
            process.stop.set()
            return
        self._stage.note("crashes", "")
        process.kill()
        self._stage.loop.create_task(process.bury(), name="undertaker")

    async def _storms(self) -> None:
        while self._stage.shape.troubles:
            await asyncio.sleep(self._rng.expovariate(1 / 15))
            self._stage.trouble = self._rng.choice(self._stage.shape.troubles)
            self._stage.note("troubles", self._stage.trouble)
            await asyncio.sleep(self._rng.random() * 4)
            self._stage.trouble = ""

    async def _moderate(self) -> None:
        while self._stage.shape.chat_fails:
            await asyncio.sleep(self._rng.expovariate(1 / 15))
            self._room.misbehave()

    async def _resets(self) -> None:
        while self._stage.shape.jump:
            await asyncio.sleep(self._rng.expovariate(1 / 20))
            self._stage.note("clock jumps", "")
            self._stage.set_wall((2 * self._rng.random() - 1) * self._stage.shape.jump)

    async def _until_all_is_over(self) -> None:
        """Nobody plays any more: whatever still runs must end by its deadlines, night after night."""
        for _ in range(_NIGHTS):
            if not (left := self._unfinished()):
                return
            for instructor in self._instructors:
                if instructor.session is not None and instructor.session.status == "paused":
                    await instructor.ask(Resume())
            await asyncio.sleep(2.0)
            self._process.stop.set()
            await self._process.ended.wait()
            self._stage.let_hours_pass(0.5)
            await asyncio.sleep(_DOWN + 0.5)
        self._stage.wrong(f"after {_NIGHTS} nights these have not ended: {left}")

    def _unfinished(self) -> list[str]:
        """Return what still runs, or is still to be said."""
        memory = self._stage.memory
        running = [session.id for session in memory.all(Session) if session.status != "over"]
        if not self._stage.shape.outgoing:
            return running
        boards = [board.id for board in memory.all(Board) if board.due is not None]
        return running + boards + [letter.id for letter in memory.all(Letter) if letter.due is not None]

    def _take(self, command: Command, tell: Tell) -> None:
        self._process.take(command, tell)

    def _tick(self) -> None:
        self._watch.look(serving=self._process.up)

    def _stored(self, plan: Plan | None) -> None:
        """A transaction has been committed. What breaks here ends the run: the store would take it for the disk's."""
        try:
            if plan is not None:
                self._judge(plan)
        except Exception as error:
            self._stage.loop.halt = self._stage.loop.halt or error
            raise

    def _judge(self, plan: Plan) -> None:
        """Let the memory do the same as the transaction, and ask the laws."""
        stage = self._stage
        changes, before = stage.memory.commit(plan)
        stage.note("commits", " ".join(f"{kind.__name__}:{row.id}" for kind, rows in changes.items() for row in rows))
        commit = Commit(changes, before, stage.memory, self._asked, stage.class_now())
        for law in _LAWS:
            for broken in law(commit):
                stage.wrong(f"{law.__name__.replace('_', ' ')}: {broken}")
        self._watch.stored()
        for board in commit.put(Board):
            if board.due is None and not board.trouble:
                look_at_board(stage, self._room, board)


@contextmanager
def _log_watched(stage: Stage) -> Iterator[None]:
    """An error in the log is a broken promise, unless a delivery was sick."""

    class Watcher(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR and not stage.shape.poison:
                stage.wrong(f"the log says: {record.getMessage()} {record.exc_info and record.exc_info[1]!r}")

    logger, watcher = logging.getLogger("core"), Watcher()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(watcher)
    try:
        yield
    finally:
        logger.removeHandler(watcher)
        logger.propagate = propagates


def _memory_disk() -> str | None:
    """Return a folder in memory where the system has one: nothing here needs to outlive a power cut."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


@cache
def _games() -> Catalogue:
    return catalogue.load()
