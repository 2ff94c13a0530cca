"""What stories begin with."""

from collections.abc import AsyncIterator

import pytest

from tests.discord_wire.server import Discord

AT_LEISURE = 30.0
"""Seconds that an acknowledgement may take in stories that are not about it: many tests share the machine."""


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    """Return a Discord that waits for its bot."""
    async with Discord(patience=AT_LEISURE) as server:
        yield server
