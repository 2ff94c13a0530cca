"""All of it together, on 127.0.0.1 and a free port: `async with Discord() as discord`."""

from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord_wire import shown
from tests.discord_wire.allowed import BITS
from tests.discord_wire.doing import Doing
from tests.discord_wire.gateway import Gateway
from tests.discord_wire.judge.bench import Bench
from tests.discord_wire.place import Server
from tests.discord_wire.rest import PREFIX, Rest
from tests.discord_wire.routes import table
from tests.discord_wire.routes_commands import Commands
from tests.discord_wire.routes_interactions import Interactions
from tests.discord_wire.routes_messages import Messages
from tests.discord_wire.routes_places import Places
from tests.discord_wire.world import World

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GloopB.a-token-that-opens-nothing-but-the-loopback"
INVITED = sum(BITS[name] for name in ("view", "send", "embed", "attach", "history", "send in threads"))
"""What the bot may do where it was invited without private threads."""
ACKNOWLEDGED_WITHIN = 3.0


class Discord:
    """A whole Discord. An interaction waits `patience` seconds for its acknowledgement; `shards` are recommended."""

    def __init__(
        self, *, patience: float = ACKNOWLEDGED_WITHIN, shards: int = 1, heartbeat: float = 41.25, rates: bool = True
    ) -> None:
        self.world = World()
        self.judge = Bench()
        self.gateway = Gateway(self.world, TOKEN, shards, heartbeat)
        self.commands = Commands(self.world)
        self._patience = patience
        self._with_rates = rates
        self._runner: web.AppRunner | None = None
        self.address = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 << 20)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        app.router.add_route("*", "/{tail:.*}", self._serve)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        self.gateway.address = f"ws://{host}:{port}/gateway"
        self.interactions = Interactions(self.world, self.address, self._patience)
        parts = (
            Places(self.world, self.gateway).table(),
            Messages(self.world, self.address).table(),
            self.interactions.table(),
            self.commands.table(),
        )
        self.doing = Doing(self.world, self.gateway, self.interactions, self.address)
        self.rest = Rest(self.world, table(parts), self.judge, TOKEN)
        if not self._with_rates:
            self.rest.rates = None
        return self

    async def __aexit__(self, kind: type[BaseException] | None, what: object, trace: TracebackType | None) -> None:
        await self.gateway.drop(1001, forget=True)
        assert self._runner is not None
        await self._runner.cleanup()

    def server(self, name: str, permissions: int = INVITED, guild: str = "") -> Server:
        """Make a server that the bot has been invited to; a connected bot hears of it."""
        owner = self.world.add_user(f"Owner of {name}")
        made = self.world.add_guild(name, owner, permissions, guild)
        server = Server(self.world, self.gateway, self.doing, made.id)
        self.gateway.dispatch("GUILD_CREATE", shown.guild(self.world, made), made.id)
        return server

    @property
    def api(self) -> str:
        """Return the address of the REST API: what ENTENTE_DISCORD__API_URL is set to."""
        return f"{self.address}{PREFIX}"

    @property
    def token(self) -> str:
        """Return the bot's token."""
        return TOKEN

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/gateway"):
            return await self.gateway.connect(request)
        if request.path.startswith("/attachments/"):
            return self._file(request.path.split("/")[2])
        return await self.rest.serve(request)

    def _file(self, key: str) -> web.Response:
        for message in self.world.messages.values():
            for one in message.attachments:
                if one.id == key:
                    return web.Response(body=one.data, content_type=one.kind)
        return web.Response(status=404)
