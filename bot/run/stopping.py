"""Being told to stop: gracefully at the first signal, at once at the second or when grace takes too long."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOG = logging.getLogger(__name__)
_SIGNALS = (signal.SIGTERM, signal.SIGINT)
STOPS_WITHIN_S = 1.8
"""Whatever hangs, the process is gone after this. What was confirmed is stored: leaving loses nothing of it."""


@contextmanager
def told_to_stop() -> Iterator[asyncio.Event]:
    """Give an event that SIGTERM and SIGINT set. Use it in the main thread, around all of a process's life."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def hear() -> None:
        if stop.is_set():
            os._exit(1)
        _LOG.info("told to stop")
        stop.set()
        _leave_at_last()

    for number in _SIGNALS:
        _on(loop, number, hear)
    yield stop


def _on(loop: asyncio.AbstractEventLoop, number: signal.Signals, hear: Callable[[], None]) -> None:
    try:
        loop.add_signal_handler(number, hear)
    except NotImplementedError:  # Windows: the loop cannot wait for signals, so the handler wakes it up
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(hear))


def _leave_at_last() -> None:
    """End the process after a while even if its loop is held up; a daemon, so that it never holds up the end itself."""
    last = threading.Timer(STOPS_WITHIN_S, _leave)
    last.daemon = True
    last.start()


def _leave() -> None:
    sys.stderr.write(
        f"Entente could not end in order within {STOPS_WITHIN_S} s and left. What it confirmed is stored.\n"
    )
    sys.stderr.flush()
    os._exit(1)
