"""An engine that the tests of a module share; each finds an empty base."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.warm.engines import Engine, engine_at

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # commands are done for others on Linux only


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that takes long to tidy up is not killed over it: the machine may be busy."""
    monkeypatch.setattr("tme_tui.warm.server._PATIENCE", 60.0)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp("warm")
    home.chmod(0o700)
    with engine_at(home) as engine:
        yield engine


@pytest.fixture
def warm(shared: Engine) -> Engine:
    """A running engine over an empty base."""
    shared.forget()
    return shared
