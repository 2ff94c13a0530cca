"""What an instructor may change at the start: a form made from a game's parameters, and the values back into them."""

from collections.abc import Mapping
from typing import Any, Literal, cast, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo
from rapidfuzz import process

from core.game import Field, NotAMove, Option, Params, Pick, Value, Whole, YesNo
from core.scenario.check import refusals
from core.scenario.model import Scenario


def scalars(params: type[Params]) -> tuple[Field, ...]:
    """Return a kit field for every parameter an instructor may change: a scalar with a description.

    Whole numbers need both bounds and may name a unit (`json_schema_extra={"unit": "%"}`); bool becomes a yes or
    no, `Literal` of texts a pick.
    """
    made = (_field(name, info) for name, info in params.model_fields.items() if info.description)
    return tuple(field for field in made if field is not None)


def with_options(scenario: Scenario, options: Mapping[str, str]) -> Params:
    """Return the scenario's parameters with what the instructor changed.

    Raises NotAMove with a sentence for a name that cannot be changed, a value out of range, or values that the game
    refuses together.
    """
    model = type(scenario.params)
    fields = {field.name: field for field in scalars(model)}
    changed = {name: _parsed(fields, name, raw) for name, raw in options.items()}
    if not changed:
        return scenario.params
    whole: dict[str, Any] = {**scenario.params.model_dump(mode="json"), **changed}
    read = refusals(model, whole)
    if isinstance(read, tuple):
        raise NotAMove(read[0].message)
    return read


def _parsed(fields: Mapping[str, Field], name: str, raw: str) -> Value:
    if name in fields:
        return fields[name].parse(raw)
    near = tuple(match[0] for match in process.extract(name[:60], list(fields), score_cutoff=60, limit=3))
    takes = f"It takes: {', '.join(fields)}." if fields else "Nothing can be changed in it."
    raise NotAMove(f'This scenario has no option called "{name[:60]}". {takes}', suggestions=near)


def _field(name: str, info: FieldInfo) -> Field | None:
    label, about = info.title or name.replace("_", " ").capitalize(), info.description or ""
    if info.annotation is bool:
        return YesNo(name=name, label=label, help=about, optional=True)
    if info.annotation is int:
        return _whole(name, label, about, info)
    if get_origin(info.annotation) is Literal and all(isinstance(key, str) for key in get_args(info.annotation)):
        options = tuple(Option(key, _spoken(key)) for key in get_args(info.annotation))
        return Pick(name=name, label=label, help=about, optional=True, options=options)
    return None


def _whole(name: str, label: str, about: str, info: FieldInfo) -> Whole | None:
    low, high = None, None
    for rule in info.metadata:
        match rule:
            case Ge(ge=bound):
                low = cast("int", bound)
            case Gt(gt=bound):
                low = cast("int", bound) + 1
            case Le(le=bound):
                high = cast("int", bound)
            case Lt(lt=bound):
                high = cast("int", bound) - 1
    if low is None or high is None:
        return None
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return Whole(name=name, label=label, help=about, optional=True, low=low, high=high, unit=str(extra.get("unit", "")))


def _spoken(key: str) -> str:
    return key.replace("_", " ").replace("-", " ").capitalize()
