"""/healthz and /metrics on 127.0.0.1: nobody but this machine can ask, and nothing there names a person."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.run.observe.health import Health

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost"})


@asynccontextmanager
async def telling(
    port: int, health: Callable[[], Awaitable[Health]], metrics: Callable[[], Awaitable[bytes]], content_type: str
) -> AsyncIterator[int]:
    """Serve both for as long as this lasts; give the port (a free one if 0 was asked for). OSError when it is taken."""

    async def tell_health(_: web.Request) -> web.Response:
        found = await health()
        told = {one.about: {"well": one.well, "found": one.found} for one in found.findings}
        status = 200 if found.well else 503
        return web.json_response({"well": found.well, **told}, status=status)

    async def tell_metrics(_: web.Request) -> web.Response:
        return web.Response(body=await metrics(), headers={"Content-Type": content_type})

    app = web.Application(middlewares=[_by_our_name])
    app.add_routes([web.get("/healthz", tell_health), web.get("/metrics", tell_metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@web.middleware
async def _by_our_name(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer nobody who calls us by another name: a web page in a browser here could reach us by one of its own."""
    if request.host.rpartition(":")[0] not in _NAMES:
        raise web.HTTPForbidden
    return await handler(request)
