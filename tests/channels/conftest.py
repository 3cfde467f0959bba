"""The stand-in servers, one process each for all tests of a worker, as after the start for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.channels.servers.standin import StandIn, running


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxies are none of the tests' business."""
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
        "requests_ca_bundle",
        "curl_ca_bundle",
    ):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def _telegram_process() -> Iterator[StandIn]:
    with running("telegram") as server:
        yield server


@pytest.fixture(scope="session")
def _vk_process() -> Iterator[StandIn]:
    with running("vk") as server:
        yield server


@pytest.fixture(scope="session")
def _slack_process() -> Iterator[StandIn]:
    with running("slack") as server:
        yield server


@pytest.fixture
def telegram(_telegram_process: StandIn) -> StandIn:
    """A server of the Bot API."""
    _telegram_process.reset()
    return _telegram_process


@pytest.fixture
def vk(_vk_process: StandIn) -> StandIn:
    """A server of VK."""
    _vk_process.reset()
    return _vk_process


@pytest.fixture
def slack(_slack_process: StandIn) -> StandIn:
    """A server of Slack."""
    _slack_process.reset()
    return _slack_process
