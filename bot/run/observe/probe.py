"""A question that may hang, such as whether a database stores anything: whoever asks is answered in time."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Generic, Self, TypeVar

from core.faults import new_error_id
from core.store.store import SickBatch
from core.store.trouble import StoreTrouble

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
WITHIN_S = 2.0


class Unanswered(Exception):
    """There is no answer; the text says why."""


class Probe(Generic[T]):
    """One question. Use as an async context manager: at its end, nothing of it is under way.

    A database's call goes on when it is cancelled, for as long as it waits for another program's lock. So nobody
    cancels it: whoever comes while it goes on waits for the same one, and never longer than `within_s` seconds.
    """

    def __init__(self, ask: Callable[[], Coroutine[Any, Any, T]], within_s: float = WITHIN_S) -> None:
        self._ask = ask
        self._within_s = within_s
        self._under_way: asyncio.Task[T] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
            await asyncio.gather(self._under_way, return_exceptions=True)

    async def answer(self) -> T:
        """Return the answer. Raises Unanswered when there is none in time, or trouble instead of one."""
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self._ask(), name="entente-probe")
        try:
            async with asyncio.timeout(self._within_s):
                return await asyncio.shield(self._under_way)
        except TimeoutError:
            raise Unanswered(f"did not answer within {self._within_s:g} s") from None
        except (StoreTrouble, SickBatch) as trouble:
            raise Unanswered(str(trouble)) from trouble
        except Exception as fault:  # whatever breaks, the page is there when it is needed most
            error_id = new_error_id()
            _LOG.error("a probe broke", exc_info=fault, extra={"error": error_id})
            raise Unanswered(f"broke: error {error_id}. The log has its details.") from fault
