"""The gateway: sessions that outlive their connection, so that a client that comes back misses nothing."""

import asyncio
import json
import secrets
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord_wire import shown
from tests.discord_wire.ids import shard_of
from tests.discord_wire.values import Json
from tests.discord_wire.world import World

GUILDS = 1 << 0
_NEEDS = {
    "GUILD_MEMBER_UPDATE": 1 << 1,
    "GUILD_MEMBER_REMOVE": 1 << 1,
    "MESSAGE_CREATE": 1 << 9,
    "MESSAGE_DELETE": 1 << 9,
}
"""Intents that an event needs; most others need GUILDS or none."""
_BAD_TOKEN, _BAD_SHARD, _UNKNOWN = 4004, 4010, 4001


class Line:
    """One open websocket: what is put on it goes out in order, compressed if the client asked for that."""

    def __init__(self, socket: web.WebSocketResponse, *, zlib_stream: bool) -> None:
        self.socket = socket
        self._deflate = zlib.compressobj() if zlib_stream else None
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._sender = asyncio.create_task(self._send())

    def put(self, payload: Json) -> None:
        """Send a payload, after all that was put before."""
        self._outbox.put_nowait(json.dumps(payload))

    async def close(self, code: int) -> None:
        """Hang up, once what was put has been sent."""
        await asyncio.sleep(0)
        self._sender.cancel()
        await self.socket.close(code=code)

    async def _send(self) -> None:
        while True:
            text = await self._outbox.get()
            if self.socket.closed:
                return
            try:
                if self._deflate is None:
                    await self.socket.send_str(text)
                else:
                    data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(data)
            except ConnectionError:
                return


@dataclass(slots=True)
class Session:
    """What a client identified for. Without a line, events are kept for when it resumes."""

    id: str
    shard: int
    shards: int
    intents: int
    line: Line | None = None
    number: int = 0
    sent: list[Json] = field(default_factory=list)
    zombie: bool = False

    def tell(self, event: str, data: Json) -> None:
        """Send an event, or keep it."""
        self.number += 1
        payload = {"op": 0, "t": event, "s": self.number, "d": data}
        self.sent.append(payload)
        if self.line is not None and not self.zombie:
            self.line.put(payload)


class Gateway:
    """All sessions of the bot, of one process or several."""

    def __init__(self, world: World, token: str, shards: int, heartbeat: float) -> None:
        self._world = world
        self._token = token
        self._heartbeat = heartbeat
        self.shards = shards
        self.address = ""
        self.sessions: dict[str, Session] = {}
        self.seen: Counter[str] = Counter()
        """How often clients have done what: "identify", "resume", "heartbeat", "refused"."""

    @property
    def live(self) -> list[Session]:
        """The sessions that somebody listens to."""
        return [s for s in self.sessions.values() if s.line is not None]

    def dispatch(self, event: str, data: Json, guild: str = "") -> None:
        """Tell every session of the guild's shard; direct messages (no guild) are shard 0's."""
        for session in self.sessions.values():
            wanted = _NEEDS.get(event, 0)
            if session.intents & wanted == wanted and shard_of(guild, session.shards) == session.shard:
                session.tell(event, data)

    async def drop(self, code: int = 1001, *, forget: bool = False) -> None:
        """Break all connections; with `forget`, nobody can resume."""
        lines = [session.line for session in self.live]
        for session in self.live:
            session.line = None
        if forget:
            self.sessions.clear()
        for line in lines:
            if line is not None:
                await line.close(code)

    def ask_to_reconnect(self) -> None:
        """Tell all clients to come back and resume, as before a restart of Discord's own."""
        for session in self.live:
            if session.line is not None:
                session.line.put({"op": 7, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        """Tell all clients that their session is no longer valid."""
        for session in self.live:
            if session.line is not None:
                session.line.put({"op": 9, "d": resumable})
            if not resumable:
                del self.sessions[session.id]

    def turn_zombie(self) -> None:
        """Leave all connections open and fall silent: no events, no heartbeats acknowledged."""
        for session in self.live:
            session.zombie = True

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        line = Line(socket, zlib_stream=request.query.get("compress") == "zlib-stream")
        line.put({"op": 10, "d": {"heartbeat_interval": int(self._heartbeat * 1000)}})
        try:
            async for received in socket:
                if received.type is WSMsgType.TEXT:
                    await self._receive(line, json.loads(received.data))
        finally:
            for session in self.live:
                if session.line is line:
                    session.line, session.zombie = None, False
            await line.close(1000)
            self._world.bell.ring()
        return socket

    async def _receive(self, line: Line, payload: Json) -> None:
        match payload["op"]:
            case 1:
                self._beat(line)
            case 2:
                await self._identify(line, payload["d"])
            case 6:
                await self._resume(line, payload["d"])
            case 3 | 4 | 8:
                pass  # presence, voice, members: nothing here depends on them
            case _:
                await line.close(_UNKNOWN)
        self._world.bell.ring()

    def _beat(self, line: Line) -> None:
        self.seen["heartbeat"] += 1
        if not any(session.zombie and session.line is line for session in self.live):
            line.put({"op": 11})

    async def _identify(self, line: Line, data: Json) -> None:
        shard, shards = data.get("shard", (0, 1))
        if data["token"] != self._token:
            self.seen["refused"] += 1
            await line.close(_BAD_TOKEN)
            return
        if not 0 <= shard < shards:
            await line.close(_BAD_SHARD)
            return
        self.seen["identify"] += 1
        session = Session(secrets.token_hex(16), shard, shards, data["intents"], line)
        self.sessions[session.id] = session
        guilds = [g for g in self._world.guilds.values() if shard_of(g.id, shards) == shard]
        session.tell("READY", self._ready(session, [g.id for g in guilds]))
        for guild in guilds:
            session.tell("GUILD_CREATE", shown.guild(self._world, guild))

    def _ready(self, session: Session, guilds: list[str]) -> dict[str, Any]:
        return {
            "v": 10, "user": shown.user(self._world.bot), "guilds": [{"id": g, "unavailable": True} for g in guilds],
            "session_id": session.id, "resume_gateway_url": self.address, "shard": [session.shard, session.shards],
            "application": {"id": self._world.bot.id, "flags": 0},
        }  # fmt: skip

    async def _resume(self, line: Line, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        if data["token"] != self._token or session is None:
            line.put({"op": 9, "d": False})
            return
        self.seen["resume"] += 1
        session.line, session.zombie = line, False
        for payload in session.sent:
            if payload["s"] > data["seq"]:
                line.put(payload)
        session.tell("RESUMED", {})
