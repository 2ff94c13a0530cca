"""The peers' locks: exact versions, with hashes, from wherever this machine gets its packages."""

import pytest

from tests.bench import environments


@pytest.mark.parametrize("pinned", ["negmas==0.16.0", "otree==6.0.15"])
def test_a_lock_names_versions_and_hashes_and_no_place_to_fetch_from(pinned: str) -> None:
    lock = environments.lock_of(pinned.partition("==")[0]).read_text()
    assert pinned in lock
    assert "--hash=sha256:" in lock
    assert "index" not in lock
    assert "http" not in lock
