"""How a proof says what it did: the fixture `tell` (tests/conftest.py) keeps the line for the end of the output."""

from collections.abc import Callable

Tell = Callable[[str], None]
