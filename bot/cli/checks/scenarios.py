"""Scenarios: whether all of them can be played."""

import asyncio
from collections.abc import Sequence

from bot.cli.checks.place import Place
from core import catalogue
from core.finding import Finding
from core.scenario import BadScenario


async def scenarios(place: Place) -> Sequence[Finding]:
    """Return whether all scenarios load."""
    folder = place.config.scenarios.path
    try:
        found = await asyncio.to_thread(catalogue.load, folder)
    except BadScenario as bad:
        mend = "entente scenario check FILE says, line by line, what has to change."
        return (Finding("Scenarios", well=False, found=str(bad), mend=mend),)
    return (Finding("Scenarios", well=True, found=f"{len(found.scenarios)} can be played."),)
