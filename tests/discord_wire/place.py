"""A server as a story speaks of it: `school = discord.server("POL 210")`, `ana = school.member("Ana")`."""

from dataclasses import replace

from tests.discord_wire import reading, shown
from tests.discord_wire.allowed import BITS
from tests.discord_wire.doing import Doing
from tests.discord_wire.gateway import Gateway
from tests.discord_wire.people import Person
from tests.discord_wire.values import Channel, Member, Message, Overwrite, Role
from tests.discord_wire.world import World


class Server:
    """One guild with a channel for the class."""

    def __init__(self, world: World, gateway: Gateway, doing: Doing, guild: str) -> None:
        self._world = world
        self._gateway = gateway
        self._doing = doing
        self.id = guild
        self.channel = world.add_channel(guild, "class")

    def member(self, name: str, *roles: Role, channel: Channel | None = None) -> Person:
        """Let somebody into the server."""
        user = self._world.add_user(name)
        self._world.set_member(self.id, Member(user.id, tuple(role.id for role in roles)))
        return Person(self._doing, user.id, self.id, (channel or self.channel).id)

    def teacher(self, name: str) -> Person:
        """Let in somebody who may manage the server, as instructors may."""
        return self.member(name, self.role("Staff", "manage guild"))

    def role(self, name: str, *may: str) -> Role:
        """Return a new role with permissions by name."""
        return self._world.add_role(self.id, name, sum(BITS[one] for one in may))

    def give(self, person: Person, *roles: Role) -> None:
        """Let a member have just these roles."""
        self._world.set_member(self.id, Member(person.id, tuple(role.id for role in roles)))

    def boards(self) -> list[Message]:
        """Return what everybody sees in the class's channel, oldest first."""
        return list(self._world.in_channel(self.channel.id))

    def shows(self) -> str:
        """Return all that stands in the class's channel."""
        return "\n\n".join(reading.words(board) for board in self.boards())

    async def board(self, words: str) -> Message:
        """Wait until the channel shows something; return that message."""

        def look() -> Message | None:
            return next((m for m in reversed(self.boards()) if words in reading.words(m)), None)

        return await self._world.bell.until(look, f"#{self.channel.name} shows “{words}” in: {self.shows()[-2000:]}")

    def forbid(self, *what: str) -> None:
        """Take permissions away from the bot in the class's channel."""
        self._overwrite(Overwrite(self._world.bot.id, 1, deny=sum(BITS[one] for one in what)))

    def allow(self, *what: str) -> None:
        """Allow the bot in the class's channel what its role does not."""
        self._overwrite(Overwrite(self._world.bot.id, 1, allow=sum(BITS[one] for one in what)))

    def allow_again(self) -> None:
        """Give them back."""
        self._overwrite()

    def _overwrite(self, *overwrites: Overwrite) -> None:
        self.channel = replace(self._world.channels[self.channel.id], overwrites=overwrites)
        self._world.channels[self.channel.id] = self.channel
        self._gateway.dispatch("CHANNEL_UPDATE", shown.channel(self._world, self.channel), self.id)

    def delete(self, message: Message) -> None:
        """Let a moderator delete a message."""
        self._world.drop_message(message.id)
        gone = {"id": message.id, "channel_id": message.channel, "guild_id": self.id}
        self._gateway.dispatch("MESSAGE_DELETE", gone, self.id)

    def delete_channel(self) -> None:
        """Let an administrator delete the class's channel."""
        gone = shown.channel(self._world, self.channel)
        self._world.drop_channel(self.channel.id)
        self._gateway.dispatch("CHANNEL_DELETE", gone, self.id)

    def new_channel(self, name: str) -> Channel:
        """Make another channel, which becomes the class's."""
        self.channel = self._world.add_channel(self.id, name)
        self._gateway.dispatch("CHANNEL_CREATE", shown.channel(self._world, self.channel), self.id)
        return self.channel
