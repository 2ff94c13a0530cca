"""What this project asks of itself beyond what Discord takes: nobody is pinged, pictures are told, secrets kept."""

import json
from collections.abc import Iterator, Mapping

from tests.discord_wire.judge.seen import Finding, Seen, components
from tests.discord_wire.values import Json

PICTURES, THUMBNAIL = 12, 11


def judge_house(seen: Seen, secrets: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Yield breaches of the house's rules. `secrets` says who may see each planted word."""
    yield from _leaks(seen, secrets)
    message = seen.message
    if message is None:
        return
    if not _pings_nobody(message.get("allowed_mentions")):
        yield Finding("allowed_mentions is not none: somebody could be pinged", refuses=False)
    yield from _untold(seen, message)


def _pings_nobody(allowed: Json | None) -> bool:
    if allowed is None or allowed.get("parse") is None:
        return False
    return not any(allowed.get(part) for part in ("parse", "users", "roles", "replied_user"))


def _untold(seen: Seen, message: Json) -> Iterator[Finding]:
    told = {str(entry.get("id")): entry.get("description") for entry in message.get("attachments") or ()}
    for index, kind in seen.files.items():
        if kind.startswith("image/") and not told.get(str(index)):
            yield Finding(f"a picture without alt text: {seen.names.get(index)}", refuses=False)
    for component in components(message.get("components")):
        shown = component.get("items") or ([component] if component.get("type") == THUMBNAIL else [])
        for item in shown if component.get("type") in {PICTURES, THUMBNAIL} else ():
            if not item.get("description"):
                yield Finding("a picture without alt text in a gallery", refuses=False)


def _leaks(seen: Seen, secrets: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    if not secrets:
        return
    whole = json.dumps([seen.body, list(seen.names.values())], ensure_ascii=False)
    for word, may_see in secrets.items():
        if word in whole and seen.only_for not in may_see:
            where = "everybody" if not seen.only_for else "somebody else"
            yield Finding(f"secret {word!r} is shown to {where}: {seen.route}", refuses=False)
