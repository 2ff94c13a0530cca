"""Cards and forms before the judge: as Discord would get them, against its document and the limits it lacks."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.discord.draw import DESK, view_of
from bot.discord.forms import Form, modal_of, of_fill
from bot.discord.layout import Pen, lay_out
from bot.discord.limits import LABEL, MODAL_TITLE, units
from bot.wording import Moment
from core.blocks import Block, Choose, Fill
from tests.desk import MONDAY
from tests.discord_wire.judge.bench import Bench
from tests.discord_wire.judge.seen import CALLBACK, Seen, components
from tests.discord_wire.values import COMPONENTS_V2, Json
from tests.games.shown import MARKUP

POST = "POST /channels/{channel_id}/messages"
NOW = Moment(1_000_000, MONDAY)
PEN = Pen(moment=NOW)


def pages(blocks: Sequence[Block], pen: Pen = PEN) -> list[Json]:
    """Return all pages of a card as they are sent: pressing what turns them until the first comes again."""
    first = _page(blocks, pen, 0)
    found = [first]
    while pen.source is not None and _turns(found[-1], len(found)):
        found.append(_page(blocks, pen, len(found)))
    return found


def faults_of_message(bench: Bench, message: Json) -> list[str]:
    """Return what the judge has against a message."""
    names = [
        item["media"]["url"].removeprefix("attachment://")
        for component in components(message["components"])
        for item in component.get("items", ())
    ]
    files = dict.fromkeys(range(len(names)), "image/png")
    attachments = [{"id": n, "filename": name, "description": "told"} for n, name in enumerate(names)]
    body = {**message, "flags": COMPONENTS_V2, "allowed_mentions": {"parse": []}}
    if attachments:
        body["attachments"] = attachments
    return [str(f) for f in bench.judge(Seen(POST, body, files=files, names=dict(enumerate(names))))]


def faults_of_form(bench: Bench, form: Form) -> list[str]:
    """Return what the judge has against a form that fits, and what nobody could read of its title and labels."""
    modal = modal_of(form)
    if modal is None:
        return ["it cannot be opened"]
    judged = [str(f) for f in bench.judge(Seen(CALLBACK, {"type": 9, "data": modal.to_dict()}))]
    return [*judged, *_faults_of_lines([form.title, *(field.label for field in form.fields)])]


def _faults_of_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a title or a label: Discord cuts off what is too long, and shows mark-up as it is."""
    for line in lines:
        if not line.strip() or units(line) > min(MODAL_TITLE, LABEL):
            yield f"“{line}” has {units(line)} characters"
        if MARKUP.search(line) or "\n" in line:
            yield f"“{line}” carries mark-up"


def forms_in(blocks: Sequence[Block]) -> list[Form]:
    """Return the forms that a card opens."""
    behind = [press for block in blocks if isinstance(block, Choose) for press in block.presses if press.form]
    fills = [Fill(press.form, press.request) for press in behind if press.form is not None]
    return [of_fill(fill) for fill in (*fills, *(block for block in blocks if isinstance(block, Fill)))]


def _page(blocks: Sequence[Block], pen: Pen, number: int) -> Json:
    view: Any = view_of(lay_out(blocks, pen, number), DESK)  # the library leaves this method without types
    return {"components": view.to_components()}


def _turns(page: Json, shown: int) -> bool:
    labels = [c.get("label") or "" for c in components(page["components"])]
    return any(label.startswith(f"More ({shown + 1} of ") for label in labels)
