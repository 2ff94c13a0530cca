"""What there is, as Discord's JSON: all fields that its document requires of an answer."""

from collections.abc import Sequence
from datetime import UTC, datetime

from tests.discord_wire.allowed import permissions
from tests.discord_wire.hours import EPOCH_MS
from tests.discord_wire.values import (
    AUTOCOMPLETE,
    DM,
    Attachment,
    Channel,
    Guild,
    Interaction,
    Json,
    Member,
    Message,
    Role,
    User,
)
from tests.discord_wire.world import World


def when(snowflake: str) -> str:
    """Return the moment that a snowflake was made, as ISO 8601."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + EPOCH_MS) / 1000, UTC).isoformat()


def user(one: User) -> Json:
    """Return an account."""
    return {
        "id": one.id, "username": one.name, "global_name": one.name, "discriminator": "0", "avatar": None,
        "bot": one.bot, "public_flags": 0, "flags": 0, "primary_guild": None,
    }  # fmt: skip


def member(world: World, guild: Guild, one: Member, channel: Channel | None = None) -> Json:
    """Return a member, with what they may do in a channel, as an interaction carries it."""
    shown: Json = {
        "user": user(world.users[one.user]), "roles": list(one.roles), "nick": None, "avatar": None, "banner": None,
        "joined_at": when(guild.id), "premium_since": None, "communication_disabled_until": None, "pending": False,
        "flags": 0, "mute": False, "deaf": False,
    }  # fmt: skip
    return shown if channel is None else {**shown, "permissions": str(permissions(guild, one.user, channel))}


def role(one: Role) -> Json:
    """Return a role."""
    colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return {
        "id": one.id, "name": one.name, "permissions": str(one.permissions), "position": one.position, "color": 0,
        "colors": colors, "hoist": False, "managed": False, "mentionable": False, "icon": None, "unicode_emoji": None,
        "flags": 0, "description": None,
    }  # fmt: skip


def channel(world: World, one: Channel) -> Json:
    """Return a channel, a thread or a direct message."""
    if one.kind == DM:
        others = [user(world.users[p]) for p in one.people if p != world.bot.id]
        return {"id": one.id, "type": one.kind, "flags": 0, "last_message_id": None, "recipients": others}
    shown: Json = {
        "id": one.id, "type": one.kind, "guild_id": one.guild, "name": one.name, "flags": 0, "position": 0,
        "parent_id": one.parent or None, "last_message_id": None, "topic": None, "nsfw": False,
        "rate_limit_per_user": 0, "permission_overwrites": [
            {"id": o.id, "type": o.kind, "allow": str(o.allow), "deny": str(o.deny)} for o in one.overwrites
        ],
    }  # fmt: skip
    return {**shown, **_thread(world, one)} if one.parent else shown


def _thread(world: World, one: Channel) -> Json:
    meta = {
        "archived": one.archived, "locked": one.locked, "auto_archive_duration": 1440,
        "archive_timestamp": when(one.id), "create_timestamp": when(one.id), "invitable": False,
    }  # fmt: skip
    return {
        "owner_id": world.bot.id, "thread_metadata": meta, "message_count": 0, "total_message_sent": 0,
        "member_count": len(one.people), "applied_tags": [],
    }  # fmt: skip


def guild(world: World, one: Guild) -> Json:
    """Return a guild as GUILD_CREATE does without the members intent: of all members, the bot alone."""
    channels = [c for c in world.channels.values() if c.guild == one.id]
    return {
        **small_guild(one), "name": one.name, "owner_id": one.owner, "roles": [role(r) for r in one.roles],
        "channels": [channel(world, c) for c in channels if not c.parent],
        "threads": [channel(world, c) for c in channels if c.parent and not c.archived],
        "members": [member(world, one, one.members[world.bot.id])], "member_count": len(one.members),
        "emojis": [], "stickers": [], "stage_instances": [], "voice_states": [], "presences": [],
        "guild_scheduled_events": [], "soundboard_sounds": [], "icon": None, "splash": None, "banner": None,
        "description": None, "afk_channel_id": None, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 1, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0,
        "premium_tier": 0, "premium_subscription_count": 0, "premium_progress_bar_enabled": False,
        "system_channel_id": None, "system_channel_flags": 0, "rules_channel_id": None, "vanity_url_code": None,
        "public_updates_channel_id": None, "application_id": None, "nsfw": False, "large": False, "unavailable": False,
        "joined_at": when(one.id),
    }  # fmt: skip


def small_guild(one: Guild) -> Json:
    """Return a guild as an interaction carries it."""
    return {"id": one.id, "locale": "en-GB", "preferred_locale": "en-GB", "features": []}


def attachment(base: str, one: Attachment) -> Json:
    """Return a file; its address serves it."""
    shown: Json = {
        "id": one.id, "filename": one.name, "size": len(one.data), "content_type": one.kind,
        "url": f"{base}/attachments/{one.id}/{one.name}", "proxy_url": f"{base}/attachments/{one.id}/{one.name}",
    }  # fmt: skip
    return {**shown, "description": one.alt} if one.alt else shown


def message(world: World, base: str, one: Message) -> Json:
    """Return a message."""
    where = world.channels[one.channel]
    shown: Json = {
        "id": one.id, "channel_id": one.channel, "type": 0, "content": one.content,
        "author": user(world.users[one.author]),
        "embeds": list(one.embeds), "components": list(one.components), "flags": one.flags, "tts": False,
        "attachments": [attachment(base, a) for a in one.attachments], "timestamp": when(one.id),
        "edited_timestamp": when(one.id) if one.edits else None, "mention_everyone": False, "mentions": [],
        "mention_roles": [], "pinned": False, "application_id": world.bot.id,
    }  # fmt: skip
    if one.interaction:
        shown["webhook_id"] = world.bot.id
    if one.nonce:
        shown["nonce"] = one.nonce
    return {**shown, "guild_id": where.guild} if where.guild else shown


def interaction(world: World, base: str, one: Interaction) -> Json:
    """Return an interaction as INTERACTION_CREATE carries it."""
    where = world.channels[one.channel]
    shown: Json = {
        "id": one.id, "application_id": world.bot.id, "type": one.kind, "token": one.token, "version": 1,
        "channel_id": one.channel, "channel": channel(world, where), "data": one.data, "locale": "en-GB",
        "entitlements": [], "attachment_size_limit": 10 << 20,
    }  # fmt: skip
    if one.message and one.kind != AUTOCOMPLETE:
        shown["message"] = message(world, base, world.messages[one.message])
    if not one.guild:
        person = user(world.users[one.person])
        return {**shown, "user": person, "context": 1, "app_permissions": "0", "authorizing_integration_owners": {}}
    there = world.guilds[one.guild]
    parent = world.channels[where.parent] if where.parent else where
    return {
        **shown, "guild_id": there.id, "guild": small_guild(there), "guild_locale": "en-GB", "context": 0,
        "member": member(world, there, there.members[one.person], parent),
        "app_permissions": str(permissions(there, world.bot.id, parent)),
        "authorizing_integration_owners": {"0": there.id},
    }  # fmt: skip


def callback(world: World, base: str, one: Interaction, kind: int) -> Json:
    """Return what a callback is answered with when it asks with_response."""
    shown: Json = {
        "interaction": {
            "id": one.id, "type": one.kind, "response_message_loading": one.answered == "deferred",
            "response_message_ephemeral": bool(one.original and world.messages[one.original].only_for),
        }
    }  # fmt: skip
    if not one.original:
        return shown
    shown["interaction"]["response_message_id"] = one.original
    if kind not in {4, 7}:
        return shown
    return {**shown, "resource": {"type": kind, "message": message(world, base, world.messages[one.original])}}


def messages(world: World, base: str, many: Sequence[Message]) -> list[Json]:
    """Return several messages, newest first."""
    return [message(world, base, one) for one in reversed(many)]
