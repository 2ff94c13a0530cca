"""What is stored is what is read, for every kind of row; and the tables are what the rows say."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import get_type_hints

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import catalogue, rows
from core.rows import EVERY, Row
from core.store.codec import Codec
from core.store.rowsql import _upsert
from core.store.schema import METADATA, NAMES, TABLES, UtcDateTime
from tests.store.made import rows_of

SQLITE = sa.create_engine("sqlite://").dialect


@pytest.fixture(scope="module")
def codec() -> Codec:
    return Codec(catalogue.load())


@pytest.fixture(scope="module")
def memory() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        METADATA.create_all(connection)
        yield connection
    engine.dispose()


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: NAMES[kind])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_row_is_read_as_it_was_stored(
    kind: type[Row], codec: Codec, memory: sa.Connection, data: st.DataObject
) -> None:
    row = data.draw(rows_of(kind))
    memory.execute(sa.delete(TABLES[kind]))
    statement, adapt = _upsert(NAMES[kind], "sqlite")
    memory.exec_driver_sql(statement, [adapt(codec.values(row))])
    codec.forget()  # positions must come from the JSON, not from memory
    (found,) = memory.execute(sa.select(TABLES[kind])).mappings().all()
    assert codec.row(kind, dict(found)) == row


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: NAMES[kind])
def test_a_table_has_the_columns_of_its_rows_and_the_tenant_key(kind: type[Row]) -> None:
    table, hints = TABLES[kind], get_type_hints(kind)
    assert [column.name for column in table.columns] == [field.name for field in fields(kind)]
    assert {column.name for column in table.columns if column.nullable} == {
        name for name, hint in hints.items() if type(None) in getattr(hint, "__args__", ())
    }
    assert not table.c.workspace.nullable
    assert [column.name for column in table.primary_key] == ["id"]


def test_every_kind_of_row_has_a_table_and_parents_come_before_their_children() -> None:
    assert {kind.__name__ for kind in EVERY} == {kind.__name__ for kind in Row.__subclasses__()}
    assert list(TABLES) == list(EVERY)
    order = [NAMES[kind] for kind in EVERY]
    for kind, table in TABLES.items():
        for key in table.foreign_keys:
            assert order.index(key.column.table.name) < order.index(NAMES[kind])


def test_what_points_to_another_row_is_a_foreign_key_that_can_be_found_by_an_index() -> None:
    """A column that names a table of its own is looked up from both ends."""
    for kind in (rows.Place, rows.Chair, rows.SealedMove, rows.Score, rows.Note, rows.Draft):
        table = TABLES[kind]
        assert any(key.column.table.name == "tables" for key in table.c.table.foreign_keys)
        assert any(next(iter(index.columns)).name == "table" for index in table.indexes)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 9, 7, 8, 0), SQLITE)  # noqa: DTZ001  the fault itself


def test_a_moment_elsewhere_is_stored_in_utc_and_comes_back_aware() -> None:
    athens = datetime(2026, 9, 7, 11, 0, tzinfo=timezone(timedelta(hours=3)))
    stored = UtcDateTime().process_bind_param(athens, SQLITE)
    assert stored == datetime(2026, 9, 7, 8, 0)  # noqa: DTZ001  SQLite keeps no zone
    assert UtcDateTime().process_result_value(stored, SQLITE) == datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
