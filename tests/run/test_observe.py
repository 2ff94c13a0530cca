"""What a running bot tells whoever watches over it."""

import asyncio
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.config import BadConfig, Config
from bot.run.backups import Backups
from bot.run.loops import Loops
from bot.run.observe.chats import CountedChat
from bot.run.observe.health import Examination, Health
from bot.run.observe.lag import BEAT_S, TOO_LONG_S, Lag
from bot.run.observe.metrics import Metrics
from bot.run.observe.probe import Probe
from bot.run.observe.web import telling
from bot.run.watching import watch
from bot.settings import Backup, Database, Observe
from core.outgoing.chat import Later, Unsure
from core.replies import Reply
from core.requests.game import Advance
from core.requests.section import CreateSection
from core.store.engine import url_of
from core.store.store import Store
from core.store.trouble import StoreTrouble
from tests.desk import TEACHER
from tests.hall import Lesson, crowd
from tests.run.asking import asked, number
from tests.run.nowhere import Nowhere, Told
from tests.run.port import free_port

if TYPE_CHECKING:
    from types import FrameType

pytestmark = pytest.mark.sqlite("a file's scheduled backups are watched too")

MINUTE = 60_000


async def test_a_class_plays_and_the_monitor_sees_how_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with await Lesson.begin(tmp_path, crowd(2)) as lesson:
        metrics, loops, adapter = Metrics(), Loops(), Told(_for_ever, at_once=False)
        lesson.service._observers = (metrics,)
        config = Config(
            database=Database(url=url_of(lesson.path)),
            observe=Observe(port=(port := await free_port())),
            backup=Backup(folder=str(tmp_path / "backups")),
        )
        async with watch(config, lesson.service, [adapter], loops, metrics):
            await lesson.deal(students=crowd(2))
            assert (await lesson.say(TEACHER, Advance())).ok
            assert not (await lesson.say(crowd(1)[0], CreateSection(name="Mine"))).ok
            await lesson.let_pass(10 * MINUTE)
            status, told = await asked(port, "/healthz")
            assert status == 503, "the chat is not connected yet"
            assert json.loads(told)["told"] == {"well": False, "found": "not connected"}
            adapter.ready.set()
            status, told = await asked(port, "/healthz")
            assert (status, json.loads(told)["database"]) == (200, {"well": True, "found": "stores"})
            _, text = await asked(port, "/metrics")
            assert number(text, 'entente_commands_total{kind="StartGame",outcome="done"}') == 1
            assert number(text, 'entente_commands_total{kind="CreateSection",outcome="not_allowed"}') == 1
            assert number(text, "entente_tables_live") == 1
            assert number(text, "entente_deadline_late_seconds_count") >= 1
            assert number(text, "entente_commit_seconds_count") == number(text, "entente_batch_commands_count") > 3
            assert number(text, "entente_chats_ready") == 1
            assert number(text, "process_resident_memory_bytes") > 0
            assert "Ana" not in text
            assert TEACHER.workspace not in text

            def full(*_: object) -> None:
                raise StoreTrouble("The disk is full. Free some space, then try again.")

            monkeypatch.setattr(Store, "commit", full)
            status, told = await asked(port, "/healthz")
            assert (status, json.loads(told)["database"]["found"]) == (
                503,
                "The disk is full. Free some space, then try again.",
            )
            assert (await asked(port, "/"))[0] == 404
            assert (await asked(port, "/metrics", name="school.example"))[0] == 403
        await loops.stop()


async def test_a_backup_that_failed_and_a_loop_that_broke_show_on_the_health_page(tmp_path: Path) -> None:
    paused = asyncio.Event()

    async def full(_target: Path) -> None:
        raise StoreTrouble("The disk is full.")

    async def pause(_seconds: float) -> None:
        paused.set()
        await asyncio.Event().wait()

    async with await Lesson.begin(tmp_path) as lesson:
        kept, loops = Backups(lesson.path, Backup(), lesson.ticks.wall, full), Loops(pause)
        examination = Examination(Probe(lesson.service.store_time), [], loops, Lag(), kept)
        assert (await examination.health()).well
        await kept.look()
        loops.start("post", _ends)
        await paused.wait()
        sick = {one.about: one.found for one in (await examination.health()).findings if not one.well}
        assert set(sick) == {"backup", "loops"}
        assert sick["backup"] == "The disk is full."
        assert loops.broken["post"] in sick["loops"]
        await loops.stop()


