"""What those ask who run a server: /admin."""

from dataclasses import dataclass

from core.requests.base import ANYBODY, Request


@dataclass(frozen=True)
class Diagnose(Request):
    """Look whether everything is there that Entente needs here, and say how to mend what is not."""

    roles = ANYBODY
    administers = True
    writes = False
