"""Asking a running bot's pages, as a monitor does."""

import aiohttp

from bot.run.observe.web import HOST


async def asked(port: int, path: str, name: str = HOST) -> tuple[int, str]:
    """Ask as a monitor would, or as somebody who calls this machine by another name."""
    called = {"Host": f"{name}:{port}"}
    url = f"http://{HOST}:{port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url, headers=called) as answer:
        return answer.status, await answer.text()


def number(text: str, name: str) -> float:
    """Return what a metric stands at."""
    (line,) = [line for line in text.splitlines() if line.startswith(f"{name} ")]
    return float(line.rpartition(" ")[2])
