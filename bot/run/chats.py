"""Which chats the configuration asks for. An adapter's room opens only when it is wanted, since each is slow to load.

Each room has a function `adapter(settings, service, *, alone) -> Adapter`: a process that is `alone`
shares its database with no other.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from bot.adapter import Adapter
from bot.config import BadConfig, Config
from core.service import Service
from core.store.address import address, plain_file

MakeAdapters = Callable[[Config, Service], Sequence[Adapter]]

NO_CHAT = (
    "Entente has no chat to run in yet. Set discord.token in the configuration or ENTENTE_DISCORD__TOKEN, "
    "or let yourself be led through it: entente init discord"
)


def wanted(config: Config) -> tuple[str, ...]:
    """Return the names of the chats that have a token. Raises BadConfig when there is none at all."""
    names = ("discord",) if config.discord.token.get_secret_value() else ()
    if not names:
        raise BadConfig(NO_CHAT)
    return names


def adapters(config: Config, service: Service) -> list[Adapter]:
    """Return the adapters of the chats that have a token."""
    rooms = ((name, import_module(f"bot.{name}")) for name in wanted(config))
    alone = plain_file(address(config.database.url)) is not None
    return [cast("Adapter", room.adapter(getattr(config, name), service, alone=alone)) for name, room in rooms]
