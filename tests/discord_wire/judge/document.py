"""Discord's own OpenAPI document as a judge, where the machine has it."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.discord_wire.judge.seen import Finding, Seen
from tests.discord_wire.values import Json

FILE = "discord-openapi.json"
MISSING = f"ENTENTE_SPECS names no folder with {FILE}: bodies are not judged against Discord's own document."


def file() -> Path | None:
    """Return where the document is, None if the machine has none."""
    folder = os.environ.get("ENTENTE_SPECS")
    path = Path(folder) / FILE if folder else None
    return path if path is not None and path.is_file() else None


class Document:
    """The document. It is not made strict: discord.py sends fields that it does not list, such as `nsfw`."""

    def __init__(self, path: Path) -> None:
        self._whole: Json = json.loads(path.read_text(encoding="utf-8"))
        self._validator = cache(self._compiled)

    def judge(self, seen: Seen) -> Iterator[Finding]:
        """Yield what the document says against a body."""
        method, template = seen.route.split(" ", 1)
        operation = self._whole["paths"].get(template, {}).get(method.lower())
        if operation is None:
            yield Finding(f"{seen.route}: the document has no such route")
            return
        if seen.body is None and not operation.get("requestBody", {}).get("required"):
            return
        yield from self._errors(seen.route, "request", _with_text_ids(seen.body), seen.kind)

    def judge_answer(self, route: str, status: int, body: Any) -> Iterator[Finding]:
        """Yield what the document says against an answer of our own: the harness is held to it too."""
        yield from self._errors(route, str(status), body, 0)

    def _errors(self, route: str, part: str, body: Any, kind: int) -> Iterator[Finding]:
        validator = self._validator(route, part, kind)
        if validator is None:
            return
        for error in validator.iter_errors(body):
            where = "/".join(str(step) for step in error.instance_path)
            yield Finding(f"{route} {part} at /{where}: {str(error.message)[:300]}")

    def _compiled(self, route: str, part: str, kind: int) -> jsonschema_rs.Draft202012Validator | None:
        method, template = route.split(" ", 1)
        operation = self._whole["paths"][template][method.lower()]
        found = operation.get("requestBody") if part == "request" else operation["responses"].get(part)
        schema = (found or {}).get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            return None
        chosen = self._of_kind(schema, kind) if kind else schema
        return jsonschema_rs.Draft202012Validator({**chosen, "components": self._whole["components"]})

    def _of_kind(self, schema: Json, kind: int) -> Json:
        """Return the one of several schemas whose `type` is this, so that its complaints name the place."""
        for one in schema["anyOf"]:
            named = self._whole["components"]["schemas"][one["$ref"].rsplit("/", 1)[1]]
            if kind in named["properties"]["type"]["enum"]:
                return dict(one)
        return schema


def _with_text_ids(body: Any) -> Any:
    """Return a body whose ids are text where the library sends numbers: those are taken too, whatever it says there."""
    if not isinstance(body, dict):
        return body
    filled = {k: _with_text_ids(v) if k == "data" else v for k, v in body.items()}
    if isinstance(body.get("recipient_id"), int):
        filled["recipient_id"] = str(body["recipient_id"])
    if isinstance(body.get("attachments"), list):
        filled["attachments"] = [
            {**entry, "id": str(entry["id"])} if isinstance(entry.get("id"), int) else entry
            for entry in body["attachments"]
        ]
    return filled


@cache
def document() -> Document | None:
    """Return the document, None if the machine has none."""
    path = file()
    return Document(path) if path is not None else None
