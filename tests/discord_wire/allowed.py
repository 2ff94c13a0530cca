"""Who may do what where: roles, then the channel's overwrites, as Discord computes it."""

from tests.discord_wire.values import Channel, Guild

ADMINISTRATOR = 1 << 3
MANAGE_GUILD = 1 << 5
BITS = {
    "administrator": ADMINISTRATOR,
    "manage guild": MANAGE_GUILD,
    "view": 1 << 10,
    "send": 1 << 11,
    "embed": 1 << 14,
    "attach": 1 << 15,
    "history": 1 << 16,
    "use commands": 1 << 31,
    "manage threads": 1 << 34,
    "private threads": 1 << 36,
    "send in threads": 1 << 38,
}
EVERYBODY = BITS["view"] | BITS["send"] | BITS["history"] | BITS["use commands"]
"""What everybody may do in a new server."""
ALL = (1 << 53) - 1


def permissions(guild: Guild, user: str, channel: Channel | None = None) -> int:
    """Return what a member may do in a channel, or in the guild; nothing for somebody who is not in it."""
    member = guild.members.get(user)
    if member is None:
        return 0
    held = {guild.id, *member.roles}
    base = 0
    for role in guild.roles:
        base |= role.permissions if role.id in held else 0
    if user == guild.owner or base & ADMINISTRATOR:
        return ALL
    return base if channel is None else _overwritten(base, guild, user, held, channel)


def _overwritten(base: int, guild: Guild, user: str, held: set[str], channel: Channel) -> int:
    """Apply everybody's overwrite, then those of the other roles together, then the member's own."""
    everybody = [o for o in channel.overwrites if o.id == guild.id]
    roles = [o for o in channel.overwrites if o.kind == 0 and o.id in held and o.id != guild.id]
    own = [o for o in channel.overwrites if o.kind == 1 and o.id == user]
    for group in (everybody, roles, own):
        allow, deny = 0, 0
        for one in group:
            allow, deny = allow | one.allow, deny | one.deny
        base = (base & ~deny) | allow
    return base if base & BITS["view"] else 0


def may(guild: Guild, user: str, what: str, channel: Channel | None = None) -> bool:
    """Tell whether a member may do something, by the names of BITS."""
    return bool(permissions(guild, user, channel) & BITS[what])
