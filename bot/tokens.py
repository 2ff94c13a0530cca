"""Tokens that lie in files: taken only from a file that nobody but its owner can read."""

import os
import stat
from pathlib import Path

from pydantic import SecretStr

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 4_096  # bytes: somebody named the wrong file


class Exposed(Exception):
    """A file that holds a token cannot be used; the text says why and what to do."""


def token_in(file: Path) -> SecretStr:
    """Return the token that a file holds. Raises Exposed."""
    try:
        must_be_private(file)
        text = file.read_bytes()[:_LONGEST].decode("utf-8").strip()
    except OSError as error:
        raise Exposed(f"The token's file {file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        text = ""
    if not text or not text.isprintable() or " " in text:
        raise Exposed(f"The file {file} does not hold a token. Put the token in it, alone on one line.")
    return SecretStr(text)


def must_be_private(file: Path) -> None:
    """Raise Exposed when others than its owner may read or write a file, OSError when it is not there."""
    if os.name == "posix" and file.stat().st_mode & _OTHERS:
        raise Exposed(f"Others on this machine may read {file}, which holds a token. Run: chmod 600 {file}")
