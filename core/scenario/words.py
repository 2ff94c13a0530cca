"""What a schema allows and what a file holds, in words a person who never saw a schema understands."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from core.scenario.lines import Path
from core.scenario.model import KEY

Schema = Mapping[str, Any]

_LONGEST = 40


def schema_at(root: Schema, path: Path) -> Schema:
    """Return the schema of the value at a path; empty where the schema says nothing about it."""
    schema = _resolved(root, root)
    for part in path:
        schema = _resolved(root, _inner(root, schema, part))
    return schema


def names_in(root: Schema, path: Path) -> tuple[str, ...]:
    """Return the keys that a table at a path may have."""
    schema = schema_at(root, path)
    variants = [_resolved(root, s) for s in _variants(schema)] or [schema]
    return tuple(dict.fromkeys(name for variant in variants for name in variant.get("properties", {})))


def allowed(root: Schema, schema: Schema) -> str:
    """Return what a value may be: "a whole number from 0 to 100"; empty where the schema does not say."""
    schema = _resolved(root, schema)
    if variants := _variants(schema):
        return " or ".join(dict.fromkeys(filter(None, (allowed(root, variant) for variant in variants))))
    if "const" in schema or "enum" in schema:
        choices = [shown(choice) for choice in schema.get("enum", [schema.get("const")])]
        return choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"
    return _WORDS.get(str(schema.get("type")), _nothing)(schema)


def shown(value: object) -> str:
    """Return a value as its writer would recognise it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"}"' if value else "an empty text"
        case int() | float():
            return str(value)[:_LONGEST]
        case Mapping():
            return "a table"
        case Sequence():
            return f"a list of {len(value)}" if value else "an empty list"
        case _:
            return f"a date or time ({value})"


def _variants(schema: Schema) -> list[Schema]:
    return [s for s in schema.get("anyOf", schema.get("oneOf", [])) if s.get("type") != "null"]


def _resolved(root: Schema, schema: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    name = str(schema["$ref"]).rsplit("/", 1)[-1]
    found: Schema = root.get("$defs", {}).get(name, {})
    return found


def _inner(root: Schema, schema: Schema, part: str | int) -> Schema:
    if variants := _variants(schema):
        inner = (_inner(root, _resolved(root, variant), part) for variant in variants)
        return next((found for found in inner if found), {})
    found: object
    if isinstance(part, int):
        fixed = schema.get("prefixItems", [])
        found = fixed[part] if part < len(fixed) else schema.get("items")
    else:
        found = schema.get("properties", {}).get(part) or schema.get("additionalProperties")
    return found if isinstance(found, dict) else {}


def _number(schema: Schema, noun: str) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        return f"{noun} from {low:g} to {high:g}"
    bounds = [
        f"{word} {bound:g}"
        for word, bound in (("of at least", low), ("of at most", high), ("above", above), ("below", below))
        if bound is not None
    ]
    return " ".join([noun, " and ".join(bounds)]).strip()


def _text(schema: Schema) -> str:
    most, least = schema.get("maxLength"), schema.get("minLength")
    if schema.get("pattern") == KEY:
        return "small letters, digits and single hyphens, like two-level-game"
    if most is not None:
        return f"text in quotation marks, up to {most} characters{' and not empty' if least else ''}"
    return "text in quotation marks" + (", not empty" if least else "")


def _list(schema: Schema) -> str:
    least, most = schema.get("minItems"), schema.get("maxItems")
    if least is not None and least == most:
        return f"a list of exactly {least}"
    if least is not None and most is not None:
        return f"a list of {least} to {most}"
    if least is not None or most is not None:
        return f"a list of at {'least' if most is None else 'most'} {least if most is None else most}"
    return "a list"


def _nothing(_: Schema) -> str:
    return ""


_WORDS: Mapping[str, Callable[[Schema], str]] = MappingProxyType(
    {
        "integer": lambda schema: _number(schema, "a whole number"),
        "number": lambda schema: _number(schema, "a number"),
        "boolean": lambda _: "true or false",
        "string": _text,
        "array": _list,
        "object": lambda _: "a table",
    }
)
