"""Whether the event loop is held up, and by what.

While one step runs, nobody is answered. The loop beats ten times a second; a thread looks whether it still does, and
if it has not for a quarter of a second, takes down where the loop's thread is at that moment: names of functions and
lines, never values.
"""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

_LOG = logging.getLogger(__name__)
BEAT_S, TOO_LONG_S = 0.1, 0.25
_DEEPEST = 12  # calls of a stack that are told, the innermost
_IDLE = ("select", "_run_once")  # where a loop waits: then it is the machine that was busy, or asleep


class Lag:
    """The beats of one event loop. `held` hears of each time that it was held up, in seconds."""

    def __init__(
        self, held: Callable[[float], None] = lambda _seconds: None, now: Callable[[], float] = monotonic
    ) -> None:
        self._now = now
        self._held = held
        self._due = now() + BEAT_S
        self._seen = ""

    @property
    def seconds(self) -> float:
        """Return how late the next beat is by now."""
        return max(0.0, self._now() - self._due)

    def beat(self) -> None:
        """Note that the loop is running, and tell if it was not for too long."""
        late, seen = self.seconds, self._seen
        self._due, self._seen = self._now() + BEAT_S, ""
        if late > TOO_LONG_S:
            self._held(late)
            _LOG.warning(
                "the event loop was held up", extra={"milliseconds": round(late * 1000), "where": seen or "unknown"}
            )

    def look(self, frame: Callable[[], FrameType | None]) -> None:
        """From another thread: take down where the loop is, once each time that it is held up."""
        if self.seconds > TOO_LONG_S and not self._seen:
            self._seen = _where(frame())

    async def watch(self) -> None:
        """Beat until cancelled, with a thread that looks on."""
        with self._looking_on(threading.get_ident()):
            while True:
                self.beat()
                await asyncio.sleep(BEAT_S)

    @contextmanager
    def _looking_on(self, loops_thread: int) -> Iterator[None]:
        over = threading.Event()

        def look_on() -> None:
            while not over.wait(BEAT_S):
                self.look(lambda: sys._current_frames().get(loops_thread))  # noqa: SLF001 (there is no other way)

        thread = threading.Thread(target=look_on, name="entente-lag", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def _where(frame: FrameType | None) -> str:
    """Return the calls that a thread is in, the outermost first."""
    if frame is None or frame.f_code.co_name in _IDLE:
        return ""
    calls = traceback.extract_stack(frame)[-_DEEPEST:]
    return " > ".join(f"{call.name} ({_short(call.filename)}:{call.lineno})" for call in calls)


def _short(file: str) -> str:
    return "/".join(file.rsplit("/", 2)[-2:])
