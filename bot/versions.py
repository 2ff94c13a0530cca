"""Which program this is, and what it runs on: what a report of a fault begins with."""

import platform
from importlib.metadata import PackageNotFoundError, version

_TOLD = ("entente", "discord.py", "SQLAlchemy")


def versions() -> str:
    """Return the versions of the program, of what it leans on, and of Python, in one line."""
    told = [f"{name} {_version(name)}" for name in _TOLD]
    return ", ".join([*told, f"Python {platform.python_version()}"])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed as a package)"
