"""Who the bot is, and the places: guilds, channels, threads, direct messages."""

from dataclasses import replace

from tests.discord_wire import shown
from tests.discord_wire.allowed import permissions
from tests.discord_wire.calls import ARCHIVED, NO_ACCESS, NO_PERMISSION, Answer, Call, unknown
from tests.discord_wire.gateway import Gateway
from tests.discord_wire.routes import Table
from tests.discord_wire.values import PRIVATE_THREAD, PUBLIC_THREAD, Channel, Guild
from tests.discord_wire.world import World


class Places:
    """What a bot asks about itself and where it is."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def table(self) -> Table:
        """Return the routes."""
        return {
            "GET /gateway": self.gateway,
            "GET /gateway/bot": self.gateway,
            "GET /users/@me": self.me,
            "GET /users/@me/guilds": self.mine,
            "GET /oauth2/applications/@me": self.application,
            "GET /applications/@me": self.application,
            "POST /users/@me/channels": self.open_dm,
            "GET /channels/{channel_id}": self.channel,
            "POST /channels/{channel_id}/threads": self.open_thread,
            "PATCH /channels/{channel_id}": self.change_thread,
            "PUT /channels/{channel_id}/thread-members/{user_id}": self.add_to_thread,
            "DELETE /channels/{channel_id}/thread-members/{user_id}": self.take_from_thread,
            "GET /guilds/{guild_id}": self.guild,
            "GET /guilds/{guild_id}/channels": self.channels,
            "GET /guilds/{guild_id}/roles": self.roles,
            "GET /guilds/{guild_id}/members/{user_id}": self.member,
        }

    async def gateway(self, call: Call) -> Answer:
        """Return where the gateway is."""
        start = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return Answer({"url": self._gateway.address, "shards": self._gateway.shards, "session_start_limit": start})

    async def me(self, call: Call) -> Answer:
        """Return the bot's own account."""
        private = {"mfa_enabled": False, "locale": "en-GB", "verified": True, "email": None}
        return Answer({**shown.user(self._world.bot), **private})

    async def mine(self, call: Call) -> Answer:
        """Return the guilds that the bot is in, each with what it may do there by its roles."""
        bot = self._world.bot.id
        return Answer(
            [
                {
                    "id": guild.id, "name": guild.name, "icon": None, "banner": None, "owner": guild.owner == bot,
                    "permissions": str(permissions(guild, bot)), "features": [],
                }
                for guild in self._world.guilds.values()
                if bot in guild.members
            ]
        )  # fmt: skip

    async def application(self, call: Call) -> Answer:
        """Return the application."""
        bot = self._world.bot
        owner = shown.user(next(iter(self._world.users.values())))
        return Answer(
            {
                "id": bot.id, "name": bot.name, "description": "", "icon": None, "bot_public": True, "type": None,
                "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": 0, "owner": owner, "team": None,
                "bot": shown.user(bot), "rpc_origins": [], "redirect_uris": [], "interactions_endpoint_url": None,
                "flags_new": "0", "approximate_user_authorization_count": 0, "eligible_oauth2_scopes": [],
                "role_connections_verification_url": None, "approximate_guild_count": len(self._world.guilds),
                "approximate_user_install_count": 0, "explicit_content_filter": 0, "max_participants": None, "tags": [],
                "integration_types_config": {"0": {}}, "event_webhooks_status": 1, "event_webhooks_url": None,
            }
        )  # fmt: skip

    async def open_dm(self, call: Call) -> Answer:
        """Return the direct message with somebody; that it is closed shows only when one writes."""
        person = str(call.json()["recipient_id"])
        if person not in self._world.users:
            raise unknown("User")
        return Answer(shown.channel(self._world, self._world.dm_with(person)))

    async def channel(self, call: Call) -> Answer:
        """Return a channel that the bot can see."""
        return Answer(shown.channel(self._world, channel_of(self._world, call)))

    async def open_thread(self, call: Call) -> Answer:
        """Open a thread."""
        parent, body = channel_of(self._world, call), call.json()
        private = body.get("type", PRIVATE_THREAD) == PRIVATE_THREAD
        if private and not self._world.bot_may("private threads", parent):
            raise NO_PERMISSION
        thread = Channel(
            self._world.ids.new(), PRIVATE_THREAD if private else PUBLIC_THREAD, parent.guild, body["name"], parent.id,
            people=frozenset({self._world.bot.id}) if private else frozenset(),
        )  # fmt: skip
        self._world.channels[thread.id] = thread
        opened = shown.channel(self._world, thread)
        self._gateway.dispatch("THREAD_CREATE", {**opened, "newly_created": True}, thread.guild)
        return Answer(opened, 201)

    async def add_to_thread(self, call: Call) -> Answer:
        """Let somebody into a thread that is open."""
        thread = channel_of(self._world, call)
        if thread.archived:
            raise ARCHIVED
        if not self._world.bot_may("send in threads", thread):
            raise NO_PERMISSION
        self._put(replace(thread, people=thread.people | {call.params["user_id"]}))
        return Answer(status=204)

    async def take_from_thread(self, call: Call) -> Answer:
        """Take somebody out of a thread; the bot may, since it has made it."""
        thread = channel_of(self._world, call)
        if thread.archived:
            raise ARCHIVED
        self._put(replace(thread, people=thread.people - {call.params["user_id"]}))
        return Answer(status=204)

    async def change_thread(self, call: Call) -> Answer:
        """Lock or archive a thread; its maker may archive it, and locking takes a permission."""
        thread, body = channel_of(self._world, call), call.json()
        if "locked" in body and not self._world.bot_may("manage threads", thread):
            raise NO_PERMISSION
        archived, locked = (bool(body.get(key, getattr(thread, key))) for key in ("archived", "locked"))
        thread = self._put(replace(thread, archived=archived, locked=locked))
        told = shown.channel(self._world, thread)
        self._gateway.dispatch("THREAD_UPDATE", told, thread.guild)
        return Answer(told)

    def _put(self, thread: Channel) -> Channel:
        self._world.channels[thread.id] = thread
        self._world.bell.ring()
        return thread

    async def guild(self, call: Call) -> Answer:
        """Return a guild that the bot is in."""
        return Answer(shown.guild(self._world, self._guild(call)))

    async def channels(self, call: Call) -> Answer:
        """Return a guild's channels."""
        guild = self._guild(call)
        mine = (c for c in self._world.channels.values() if c.guild == guild.id and not c.parent)
        return Answer([shown.channel(self._world, c) for c in mine])

    async def roles(self, call: Call) -> Answer:
        """Return a guild's roles."""
        return Answer([shown.role(role) for role in self._guild(call).roles])

    async def member(self, call: Call) -> Answer:
        """Return one member."""
        guild = self._guild(call)
        one = guild.members.get(call.params["user_id"])
        if one is None:
            raise unknown("Member")
        return Answer(shown.member(self._world, guild, one))

    def _guild(self, call: Call) -> Guild:
        guild = self._world.guilds.get(call.params["guild_id"])
        if guild is None or self._world.bot.id not in guild.members:
            raise unknown("Guild")
        return guild


def channel_of(world: World, call: Call) -> Channel:
    """Return the channel of a call, which the bot must be able to see."""
    channel = world.channels.get(call.params["channel_id"])
    if channel is None:
        raise unknown("Channel")
    if not world.bot_may("view", channel):
        raise NO_ACCESS
    return channel
