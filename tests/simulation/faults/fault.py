"""What a planted fault is."""

from collections.abc import Callable
from contextlib import AbstractContextManager

Fault = Callable[[], AbstractContextManager[object]]
"""While what it returns is entered, the program has the fault that its docstring tells."""
