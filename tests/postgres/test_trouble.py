"""A server in trouble: one plain sentence, nothing lost, and the same process goes on once it is healed."""

from pathlib import Path

import pytest

from core.requests.section import Help
from core.rows import Person
from core.service import Service
from core.store import backup, migrate
from core.store.store import Store
from core.store.trouble import StoreTrouble
from tests.desk import MONDAY, NOTHING_TO_PLAY, student, text
from tests.postgres.conftest import bot
from tests.server import Server
from tests.store.office import delivery, together
from tests.store.unsure import unsure

pytestmark = pytest.mark.slow

AWAY = ("The database server does not answer.", "The database server is stopping or starting.")


async def people(service: Service) -> set[str]:
    workspace = student("Ana").workspace
    return {row.id for row in await service.store.view(lambda ledger: ledger.find(Person, workspace=workspace))}


async def test_a_server_that_is_gone_says_so_and_the_same_process_goes_on_when_it_is_back(
    server: Server, url: str
) -> None:
    async with bot(url) as service:
        before = await together(service, [delivery(f"before-{n}") for n in range(20)])
        server.stop("immediate")
        try:
            refused = await together(service, [delivery(f"n-{n}") for n in range(20)])
            look = await service.handle(delivery("look", Help()))
        finally:
            server.start()
        after = await together(service, [delivery(f"n-{n}") for n in range(20)])
        assert text(await service.handle(delivery("look again", Help())))
        assert len(await people(service)) == 40
    assert {result.refused for result in refused} == {"trouble"}
    assert all(result.said[0].startswith(AWAY) for result in refused)
    assert look.refused == "trouble"
    assert text(look).startswith(AWAY)
    assert not any(result.refused for result in [*before, *after])


@pytest.mark.parametrize("stored", [True, False], ids=["stored", "not stored"])
async def test_what_a_server_was_storing_when_it_went_is_told_as_it_finds_it_when_it_is_back(
    server: Server, url: str, stored: bool
) -> None:
    def gone(_driver: object) -> Exception:
        server.stop("immediate")
        return ConnectionResetError("gone")

    async def wait_for_it(_seconds: float) -> None:
        if not (Path(server.folder) / "data" / "postmaster.pid").exists():
            server.start()

    async with bot(url) as service:
        await service.decide(delivery("before"))
        service._writer._pause = wait_for_it
        with unsure(service, stored=stored, error=gone) as broken:
            results = await together(service, [delivery(f"n-{n}") for n in range(20)])
        again = await together(service, [delivery(f"n-{n}") for n in range(20)])
        assert len(await people(service)) == 21
    assert broken == [stored]
    assert not any(result.refused for result in results)
    assert results == again


async def test_a_row_that_another_program_holds_for_long_says_so_and_heals(url: str) -> None:
    async with bot(url) as service, bot(url, 2) as other:
        await service.decide(delivery("one", who=student("Ana")))
        async with other.store._engines.write.begin() as conn:
            await conn.exec_driver_sql("SELECT * FROM people FOR UPDATE")
            refused = await service.decide(delivery("two", who=student("Ana")))
        after = await service.decide(delivery("two", who=student("Ana")))
    assert refused.said == ("The database is in use by another program. Nothing was lost; try again in a moment.",)
    assert not after.refused


async def test_a_full_disk_says_so_and_takes_nobody_for_sick(server: Server, database: str, url: str) -> None:
    full = (
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
    )
    async with bot(url) as service:
        server.sql(database, full, "CREATE TRIGGER no_room BEFORE INSERT ON people EXECUTE FUNCTION full_disk()")
        refused = await together(service, [delivery(f"n-{n}") for n in range(20)])
        server.sql(database, "DROP TRIGGER no_room ON people")
        after = await together(service, [delivery(f"n-{n}") for n in range(20)])
    assert {result.said for result in refused} == {
        ("The disk is full. Free some space, then try again; nothing that was confirmed is lost.",)
    }
    assert not any(result.refused for result in after)


async def test_a_server_that_only_lets_itself_be_read_says_so(server: Server, database: str, url: str) -> None:
    server.sql(database, f'ALTER DATABASE "{database}" SET default_transaction_read_only = on')
    async with bot(url) as service:
        refused = await service.decide(delivery("one"))
    assert refused.said == (
        "The database can only be read: is this the server's standby? Name the one that takes writes.",
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://entente@/nowhere?host={folder}", "The server has no database of this name"),
        ("postgresql://stranger@/postgres?host={folder}", "refuses this user or password"),
        ("postgresql://entente@/postgres?host=/nowhere", "does not answer"),
        ("postgresql://entente:secret@localhost:1/postgres", "does not answer"),
        ("postgresql://entente@/postgres?host={folder}", "older than this program"),
    ],
)
async def test_a_wrong_address_is_told_as_what_it_is(server: Server, address: str, said: str) -> None:
    url = address.format(folder=server.folder)
    with pytest.raises(StoreTrouble, match=said) as told:
        await migrate.check(url)
    assert "secret" not in str(told.value)


async def test_a_database_that_was_not_laid_out_says_so(bare: str) -> None:
    store = Store(bare, NOTHING_TO_PLAY)
    with pytest.raises(StoreTrouble, match=r"has not been laid out yet\. Run: entente db upgrade"):
        await store.view(lambda ledger: ledger.get(Person, "ana"))
    with pytest.raises(StoreTrouble, match="has not been laid out yet"):
        await store.commit(lambda ledger: ledger.put(Person(id="a", workspace="w", alias="otter", at=MONDAY)))
    await store.close()


async def test_a_user_who_may_not_write_is_told_whom_to_ask(server: Server, database: str, url: str) -> None:
    server.sql(database, "CREATE ROLE reader LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    store = Store(url.replace("//entente@", "//reader@"), NOTHING_TO_PLAY)
    with pytest.raises(StoreTrouble, match="does not let Entente do this"):
        await store.commit(lambda ledger: ledger.put(Person(id="a", workspace="w", alias="otter", at=MONDAY)))
    await store.close()
    server.sql(database, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM reader", "DROP ROLE reader")


async def test_too_many_connections_say_so(server: Server, database: str, url: str) -> None:
    server.sql(database, f'ALTER DATABASE "{database}" CONNECTION LIMIT 0', "CREATE ROLE bot LOGIN")
    store = Store(url.replace("//entente@", "//bot@"), NOTHING_TO_PLAY)
    with pytest.raises(StoreTrouble, match="takes no more connections"):
        await store.view(lambda ledger: ledger.get(Person, "ana"))
    await store.close()
    server.sql(database, "DROP ROLE bot")


async def test_a_backup_names_the_servers_own_tools(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="pg_dump"):
        await backup.backup(url, tmp_path / "copy.sqlite")
