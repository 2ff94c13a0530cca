"""What watches over a running bot: the event loop's lag, scheduled backups, health and metrics."""

import logging
import math
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from bot.adapter import Adapter
from bot.config import BadConfig, Config
from bot.run import backups
from bot.run.backups import Backups
from bot.run.loops import Loops
from bot.run.observe.health import Examination
from bot.run.observe.lag import Lag
from bot.run.observe.metrics import CONTENT_TYPE, Metrics
from bot.run.observe.probe import Probe, Unanswered
from bot.run.observe.web import HOST, telling
from core.service import Service
from core.store.address import address, plain_file
from core.store.census import Census

_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def watch(
    config: Config, service: Service, adapters: Sequence[Adapter], loops: Loops, metrics: Metrics
) -> AsyncIterator[None]:
    """Start what watches among the loops; serve health and metrics where a port is configured.

    Raises BadConfig when that port is taken.
    """
    lag = Lag(lambda _seconds: metrics.held.inc())
    kept = _backups(config, service, metrics)
    loops.start("lag", lag.watch)
    if kept is not None:
        loops.start("backups", kept.keep)
    _read(service, adapters, loops, lag, kept, metrics)
    async with AsyncExitStack() as stack:
        if config.observe.port:
            stores = await stack.enter_async_context(Probe(service.store_time))
            counts = await stack.enter_async_context(Probe(service.store.census))
            examination = Examination(stores, adapters, loops, lag, kept)
            await _tell(stack, config.observe.port, examination, counts, metrics)
        yield


async def _tell(
    stack: AsyncExitStack, port: int, examination: Examination, counts: Probe[Census], metrics: Metrics
) -> None:
    async def text() -> bytes:
        try:
            metrics.count(await counts.answer())
        except Unanswered as why:
            _LOG.warning("the database is not counted: %s", why)
            metrics.count(None)
        return metrics.text()

    try:
        await stack.enter_async_context(telling(port, examination.health, text, CONTENT_TYPE))
    except OSError as error:
        raise BadConfig(f"Port {port} of {HOST} cannot be used: {error.strerror}. Set another observe.port.") from None
    _LOG.info("health and metrics at http://%s:%d", HOST, port)


def _backups(config: Config, service: Service, metrics: Metrics) -> Backups | None:
    url = address(config.database.url)
    live = plain_file(url)
    if live is None:
        _LOG.info("this database is no file: back it up with its own tool, such as pg_dump")
        return None
    if not config.backup.every:
        return None
    return backups.of_file(
        url, live, config.backup, service.clock.wall, lambda outcome: metrics.backups.labels(outcome).inc()
    )


def _read(
    service: Service,
    adapters: Sequence[Adapter],
    loops: Loops,
    lag: Lag,
    kept: Backups | None,
    metrics: Metrics,
) -> None:
    """Let the metrics read what others know."""
    metrics.tell_time_by(service.clock)
    metrics.gauge("waiting_commands", "Commands that wait to be stored.", lambda: service.waiting)
    metrics.gauge("loop_lag_seconds", "How late the event loop is now.", lambda: lag.seconds)
    metrics.gauge("loops_broken", "Background loops that wait to be begun again.", lambda: len(loops.broken))
    metrics.gauge("chats_ready", "Chats that are connected.", lambda: sum(a.ready.is_set() for a in adapters))
    if kept is not None:
        metrics.gauge("backup_age_seconds", "Since the last scheduled backup.", _age(service, kept))


def _age(service: Service, kept: Backups) -> Callable[[], float]:
    def age() -> float:
        last = kept.last
        return math.nan if last is None else (service.clock.wall() - last).total_seconds()

    return age
