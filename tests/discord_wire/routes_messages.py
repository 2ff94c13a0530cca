"""Messages in channels and direct messages, with the bot's own token."""

from dataclasses import replace

from tests.discord_wire import shown
from tests.discord_wire.calls import CLOSED_DM, NO_PERMISSION, Answer, Call, Refused, unknown
from tests.discord_wire.contents import changed
from tests.discord_wire.routes import Table
from tests.discord_wire.routes_places import channel_of
from tests.discord_wire.values import DM, PRIVATE_THREAD, PUBLIC_THREAD, Channel, Message
from tests.discord_wire.world import World

_NONCE_MINUTES = 5


class Messages:
    """What a bot posts, edits, reads and deletes."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._base = base
        self._nonces: dict[tuple[str, str], tuple[float, str]] = {}

    def table(self) -> Table:
        """Return the routes."""
        one = "/channels/{channel_id}/messages/{message_id}"
        return {
            "POST /channels/{channel_id}/messages": self.post,
            "GET /channels/{channel_id}/messages": self.history,
            f"GET {one}": self.get,
            f"PATCH {one}": self.edit,
            f"DELETE {one}": self.delete,
        }

    async def post(self, call: Call) -> Answer:
        """Post a message. A nonce that was used here a moment ago, enforced, posts nothing new."""
        channel, body = self._open(call), call.json()
        nonce = str(body.get("nonce") or "")
        if (known := self._posted(channel, nonce)) is not None and body.get("enforce_nonce"):
            return Answer(shown.message(self._world, self._base, known))
        blank = Message(self._world.ids.new(), channel.id, self._world.bot.id, nonce=nonce)
        message = self._world.put_message(changed(self._world, blank, body, call))
        if nonce:
            self._nonces[channel.id, nonce] = (self._world.hours.now(), message.id)
        return Answer(shown.message(self._world, self._base, message))

    async def edit(self, call: Call) -> Answer:
        """Change a message of the bot's own."""
        message = self._message(call)
        if message.author != self._world.bot.id:
            raise Refused(403, 50005, "Cannot edit a message authored by another user")
        edited = changed(self._world, message, call.json(), call)
        message = self._world.put_message(replace(edited, edits=message.edits + 1))
        return Answer(shown.message(self._world, self._base, message))

    async def delete(self, call: Call) -> Answer:
        """Delete a message."""
        self._world.drop_message(self._message(call).id)
        return Answer(status=204)

    async def get(self, call: Call) -> Answer:
        """Return one message."""
        return Answer(shown.message(self._world, self._base, self._message(call)))

    async def history(self, call: Call) -> Answer:
        """Return the last messages, newest first."""
        channel = channel_of(self._world, call)
        last = list(self._world.in_channel(channel.id))[-int(call.query.get("limit", "50")) :]
        return Answer(shown.messages(self._world, self._base, last))

    def _posted(self, channel: Channel, nonce: str) -> Message | None:
        at, message = self._nonces.get((channel.id, nonce), (0.0, ""))
        fresh = self._world.hours.now() - at < _NONCE_MINUTES * 60
        return self._world.messages.get(message) if nonce and fresh else None

    def _open(self, call: Call) -> Channel:
        """Return the channel of a call, in which the bot must be able to speak."""
        channel = channel_of(self._world, call)
        if channel.kind == DM and channel.people & self._world.closed_dms:
            raise CLOSED_DM
        speak = "send in threads" if channel.kind in {PUBLIC_THREAD, PRIVATE_THREAD} else "send"
        needs = [speak, *(["attach"] if call.files else [])]
        if not all(self._world.bot_may(need, channel) for need in needs):
            raise NO_PERMISSION
        return channel

    def _message(self, call: Call) -> Message:
        """Return the message of a call; ephemeral ones are out of reach of the bot's token."""
        channel = channel_of(self._world, call)
        message = self._world.messages.get(call.params["message_id"])
        if message is None or message.channel != channel.id or message.only_for:
            raise unknown("Message")
        return message
