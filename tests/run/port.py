"""A port that nobody has just now."""

import asyncio

from bot.run.observe.web import HOST


async def free_port() -> int:
    """Return its number."""
    server = await asyncio.start_server(lambda _reader, _writer: None, HOST, 0)
    async with server:
        port: int = server.sockets[0].getsockname()[1]
        return port
