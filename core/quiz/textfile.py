"""Bytes somebody handed in, as text: encodings, line ends and the size we accept."""

import codecs
from dataclasses import dataclass

MOST_BYTES = 2_000_000
MOST_QUESTIONS = 2_000

_FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")  # zip and new Office, old Office, PDF, rich text
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class FileRefused(ValueError):
    """The file as a whole is not read; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text whose lines end with a line feed; `guessed` when it was not UTF-8 and was read as Windows-1252."""

    text: str
    guessed: bool = False


def decode(data: bytes) -> Decoded:
    """Return the text in a file of at most 2 MB.

    A byte-order mark decides; else UTF-8; else Windows-1252, which older editors write. Raises
    FileRefused when the file is too large or plainly something else.
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(f"This file is larger than {MOST_BYTES:,} bytes, the most that is read. Split it in two.")
    if data.startswith(_FOREIGN):
        raise FileRefused(
            "This is no plain text (perhaps a Word, Excel, PDF or zip file). Save it as plain text, UTF-8."
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_unix(data[len(mark) :].decode(encoding, errors="replace")))
    try:
        return Decoded(_unix(data.decode("utf-8")))
    except UnicodeDecodeError:
        return Decoded(_unix(data.decode("cp1252", errors="replace")), guessed=True)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
