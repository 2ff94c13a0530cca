"""For all tests: nothing is measured by a busy machine's clock; `--database postgres` tells stories on a server; proofs
say what they did at the end, also those run by several processes."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests import database, server

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="where tests keep their class"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, with the reason, what says nothing on a server, and everything where there is no server."""
    if config.getoption("--database") != "postgres":
        return
    for item in items:
        if server.binaries() is None:
            item.add_marker(pytest.mark.skip(reason=server.ABSENT))
        elif (files := item.get_closest_marker("sqlite")) is not None:
            item.add_marker(pytest.mark.skip(reason=f"about SQLite: {files.args[0]}"))


_TOLD = "told"


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return what adds a line to the figures at the end of the tests' output."""
    return lambda line: record_property(_TOLD, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that proofs have told, whichever process ran them."""
    reports = [report for key in ("passed", "failed") for report in terminalreporter.stats.get(key, ())]
    told = [line for report in reports for name, line in report.user_properties if name == _TOLD]
    if told:
        terminalreporter.section("what the proofs did")
        for line in told:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session", autouse=True)
def _where_classes_are_kept(pytestconfig: pytest.Config) -> Iterator[None]:
    """Start a server for the session (for each of several processes its own), where one is asked for."""
    with ExitStack() as until_the_end:
        if pytestconfig.getoption("--database") == "postgres" and server.binaries() is not None:
            os.environ[database.ON_SERVER] = str(until_the_end.enter_context(server.running()).folder)
            until_the_end.callback(os.environ.pop, database.ON_SERVER)
        yield


@pytest.fixture(autouse=True)
def _nothing_left_on_the_server(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drop a test's databases after it: some megabytes each."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder is not None:
        database.drop_all(folder)
