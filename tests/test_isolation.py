"""The tests themselves are kept away from the machine: its home, its settings and its network."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st


def test_home_is_an_empty_folder(home: Path) -> None:
    assert Path.home() == home
    assert os.environ["TME_HOME"] == str(home)
    assert list(home.iterdir()) == []


@given(st.integers())
def test_laws_run_with_the_empty_home_too(number: int) -> None:
    assert isinstance(number, int)
    assert "TME_HOME" in os.environ


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_no_other_machine_is_reached(host: str) -> None:
    with pytest.raises(PermissionError, match="no other machine"):
        socket.create_connection((host, 443), timeout=1)


def test_no_other_machine_is_reached_by_number() -> None:
    with socket.socket() as plain, pytest.raises(PermissionError, match="no other machine"):
        plain.connect(("192.0.2.1", 443))


def test_this_machine_is_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
