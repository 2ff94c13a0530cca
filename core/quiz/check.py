"""Read a question file by what it is called; what `entente quiz check` asks."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from core.quiz.gift import read_gift
from core.quiz.model import Import, as_json, refusal
from core.quiz.textfile import MOST_BYTES

__all__ = ["READERS", "as_json", "check_bytes", "check_file"]

Reader = Callable[[bytes, str], Import]
READERS: Mapping[str, Reader] = MappingProxyType({".gift": read_gift, ".txt": read_gift})


def check_file(path: Path | str) -> Import:
    """Return what a question file holds; a file that cannot be opened gives one diagnostic."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as problem:
        return refusal(f"{file.name} cannot be opened: {problem.strerror or problem}.")
    return check_bytes(data, file.name)


def check_bytes(data: bytes, name: str) -> Import:
    """Return what an upload holds; its format is told from the ending of its `name`."""
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        return refusal(f"{name} is in no format read here; the endings read are {', '.join(sorted(READERS))}.")
    return reader(data, name)
