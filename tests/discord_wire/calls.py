"""One call of the REST API: what was asked, and what is answered or refused."""

import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.discord_wire.values import Json


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file."""

    name: str
    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Call:
    """A request: the route's template and parameters, the JSON body (None: none was sent), the files by index."""

    method: str
    template: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    files: Mapping[int, File] = field(default_factory=dict)

    @property
    def route(self) -> str:
        """Return the route in words: "POST /channels/{channel_id}/messages"."""
        return f"{self.method} {self.template}"

    def json(self) -> Json:
        """Return the body, which must be an object."""
        if not isinstance(self.body, dict):
            raise Refused(400, 50109, "The request body contains invalid JSON.")
        return self.body


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered; no body is 204."""

    body: Any = None
    status: int = 200


class Refused(Exception):
    """Discord says no: an HTTP status, its own code, its own words."""

    def __init__(self, status: int, code: int, message: str, details: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details

    @property
    def body(self) -> Json:
        """Return the refusal as JSON."""
        shown: Json = {"message": self.message, "code": self.code}
        return {**shown, "errors": self.details} if self.details else shown


def unknown(what: str) -> Refused:
    """Return the refusal of something that is not there."""
    codes = {"Channel": 10003, "Guild": 10004, "Member": 10007, "Message": 10008, "User": 10013, "Webhook": 10015}
    codes |= {"interaction": 10062, "application command": 10063}
    return Refused(404, codes[what], f"Unknown {what}")


NO_ACCESS = Refused(403, 50001, "Missing Access")
NO_PERMISSION = Refused(403, 50013, "Missing Permissions")
ARCHIVED = Refused(400, 50083, "Thread is archived")
CLOSED_DM = Refused(403, 50007, "Cannot send messages to this user")
ALREADY_ANSWERED = Refused(400, 40060, "Interaction has already been acknowledged.")
TOKEN_EXPIRED = Refused(401, 50027, "Invalid Webhook Token")
UNAUTHORISED = Refused(401, 0, "401: Unauthorized")


async def read(request: web.Request, template: str, params: Mapping[str, str]) -> Call:
    """Return the call that a request makes; multipart bodies are taken apart."""
    query = dict(request.query)
    if request.content_type.startswith("multipart/"):
        body, files = await _parts(request)
        return Call(request.method, template, params, query, body, files)
    raw = await request.read()
    return Call(request.method, template, params, query, _parsed(raw) if raw else None)


async def _parts(request: web.Request) -> tuple[Any, Mapping[int, File]]:
    body: Any = None
    files: dict[int, File] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refused(400, 50035, "Invalid Form Body: a multipart inside a multipart")
        name, data = part.name or "", bytes(await part.read())
        if name == "payload_json":
            body = _parsed(data)
        elif name.startswith("files[") and name.endswith("]"):
            kind = mimetypes.guess_type(part.filename or "")[0] or "application/octet-stream"
            files[int(name[6:-1])] = File(part.filename or "", data, kind)
    return body, files


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from None
