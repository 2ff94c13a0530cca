"""A seeded event loop: virtual time, and a drawn order wherever several things could happen next.

It runs one callback at a time, any of those that are ready, so every pair of tasks is interleaved in every way that
some seed draws. When nothing is ready, time jumps to the next timer. It has no files, no sockets and no threads: what
would wait for those waits for ever, and is told as a deadlock.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from contextvars import Context, ContextVar
from heapq import heappop, heappush
from random import Random
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
OWNER: ContextVar[object] = ContextVar("OWNER", default=None)
"""Who a task belongs to: the process that made it, or nobody."""
_MOST = 2_000_000  # callbacks; a run has some ten thousand, so more is somebody going round in circles


_PUTS_BACK = "AsyncConnection.close"
"""The task that gives a connection back to its pool: SQLAlchemy would miss the connection in its own book-keeping."""


class Deadlock(Exception):
    """Everybody waits, and nothing is left that could wake anybody."""


class SeededLoop(asyncio.AbstractEventLoop):
    """Runs coroutines in virtual time.

    `on_fault` is told what nobody caught, `on_jump` every new time, `on_fuse` when the `fuse`, counted in callbacks,
    has burnt down. What `halt` holds ends the run.
    """

    def __init__(self, rng: Random) -> None:
        self.on_fault: Callable[[str], None] = lambda _fault: None
        self.on_jump: Callable[[], None] = lambda: None
        self.on_fuse: Callable[[], None] = lambda: None
        self.fuse = 0
        self.halt: Exception | None = None
        self.tasks: dict[asyncio.Task[Any], object] = {}
        """All that are not done, in the order of their making, with their owners."""
        self._rng = rng
        self._now = 0.0
        self._ready: list[asyncio.Handle] = []
        self._timers: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._made = 0

    def time(self) -> float:
        return self._now

    def run_until_complete(self, future: Any) -> Any:
        if self.is_running():
            raise RuntimeError("This loop is running already.")
        task = self.create_task(future)
        asyncio._set_running_loop(self)
        try:
            for _ in range(_MOST):
                if self.halt is not None:
                    raise self.halt
                if task.done():
                    return task.result()
                self._step()
            raise Deadlock(f"{_MOST:,} callbacks, and no end")
        finally:
            self._wind_up()
            asyncio._set_running_loop(None)

    def owned_by(self, owner: object) -> list[asyncio.Task[Any]]:
        """Return the tasks of an owner that are not done, oldest first."""
        return [task for task, whose in self.tasks.items() if whose is owner]

    def cancel(self, tasks: Iterable[asyncio.Task[Any]]) -> None:
        """Cancel tasks, but let those go that only put something back."""
        for task in list(tasks):
            if getattr(task.get_coro(), "__qualname__", "") != _PUTS_BACK:
                task.cancel()

    def is_running(self) -> bool:
        return asyncio._get_running_loop() is self

    def is_closed(self) -> bool:
        return False

    def get_debug(self) -> bool:
        return False

    def call_soon(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self._now + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        self._made += 1
        heappush(self._timers, (when, self._made, handle))
        return handle

    def create_future(self) -> "asyncio.Future[Any]":
        return asyncio.Future(loop=self)

    def create_task(  # type: ignore[override] # typeshed's overloads differ between versions
        self, coro: Coroutine[Any, Any, T], *, name: str | None = None, context: Context | None = None
    ) -> asyncio.Task[T]:
        self._made += 1
        task = asyncio.Task(coro, loop=self, name=name or f"task-{self._made}", context=context)
        self.tasks[task] = OWNER.get() if context is None else context.get(OWNER)
        task.add_done_callback(self.tasks.pop)
        return task

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        self.on_fault(f"{context.get('message')}: {context.get('exception')!r}")

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """Nothing to do: a timer that was cancelled is passed over when its time has come."""

    def _step(self) -> None:
        """Run one callback of those that are ready; with none, let time jump to the next timer."""
        self.fuse -= 1
        if self.fuse == 0:
            self.on_fuse()
        if not self._ready:
            self._jump()
            return
        last = len(self._ready) - 1
        if last and (chosen := int(self._rng.random() * (last + 1))) != last:
            self._ready[chosen], self._ready[last] = self._ready[last], self._ready[chosen]
        handle = self._ready.pop()
        if not handle.cancelled():
            handle._run()

    def _jump(self) -> None:
        while self._timers and self._timers[0][2].cancelled():
            heappop(self._timers)
        if not self._timers:
            raise Deadlock("everybody waits for somebody else")
        self._now = max(self._now, self._timers[0][0])
        while self._timers and self._timers[0][0] <= self._now:
            self._ready.append(heappop(self._timers)[2])
        self.on_jump()

    def _wind_up(self) -> None:
        """Cancel what is left, so that no coroutine is thrown away half-way."""
        self.fuse, self.on_jump, self.on_fault = 0, lambda: None, lambda _fault: None
        self.cancel(self.tasks)
        while self.tasks and (self._ready or self._timers):
            self._step()
