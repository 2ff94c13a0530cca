"""Limits of forms and of completion that the document lacks."""

from collections.abc import Iterator

from tests.discord_wire.judge.limits import OPTIONS, custom_ids, judge_component
from tests.discord_wire.judge.seen import Finding, Seen, components
from tests.discord_wire.values import Json

FIELDS = 5
TITLE = 45
LABEL = 45
DESCRIPTION = 100
TEXT = 4_000
ROW, LABELLED, TEXT_INPUT, RADIO, CHECKBOXES, WORDS = 1, 18, 4, 21, 22, 10


def judge_form(seen: Seen) -> Iterator[Finding]:
    """Yield what is wrong with a form."""
    if seen.kind != 9:
        return
    form = seen.body.get("data") or {}
    top = form.get("components") or []
    tree = list(components(top))
    if not 1 <= len(form.get("title") or "") <= TITLE:
        yield Finding(f"a form's title has {len(form.get('title') or '')} characters, 1 to {TITLE} fit")
    if not 1 <= len(top) <= FIELDS:
        yield Finding(f"a form has {len(top)} parts, 1 to {FIELDS} fit")
    yield from custom_ids([{"custom_id": form.get("custom_id", "")}, *tree])
    for component in tree:
        yield from _part(component)


def _part(component: Json) -> Iterator[Finding]:
    kind = component.get("type")
    if kind == LABELLED:
        yield from _label(component)
    elif kind == TEXT_INPUT:
        yield from _text_input(component)
    elif kind == RADIO and not 2 <= len(component.get("options") or ()) <= 10:
        yield Finding("a radio group has two to ten options")
    elif kind == CHECKBOXES and not 1 <= len(component.get("options") or ()) <= 10:
        yield Finding("a group of checkboxes has one to ten options")
    elif kind not in {ROW, RADIO, CHECKBOXES}:
        yield from judge_component(component)


def _label(label: Json) -> Iterator[Finding]:
    if not 1 <= len(label.get("label") or "") <= LABEL:
        yield Finding(f"a field's label has {len(label.get('label') or '')} characters, 1 to {LABEL} fit")
    if len(label.get("description") or "") > DESCRIPTION:
        yield Finding(f"a field's description has more than {DESCRIPTION} characters")


def _text_input(field: Json) -> Iterator[Finding]:
    least, most = field.get("min_length") or 0, field.get("max_length") or TEXT
    if least > most:
        yield Finding(f"a field asks for at least {least} and at most {most} characters")
    if len(field.get("value") or "") > most:
        yield Finding(f"a field is filled with more than its {most} characters")
    if len(field.get("placeholder") or "") > 100:
        yield Finding("a field's placeholder has more than 100 characters")


def judge_completion(seen: Seen) -> Iterator[Finding]:
    """Yield what is wrong with offered completions."""
    if seen.kind != 8:
        return
    choices = (seen.body.get("data") or {}).get("choices") or []
    if len(choices) > OPTIONS:
        yield Finding(f"{len(choices)} completions, {OPTIONS} fit")
    for choice in choices:
        if not 1 <= len(choice.get("name") or "") <= 100 or not 1 <= len(str(choice.get("value", ""))) <= 100:
            yield Finding(f"a completion's name and value have 1 to 100 characters: {choice}")
