"""Everything there is on this Discord, and the few ways in which it changes. Each change rings the bell."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tests.discord_wire.allowed import EVERYBODY, may
from tests.discord_wire.bell import Bell
from tests.discord_wire.hours import Hours
from tests.discord_wire.ids import Snowflakes
from tests.discord_wire.values import (
    DM,
    TEXT,
    Channel,
    Guild,
    Interaction,
    Json,
    Member,
    Message,
    Overwrite,
    Role,
    User,
)


class World:
    """Guilds, channels, people, messages and interactions, by id."""

    def __init__(self) -> None:
        self.hours = Hours()
        self.ids = Snowflakes(self.hours)
        self.bell = Bell()
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, Message] = {}
        self.interactions: dict[str, Interaction] = {}
        self._by_token: dict[str, str] = {}
        self.commands: dict[str, tuple[Json, ...]] = {}
        """Registered commands by guild, "" for global ones."""
        self.closed_dms: set[str] = set()
        """People who take no direct messages from the bot."""
        self.bot = self.add_user("Entente", bot=True)

    def add_user(self, name: str, *, bot: bool = False) -> User:
        """Return a new account."""
        user = User(self.ids.new(), name, bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, owner: User, bot_permissions: int, guild_id: str = "") -> Guild:
        """Return a new server that the bot has been invited to with these permissions."""
        key = guild_id or self.ids.new()
        mine = Role(self.ids.new(), "Entente", bot_permissions, position=1)
        members = {owner.id: Member(owner.id), self.bot.id: Member(self.bot.id, (mine.id,))}
        guild = Guild(key, name, owner.id, (Role(key, "@everyone", EVERYBODY), mine), members)
        self.guilds[key] = guild
        return guild

    def add_role(self, guild: str, name: str, permissions: int = 0) -> Role:
        """Return a new role of a guild."""
        role = Role(self.ids.new(), name, permissions, position=len(self.guilds[guild].roles))
        self.guilds[guild] = replace(self.guilds[guild], roles=(*self.guilds[guild].roles, role))
        return role

    def set_member(self, guild: str, member: Member) -> None:
        """Let somebody be a member with these roles."""
        there = self.guilds[guild]
        self.guilds[guild] = replace(there, members={**there.members, member.user: member})

    def add_channel(self, guild: str, name: str, overwrites: Iterable[Overwrite] = ()) -> Channel:
        """Return a new text channel."""
        channel = Channel(self.ids.new(), TEXT, guild, name, overwrites=tuple(overwrites))
        self.channels[channel.id] = channel
        return channel

    def dm_with(self, person: str) -> Channel:
        """Return the direct message of the bot with a person, opened if need be."""
        people = frozenset({person, self.bot.id})
        known = next((c for c in self.channels.values() if c.kind == DM and c.people == people), None)
        if known is None:
            known = Channel(self.ids.new(), DM, people=people)
            self.channels[known.id] = known
        return known

    def put_message(self, message: Message) -> Message:
        """Post or change a message."""
        self.messages[message.id] = message
        self.bell.ring()
        return message

    def drop_message(self, message: str) -> None:
        """Delete a message."""
        del self.messages[message]
        self.bell.ring()

    def drop_channel(self, channel: str) -> None:
        """Delete a channel with all that was said in it."""
        del self.channels[channel]
        for message in [m.id for m in self.messages.values() if m.channel == channel]:
            del self.messages[message]
        self.bell.ring()

    def add_interaction(self, interaction: Interaction) -> Interaction:
        """Remember what a person did."""
        self.interactions[interaction.id] = interaction
        self._by_token[interaction.token] = interaction.id
        return interaction

    def put_interaction(self, interaction: Interaction) -> Interaction:
        """Remember what has become of it."""
        changed = replace(interaction, touched=interaction.touched + 1)
        self.interactions[interaction.id] = changed
        self.bell.ring()
        return changed

    def by_token(self, token: str) -> Interaction | None:
        """Return the interaction of a token."""
        return self.interactions.get(self._by_token.get(token, ""))

    def in_channel(self, channel: str) -> Iterator[Message]:
        """Yield what everybody in a channel sees, oldest first."""
        return (m for m in self.messages.values() if m.channel == channel and not m.only_for)

    def seen_by(self, person: str) -> list[Message]:
        """Return all that a person can see, oldest first."""
        return [m for m in self.messages.values() if m.only_for in {"", person} and self.reads(person, m.channel)]

    def reads(self, person: str, channel: str) -> bool:
        """Tell whether a person can read a channel."""
        there = self.channels[channel]
        if there.people:
            return person in there.people
        return may(self.guilds[there.guild], person, "view", self._parent(there))

    def bot_may(self, what: str, channel: Channel) -> bool:
        """Tell whether the bot may do something in a channel."""
        if channel.kind == DM:
            return True
        return may(self.guilds[channel.guild], self.bot.id, what, self._parent(channel))

    def _parent(self, channel: Channel) -> Channel:
        return self.channels[channel.parent] if channel.parent else channel


def new_token() -> str:
    """Return an interaction's token, long and unguessable as Discord's."""
    return secrets.token_urlsafe(120)
