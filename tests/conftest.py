"""What holds for every test: an empty home, no network, settings of nobody, laws tried repeatably in CI."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tme_tui.model.clock import FixedClock

pytest_plugins = ["tests.support.stores", "tests.support.disks"]

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=100,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background deaf to Ctrl-C, and so would be every program that is tested.
    signal.signal(signal.SIGINT, signal.default_int_handler)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""A Wednesday: the present moment of tests that need one."""

ORIGINAL_ENVIRONMENT = dict(os.environ)
"""What the tests were started with: for the few that run other programs' installers."""

_OURS = ("TME_", "_TME", "XDG_", "LC_")
_OURS_BY_NAME = {
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "DATABASE_URL",
    "EXTERNAL_PLUGINS",
    "FORCE_COLOR",
    "LANGUAGE",
    "LINES",
    "NO_COLOR",
    "SCHEDULE_ENABLED",
}


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Homes that no test has had yet; numbered here, since pytest would search its folder each time."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, which is also TME_HOME; nothing of the machine's own settings is left."""
    folder = next(homes)
    folder.mkdir(mode=0o700)
    for name in tuple(os.environ):
        if name.startswith(_OURS) or name in _OURS_BY_NAME:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TME_HOME", str(folder))
    monkeypatch.setenv("TME_DOTENV", "")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    return folder


def _is_near(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a path: a socket of this machine
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Every attempt to reach another machine from this process fails at once and says so."""
    refuse = pytest.MonkeyPatch()

    def guarded(original: Callable[..., object]) -> Callable[..., object]:
        def connect(self: socket.socket, address: object, /) -> object:
            if self.family != socket.AF_UNIX and not _is_near(address):
                raise PermissionError(f"tests reach no other machine: {address!r}")
            return original(self, address)

        return connect

    def resolve(host: object, *rest: object, **named: object) -> object:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_near((name,)):
            raise PermissionError(f"tests ask for no other machine: {name!r}")
        return original_resolve(host, *rest, **named)

    original_resolve: Callable[..., object] = socket.getaddrinfo
    refuse.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    refuse.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    refuse.setattr(socket, "getaddrinfo", resolve)
    yield
    refuse.undo()


@pytest.fixture
def now() -> datetime:
    """The present moment of the test: a Wednesday at noon, UTC."""
    return NOON


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at `now` until the test moves it."""
    return FixedClock(NOON)
