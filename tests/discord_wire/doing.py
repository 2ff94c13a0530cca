"""What people do, on its way to the bot, and its coming back."""

from collections.abc import Sequence
from typing import Protocol

from tests.discord_wire import shown
from tests.discord_wire.bell import PATIENCE
from tests.discord_wire.gateway import Gateway
from tests.discord_wire.routes_interactions import Interactions
from tests.discord_wire.values import Interaction, Json
from tests.discord_wire.world import World, new_token


class Somebody(Protocol):
    """Who does it, and where they are."""

    id: str
    guild: str
    channel: str


class Doing:
    """Makes interactions, delivers them, and waits for what becomes of them."""

    def __init__(self, world: World, gateway: Gateway, interactions: Interactions, address: str) -> None:
        self.world = world
        self._gateway = gateway
        self._interactions = interactions
        self._address = address
        self.deliveries = 1
        """How often each interaction is delivered; Discord promises only that it is at least once."""

    def start(self, who: Somebody, kind: int, data: Json, message: str = "", source: int = 0) -> Interaction:
        """Do something: the bot hears of it at once."""
        one = Interaction(
            self.world.ids.new(), new_token(), kind, who.guild, who.channel, who.id, data, self.world.hours.now(),
            message=message, source=source,
        )  # fmt: skip
        if message:
            one = self._where_it_stands(one)
        self.world.add_interaction(one)
        for _ in range(self.deliveries):
            self.deliver(one)
        return one

    def deliver(self, one: Interaction) -> None:
        """Tell the bot, perhaps again."""
        self._gateway.dispatch("INTERACTION_CREATE", shown.interaction(self.world, self._address, one), one.guild)

    async def finished(self, started: Interaction) -> Interaction:
        """Wait until there is something to see; return what has become of it. Too late is not answered."""

        def look() -> Interaction | None:
            now = self.world.interactions[started.id]
            return now if now.settled or now.id in self._interactions.late else None

        return await self.world.bell.until(look, f"an answer to {started.data}", PATIENCE)

    def resolved(self, guild: str, people: Sequence[str]) -> Json:
        """Return chosen people as Discord describes them."""
        there = self.world.guilds[guild]
        members = {p: shown.member(self.world, there, there.members[p]) for p in people}
        for one in members.values():
            del one["user"]
        return {"users": {p: shown.user(self.world.users[p]) for p in people}, "members": members}

    def _where_it_stands(self, one: Interaction) -> Interaction:
        """Return it with the place of the message that was pressed: a direct message is in no server."""
        channel = self.world.channels[self.world.messages[one.message].channel]
        return Interaction(
            one.id, one.token, one.kind, channel.guild, channel.id, one.person, one.data, one.at, one.message,
            source=one.source,
        )  # fmt: skip
