"""The loop that says what is owed: woken by every change, and by a timer for what other processes have changed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from core.outgoing.chat import Chat
from core.outgoing.delivery import Delivery
from core.outgoing.preparing import Apart
from core.service import Service
from core.store.trouble import StoreTrouble

_LOG = logging.getLogger(__name__)
BEAT_S = 0.1
"""Looks are at least so far apart: what changes within a beat is one edit."""
_TROUBLE_MS = 1_000

Pause = Callable[[float], Awaitable[object]]


async def serve_out(
    service: Service,
    chats: Sequence[Chat],
    pause: Pause = asyncio.sleep,
    apart: Apart = asyncio.to_thread,
    *,
    alone: bool = False,
) -> None:
    """Keep boards equal to what they show and send letters, until cancelled.

    Whoever is `alone` on the database says at once what a process before it died with in hand; others wait for the
    lease, since its holder may be alive.

    `pause` lets seconds pass, and `apart` does what would hold the event loop up; both are real by default.

    When it is cancelled it waits a moment at most for what is on its way, and records how that ended: close the
    service afterwards.
    """
    delivery = Delivery(service, chats, apart=apart)
    async with _waking(service, delivery.woken):
        try:
            if alone:
                await _take_over(delivery)
            while True:
                delivery.woken.clear()
                wait = await _look(delivery)
                await _either(delivery.woken.wait(), pause(wait / 1000))
                await pause(BEAT_S)
        finally:
            await _goodbye(delivery)


async def _look(delivery: Delivery) -> int:
    try:
        return (await delivery.look()).wait_ms
    except StoreTrouble as trouble:
        _LOG.warning("boards and letters wait: %s", trouble)
        return _TROUBLE_MS


async def _take_over(delivery: Delivery) -> None:
    try:
        await delivery.take_over()
    except StoreTrouble as trouble:
        _LOG.warning("what the last process had in hand waits for its lease: %s", trouble)


async def _goodbye(delivery: Delivery) -> None:
    try:
        await delivery.stop()
    except StoreTrouble as trouble:
        _LOG.warning("what was on its way will be said once more: %s", trouble)


@asynccontextmanager
async def _waking(service: Service, woken: asyncio.Event) -> AsyncIterator[None]:
    """Set an event whenever anything changes."""

    async def listen() -> None:
        async for _ in service.changes():
            woken.set()

    task = asyncio.create_task(listen(), name="entente-outgoing-listens")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _either(*waits: Awaitable[object]) -> None:
    """Return when one of them has; the others are cancelled."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