async def _ends() -> None:
    return


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    async with await Lesson.begin(tmp_path) as lesson:
        loops = Loops()
        async with telling(0, _well, _nothing, "text/plain") as port:
            config = Config(database=Database(url=url_of(lesson.path)), observe=Observe(port=port))
            with pytest.raises(BadConfig, match=rf"Port {port} of 127\.0\.0\.1 cannot be used: .*observe\.port"):
                async with watch(config, lesson.service, [], loops, Metrics()):
                    pass
        await loops.stop()


async def _for_ever() -> None:
    await asyncio.Event().wait()


async def _well() -> Health:
    return Health(())


async def _nothing() -> bytes:
    return b""


async def test_what_a_chat_makes_of_what_is_posted_is_counted_and_passed_on() -> None:
    class Busy(Nowhere):
        async def post(self, channel: str, reply: Reply, nonce: str) -> str:
            raise Later(3)

        async def edit(self, channel: str, message: str, reply: Reply) -> None:
            return

        async def tell(self, account: str, reply: Reply, nonce: str) -> str:
            raise Unsure("Nobody knows.")

    metrics = Metrics()
    chat = CountedChat(Busy(), metrics)
    with pytest.raises(Later):
        await chat.post("nowhere:1", Reply(), "n")
    await chat.edit("nowhere:1", "m", Reply())
    with pytest.raises(Unsure):
        await chat.tell("nowhere:1", Reply(), "n")
    text = metrics.text().decode()
    assert number(text, 'entente_rate_limit_waits_total{chat="nowhere"}') == 1
    for what, outcome in (("post", "later"), ("edit", "sent"), ("letter", "unsure")):
        assert number(text, f'entente_sent_total{{chat="nowhere",outcome="{outcome}",what="{what}"}}') == 1
    assert (chat.platform, chat.serves("nowhere:1")) == ("nowhere", False)


class Heart:
    """A loop's beats at moments that are set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.held: list[float] = []
        self.lag = Lag(self.held.append, lambda: self.now)

    def after(self, seconds: float, look: Callable[[], "FrameType | None"] | None = None) -> None:
        """Let time pass, perhaps look on, and beat."""
        self.now += seconds
        if look is not None:
            self.lag.look(look)
        self.lag.beat()


def test_a_loop_that_beats_in_time_is_not_told_and_one_that_does_not_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heart = Heart()
    for _ in range(5):
        heart.after(BEAT_S + TOO_LONG_S / 2)
    assert (heart.held, caplog.records) == ([], [])
    heart.after(BEAT_S + 1.5)
    heart.after(BEAT_S)
    assert heart.held == [pytest.approx(1.5)]
    (record,) = caplog.records
    assert (record.__dict__["milliseconds"], record.__dict__["where"]) == (1500, "unknown")


async def test_what_holds_the_loop_up_is_named(caplog: pytest.LogCaptureFixture) -> None:
    seen = threading.Event()

    class Seeing(Lag):
        def look(self, frame: Callable[[], "FrameType | None"]) -> None:
            super().look(frame)
            if self._seen:
                seen.set()

    def solve_for_too_long() -> None:
        assert seen.wait(timeout=60)

    told = asyncio.Event()
    lag = Seeing(lambda _seconds: told.set())
    watching = asyncio.create_task(lag.watch())
    await asyncio.sleep(0)
    solve_for_too_long()
    await told.wait()
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    (record,) = caplog.records
    assert "solve_for_too_long (run/test_observe.py:" in record.__dict__["where"]
    assert "entente-lag" not in {thread.name for thread in threading.enumerate()}
