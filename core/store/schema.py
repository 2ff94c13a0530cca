"""The tables in SQL, laid out from `core.rows`: columns are declared there, once; keys and indexes here."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_type_hints

import sqlalchemy as sa

from core import rows
from core.rows import Row


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite alone would give back a naive one."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Store UTC; refuse a naive datetime, whose meaning is unknown."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A datetime without a time zone cannot be stored.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """Give back UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        """Ask PostgreSQL for a time zone."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name != "sqlite"))


_SQL_TYPES: Mapping[type, type[sa.types.TypeEngine[Any]]] = MappingProxyType(
    {str: sa.Text, int: sa.BigInteger, bool: sa.Boolean, float: sa.Float, datetime: UtcDateTime, date: sa.Date}
)

NAMES: Mapping[type[Row], str] = MappingProxyType(
    {
        rows.Mark: "marks", rows.Once: "once", rows.Person: "people", rows.Account: "accounts",
        rows.Section: "sections", rows.Binding: "bindings", rows.Membership: "memberships",
        rows.Session: "sessions", rows.Signup: "signups", rows.Table: "tables", rows.Snapshot: "snapshots",
        rows.Chair: "chairs", rows.Place: "places", rows.SealedMove: "sealed_moves", rows.Draft: "drafts",
        rows.Entry: "journal", rows.Score: "scores", rows.Written: "writings", rows.Note: "notes",
        rows.Board: "boards", rows.Letter: "letters",
        rows.Study: "studies", rows.Card: "cards", rows.Attempt: "attempts",
    }
)  # fmt: skip

_PARENTS: Mapping[type[Row], Mapping[str, str]] = MappingProxyType(
    {
        rows.Account: {"person": "people"},
        rows.Binding: {"section": "sections"},
        rows.Membership: {"section": "sections", "person": "people"},
        rows.Session: {"section": "sections"},
        rows.Signup: {"session": "sessions", "person": "people"},
        rows.Table: {"session": "sessions"},
        rows.Snapshot: {"id": "tables"},
        rows.Chair: {"table": "tables"},
        rows.Place: {"table": "tables", "person": "people"},
        rows.SealedMove: {"table": "tables"},
        rows.Draft: {"table": "tables"},
        rows.Entry: {"table": "tables"},
        rows.Score: {"table": "tables"},
        rows.Note: {"table": "tables", "written": "writings"},
        rows.Board: {"session": "sessions"},
        rows.Letter: {"session": "sessions", "person": "people"},
        rows.Study: {"section": "sections", "person": "people"},
        rows.Card: {"section": "sections", "person": "people"},
        rows.Attempt: {"section": "sections", "person": "people"},
    }
)

_UNIQUE: Mapping[type[Row], tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        rows.Section: (("code",),),
        rows.Membership: (("section", "person"),),
        rows.Signup: (("session", "person"),),
        rows.Table: (("session", "number"),),
        rows.Entry: (("table", "seq"),),
    }
)

_INDEXES: Mapping[type[Row], tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        rows.Once: (("at",),),
        rows.Person: (("workspace", "alias"),),
        rows.Account: (("person",),),
        rows.Binding: (("section",),),
        rows.Membership: (("person",),),
        rows.Session: (("section", "status"), ("deadline",)),
        rows.Table: (("session",), ("deadline",), ("nudge",)),
        rows.Chair: (("table",), ("session",)),
        rows.Place: (("table",), ("person", "live"), ("session", "person")),
        rows.SealedMove: (("table", "phase"),),
        rows.Draft: (("table", "seat"),),
        rows.Score: (("session", "seat"), ("section",), ("table", "seat")),
        rows.Note: (("table",),),
        rows.Board: (("session",), ("due",)),
        rows.Letter: (("person",), ("due",), ("at",)),
        rows.Card: (("section", "person"),),
        rows.Attempt: (("section", "person"),),
    }
)

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _column(kind: type[Row], name: str, hint: object) -> sa.Column[Any]:
    options = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    plain = next((t for t in _SQL_TYPES if t in options), str)  # literals are text; mappings and tuples are JSON text
    parent = _PARENTS.get(kind, {}).get(name)
    keys = [sa.ForeignKey(f"{parent}.id")] if parent else []
    return sa.Column(name, _SQL_TYPES[plain](), *keys, primary_key=name == "id", nullable=type(None) in options)


def _table(kind: type[Row]) -> sa.Table:
    hints = get_type_hints(kind)
    unique = [sa.UniqueConstraint(*columns) for columns in _UNIQUE.get(kind, ())]
    indexes = [sa.Index(None, *columns) for columns in _INDEXES.get(kind, ())]
    columns = [_column(kind, f.name, hints[f.name]) for f in fields(kind)]
    return sa.Table(NAMES[kind], METADATA, *columns, *unique, *indexes)


TABLES: Mapping[type[Row], sa.Table] = MappingProxyType({kind: _table(kind) for kind in rows.EVERY})
