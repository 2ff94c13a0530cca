"""The trace of a run: a line for everything that happens, and one digest for all of them."""

import hashlib
from collections.abc import Callable


class Trace:
    """Digests lines with the virtual time at which they were noted; keeps them only where somebody reads them."""

    def __init__(self, time: Callable[[], float], read: Callable[[str], None] | None = None) -> None:
        self._time = time
        self._read = read
        self._digest = hashlib.sha256()

    def note(self, what: str) -> None:
        """Add a line."""
        line = f"{self._time():9.3f}  {what}"
        self._digest.update(line.encode())
        if self._read is not None:
            self._read(line)

    @property
    def digest(self) -> str:
        """The same for the same run, in every process."""
        return self._digest.hexdigest()[:16]
