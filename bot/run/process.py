"""The order of things in a running bot: what is begun before what, and how all of it ends.

    lock ▸ database ▸ service ▸ loops ▸ adapters ▸ "ready discord"
    stop ▸ loops cancelled ▸ what was taken in stored and answered ▸ answers sent, adapters gone ▸ database closed

An adapter that cannot go on ends the process with a sentence and exit code 1: a bot without its chat is no bot, and
whatever started the process can start it again. A loop that breaks is begun again (`bot.run.loops`).
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any, TextIO

from bot.adapter import Adapter, NoChat
from bot.app import running
from bot.config import Config
from bot.run.chats import MakeAdapters
from bot.run.database import prepare
from bot.run.logs.chronicle import Chronicle
from bot.run.loops import Loops
from bot.run.observe.chats import CountedChat
from bot.run.observe.metrics import Metrics
from bot.run.watching import watch
from core import catalogue
from core.clock import SystemTicks
from core.faults import new_error_id
from core.outgoing.serve import serve_out
from core.service import Service
from core.store.address import address, plain_file
from core.store.alone import alone_on
from core.striker import strike_for_ever

_LOG = logging.getLogger(__name__)
_DRAINS_WITHIN_S = 0.8  # who waits longer for what they asked is told to ask again: the process has two seconds


async def serve(config: Config, make: MakeAdapters, out: TextIO, stop: asyncio.Event) -> None:
    """Run until `stop` is set, printing `ready discord` when that adapter is.

    Raises NoChat, StoreTrouble, BadScenario or BadConfig with a sentence.
    """
    url, ticks, metrics = address(config.database.url), SystemTicks(), Metrics()
    games = catalogue.load(config.scenarios.path)
    with alone_on(url):
        if done := await prepare(url, ticks.wall(), upgrade=config.database.upgrade):
            _LOG.info("%s", done)
        async with AsyncExitStack() as stack:
            observers = (Chronicle(), metrics)
            service = await stack.enter_async_context(running(url, games, ticks, observers=observers))
            adapters, loops = make(config, service), Loops()
            stack.push_async_callback(loops.stop)
            await stack.enter_async_context(watch(config, service, adapters, loops, metrics))
            loops.start("striker", lambda: strike_for_ever(service))
            loops.start("outgoing", lambda: _serve_out(service, adapters, metrics, alone=plain_file(url) is not None))
            await _serve_all(service, adapters, loops, stop, out)


async def _serve_all(
    service: Service, adapters: Sequence[Adapter], loops: Loops, stop: asyncio.Event, out: TextIO
) -> None:
    """Keep loops and adapters going until told to stop, or until an adapter cannot go on; raises its NoChat then."""
    serving = [asyncio.create_task(_serve(adapter, out), name=f"entente-{adapter.name}") for adapter in adapters]
    told = asyncio.create_task(stop.wait(), name="entente-told-to-stop")
    try:
        await asyncio.wait([told, *serving], return_when=asyncio.FIRST_COMPLETED)
    finally:
        ended = [task for task in serving if task.done()]
        await asyncio.gather(loops.stop(), service.drain(_DRAINS_WITHIN_S))
        await _cancelled(told, *serving)
    for task in ended:
        await task


async def _serve_out(service: Service, adapters: Sequence[Adapter], metrics: Metrics, *, alone: bool) -> None:
    """Post boards and send letters, as soon as there is somewhere to."""
    await asyncio.gather(*(adapter.ready.wait() for adapter in adapters))
    await serve_out(service, [CountedChat(adapter.chat, metrics) for adapter in adapters], alone=alone)


async def _serve(adapter: Adapter, out: TextIO) -> None:
    announcing = asyncio.create_task(_announce(adapter, out), name=f"entente-ready-{adapter.name}")
    try:
        await adapter.serve()
    except NoChat:
        raise
    except Exception as fault:
        error_id = new_error_id()
        _LOG.critical("the chat %s broke off", adapter.name, exc_info=fault, extra={"error": error_id})
        raise NoChat(
            f"The connection to {adapter.name} broke off: error {error_id}. The log has its details."
        ) from None
    finally:
        await _cancelled(announcing)
    raise NoChat(f"The connection to {adapter.name} ended by itself. Start Entente again.")


async def _announce(adapter: Adapter, out: TextIO) -> None:
    await adapter.ready.wait()
    _LOG.info("ready %s", adapter.name)
    out.write(f"ready {adapter.name}\n")
    out.flush()


async def _cancelled(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
