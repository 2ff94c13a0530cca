"""An empty database at this program's version, migrated once and copied for every run."""

import asyncio
import tempfile
from functools import cache
from pathlib import Path

from core.store import migrate
from core.store.engine import url_of


@cache
def template() -> bytes:
    """Return an empty database at this program's version, as a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "template.sqlite"
        asyncio.run(migrate.upgrade(url_of(file)))
        return file.read_bytes()
