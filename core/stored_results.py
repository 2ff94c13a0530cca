"""Results as JSON: what is stored under a delivery, so that the same delivery is answered the same."""

import json

from core.replies import Next, Result
from core.requests import codec

_compact = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode  # made once: thousands a second


def dump(result: Result) -> str:
    """Return the result as JSON."""
    return _compact(
        {
            "said": result.said,
            "facts": result.facts,
            "next": [(step.label, codec.dump(step.request)) for step in result.next],
            "then": codec.dump(result.then) if result.then else None,
            "refused": result.refused,
        }
    )


def load(text: str) -> Result:
    """Return the result that JSON stands for."""
    values = json.loads(text)
    return Result(
        said=tuple(values["said"]),
        facts=tuple((name, value) for name, value in values["facts"]),
        next=tuple(Next(label, codec.load(request)) for label, request in values["next"]),
        then=codec.load(values["then"]) if values["then"] else None,
        refused=values["refused"],
    )
