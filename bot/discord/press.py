"""What a button carries: its request, how it is made, and what stands for it when it is too long."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from bot.discord.ids import write
from bot.discord.touch import Mode, Recall, Source, Touch, digest_of
from core.blocks import Block, Choose, Fill, Press
from core.replies import Reply
from core.requests import Request, inputs
from core.requests.game import Act, OpenForm, SaveDraft
from core.requests.quiz import StartQuiz


@dataclass(frozen=True, slots=True)
class Carrier:
    """Writes custom ids for one card: where it came from, and the server where the message lies in none."""

    source: Source | None = None
    place: str = ""

    def of(self, request: Request, mode: Mode = "do", asks: tuple[str, ...] = ()) -> str | None:
        """Return the custom id that makes a request, or None when nothing short enough can stand for it."""
        request = _light(request)
        whole = write(Touch(request=request, mode=mode, place=self.place, asks=asks))
        if whole is not None or self.source is None:
            return whole
        return write(Recall(source=self.source, digest=digest_of(request), mode=mode, place=self.place))


def mode_of(press: Press) -> Mode:
    """Return how a button's request is made."""
    asked_for = isinstance(press.request, OpenForm) or press.request == StartQuiz() or missing(press.request)
    if press.form is not None or asked_for:
        return "form"
    return "confirm" if press.confirm else "do"


def request_of(press: Press) -> Request:
    """Return the request that a button carries; what its form is filled with is kept in the request's own inputs."""
    if press.form is None or isinstance(press.request, Act):
        return press.request
    own = {part.name for part in fields(press.request)}
    kept = {name: value for name, value in press.form.initial.items() if name in own}
    return replace(press.request, **kept) if kept else press.request


def missing(request: Request) -> tuple[str, ...]:
    """Return the inputs that a request cannot be made without and does not have."""
    if isinstance(request, Act | SaveDraft):
        return ()  # their moves say what they need
    return tuple(field.name for field in inputs(type(request)) if _lacks(request, field.name, field.optional))


def offered(blocks: tuple[Block, ...]) -> Iterator[Press]:
    """Yield everything that a card offers to press; a form can be sent as it is filled."""
    for block in blocks:
        if isinstance(block, Choose):
            yield from block.presses
            yield from (option for press in block.presses for option in presses_of(press))
        elif isinstance(block, Fill):
            yield as_filled(block)


def recalled(reply: Reply, digest: str) -> Press | None:
    """Return what a card offers under this digest, None if it no longer does."""
    return next((p for p in offered(reply.blocks) if digest_of(_light(request_of(p))) == digest), None)


def presses_of(press: Press) -> tuple[Press, ...]:
    """Return the presses that stand for a form of a single list, one an option; () for any other."""
    if press.form is None or not isinstance(press.request, Act) or len(press.form.fields) != 1:
        return ()
    (field,) = press.form.fields
    options = getattr(field, "options", ())
    return tuple(
        Press(option.label, replace(press.request, values={field.name: option.key}), confirm=press.confirm)
        for option in options
    )


def as_filled(block: Fill) -> Press:
    """Return the press that sends a form with all the values that it shows."""
    values = {name: str(value) for name, value in block.spec.initial.items()}
    request = replace(block.request, values=values) if isinstance(block.request, Act) else block.request
    return Press("Send", request, confirm=block.spec.binds, main=True)


def _lacks(request: Request, name: str, optional: bool) -> bool:
    return not optional and getattr(request, name) == ""


def _light(request: Request) -> Request:
    """Return a request without what its card says anyway: why a form is shown again stands above its button."""
    return replace(request, problem="") if isinstance(request, OpenForm) else request
