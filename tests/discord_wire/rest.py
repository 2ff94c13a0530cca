"""The REST door: who calls, what goes wrong on purpose, whether it is too much or malformed; then the route."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from aiohttp import web

from tests.discord_wire.audience import seen
from tests.discord_wire.calls import UNAUTHORISED, Answer, Call, Refused, read
from tests.discord_wire.faults import Broken, Dropped, Faults, Storm, Trouble
from tests.discord_wire.judge.bench import Bench
from tests.discord_wire.rates import Rates, too_many
from tests.discord_wire.routes import Handler, Route, find
from tests.discord_wire.world import World

PREFIX = "/api/v10"
_OPEN = ("/interactions/", "/webhooks/")
"""Routes whose token is part of the path."""
_NONE: Mapping[str, str] = MappingProxyType({})


class Rest:
    """The API under one address."""

    def __init__(self, world: World, routes: tuple[Route, ...], bench: Bench, token: str) -> None:
        self._world = world
        self._routes = routes
        self._bench = bench
        self._token = token
        self.faults = Faults()
        self.rates: Rates | None = Rates(world.hours)
        self.checks_itself = False
        """Whether our own answers are held to Discord's document too."""
        self.calls: Counter[str] = Counter()
        """How often each route was called."""
        self.refused: list[str] = []
        """What was refused, as "POST /…: 10008 Unknown Message"."""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        found = find(self._routes, request.path.removeprefix(PREFIX))
        handler = found[0].handlers.get(request.method) if found else None
        if found is None or handler is None:
            self.refused.append(f"{request.method} {request.path}: no such route here")
            return _json({"message": "404: Not Found", "code": 0}, 404)
        try:
            call = await read(request, found[0].template, found[1])
            self.calls[call.route] += 1
            if not call.template.startswith(_OPEN) and request.headers.get("Authorization") != f"Bot {self._token}":
                raise UNAUTHORISED
            return await self._meet(request, call, handler)
        except Refused as refused:
            self.refused.append(f"{request.method} {found[0].template}: {refused.code} {refused.message}")
            return _json(refused.body, refused.status)
        finally:
            self._world.bell.ring()

    async def _meet(self, request: web.Request, call: Call, handler: Handler) -> web.StreamResponse:
        trouble = self.faults.meet(call)
        if isinstance(trouble, Refused):
            raise trouble
        if isinstance(trouble, Storm):
            headers, body = too_many(trouble.seconds, everywhere=trouble.everywhere)
            return _json(body, 429, headers)
        if trouble is not None and not trouble.after:
            return _broken(request, trouble)
        limits, waits = self.rates.take(call) if self.rates is not None else (_NONE, 0.0)
        if waits:
            more, body = too_many(waits)
            return _json(body, 429, {**limits, **more})
        self._judge(call)
        answer = await handler(call)
        if self.checks_itself:
            self._bench.judge_own(call.route, answer.status, answer.body)
        if trouble is not None:
            return _broken(request, trouble)
        return _said(answer, limits)

    def _judge(self, call: Call) -> None:
        found = self._bench.judge(seen(self._world, call), sum(len(file.data) for file in call.files.values()))
        wrong = [finding.said for finding in found if finding.refuses]
        if wrong:
            raise Refused(
                400, 50035, "Invalid Form Body", {"_errors": [{"code": "JUDGED", "message": w} for w in wrong]}
            )


def _json(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return JSON under the exact content type that discord.py reads."""
    response = web.json_response(body, status=status, headers=dict(headers or {}))
    response.headers["Content-Type"] = "application/json"
    return response


def _said(answer: Answer, headers: Mapping[str, str]) -> web.Response:
    if answer.body is None:
        return web.Response(status=204, headers=dict(headers))
    return _json(answer.body, answer.status, headers)


def _broken(request: web.Request, trouble: Trouble) -> web.Response:
    if isinstance(trouble, Broken):
        return _json({"message": "trouble on purpose", "code": 0}, trouble.status)
    assert isinstance(trouble, Dropped)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
