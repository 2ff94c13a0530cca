"""At a start: sessions written by another version of their game are made over, before anybody can touch them."""

import asyncio

from core.command import CLOCK, Command, Where
from core.requests.game import Renew
from core.service import Service
from core.store.trouble import StoreTrouble


async def renew_outdated(service: Service) -> int:
    """Make over all sessions of older versions, and end those whose game is gone; return how many there were.

    Raises StoreTrouble when a newer version has written some: this program would spoil what it cannot read.
    """
    versions = {key: game.version for key, game in service.catalogue.games.items()}
    found = await service.store.sessions_of_other_versions(versions)
    if newer := sorted({game for _, game, version in found if version > versions.get(game, version)}):
        raise StoreTrouble(
            f"This database holds games of a newer Entente ({', '.join(newer)}). Start that version, or restore a "
            "backup."
        )
    asked = [
        Command(CLOCK, Where(), f"renew:{session}:{versions.get(game, 0)}", Renew(session))
        for session, game, _ in found
    ]
    results = await asyncio.gather(*(service.decide(command) for command in asked))
    if broken := [result for result in results if result.refused]:
        raise StoreTrouble(f"{len(broken)} sessions could not be made over: {broken[0].said[0]}")
    return len(found)
