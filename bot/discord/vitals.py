"""What is judged alike from outside (entente doctor) and from within a class (/admin doctor): clock and intents."""

from datetime import datetime

from core.finding import Finding

PORTAL = "https://discord.com/developers/applications"
_PRIVILEGED = sum(1 << bit for bit in (12, 13, 14, 15, 18, 19))  # presences, members, what people write


def intents(flags: int) -> Finding:
    """Return what an application's flags say of what it may read: nothing of it is needed."""
    if flags & _PRIVILEGED:
        found = "Privileged intents are switched on. Entente does not use them."
        return Finding("Discord intents", well=True, found=found, mend=f"Switch them off at {PORTAL}, under Bot.")
    return Finding("Discord intents", well=True, found="No privileged intent is switched on, and none is needed.")


def clock(wall: datetime, theirs: datetime, most: float) -> Finding:
    """Return how the machine's clock stands beside Discord's, `most` seconds of difference being nothing."""
    off = round((wall - theirs).total_seconds())
    if abs(off) <= most:
        return Finding("Machine's clock", well=True, found="It agrees with Discord's.")
    way = "ahead of" if off > 0 else "behind"
    mend = "Let it be set over the network (on Linux: timedatectl set-ntp true)."
    return Finding("Machine's clock", well=False, found=f"It is {abs(off)} s {way} Discord's.", mend=mend)
