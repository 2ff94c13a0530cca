"""What a look at the installation found: one thing a finding, with the way to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.blocks import Table

_SIGNS = {True: "✔", False: "✘"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` says what to do about it, for somebody who has never done it."""

    about: str
    well: bool
    found: str
    mend: str = ""

    @property
    def line(self) -> str:
        """Return it on one line."""
        return f"{_SIGNS[self.well]} {self.about}: {self.found}{f' {self.mend}' if self.mend else ''}"


def as_table(findings: Sequence[Finding]) -> Table:
    """Return the findings as they are shown in a chat."""
    rows = tuple((f"{_SIGNS[one.well]} {one.about}", one.found, one.mend) for one in findings)
    return Table(("What", "Found", "What to do"), rows)
