"""The plugin of docs/plugins.md is installed as people install one, and sends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.channels.ports import closed_port

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
SEND = """
import json, os
from tme_tui.channels.opening import open_channels
from tme_tui.model.delivery import ChannelError, Outgoing
from tme_tui.settings import load_settings

channels = open_channels(load_settings(os.environ), print)
ntfy = channels.channels["ntfy"]
said = []
for topic in ("anna", "nobody", "broken"):
    try:
        ntfy.send(Outgoing("1", topic, "Позвонить Анне", "14:30"))
    except ChannelError as error:
        said.append(f"{type(error).__name__}: {error}")
channels.close()
print(json.dumps(said))
"""


class Server(ThreadingHTTPServer):
    """As much of ntfy as the plugin uses."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Topic)
        self.taken: list[tuple[str, str]] = []


class Topic(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        server = self.server
        assert isinstance(server, Server)
        server.taken.append((self.path, text))
        self.send_response({"/nobody": 403, "/broken": 502}.get(self.path, 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the plugin is installed, from nothing but what the page shows."""
    source, target = tmp_path_factory.mktemp("plugin"), tmp_path_factory.mktemp("installed")
    for name, language in (("tme_ntfy.py", "python"), ("pyproject.toml", "toml")):
        (text,) = re.findall(rf"^`{re.escape(name)}`:\n\n```{language}\n(.*?)^```", PAGE, re.DOTALL | re.M)
        (source / name).write_text(text)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps"]
    done = subprocess.run(
        [*command, "--no-index", "--disable-pip-version-check", "--target", str(target), str(source)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


def run(installed: Path, *command: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": str(installed), **variables},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_is_found_and_sends(installed: Path, server: Server) -> None:
    url = f"http://127.0.0.1:{server.server_port}"
    said = json.loads(run(installed, "-c", SEND, TME_PLUGINS__OPTIONS__NTFY_URL=url))
    assert said == ["Permanent: ntfy answers 403", "Temporary: ntfy answers 502"]
    assert server.taken[0] == ("/anna", "Позвонить Анне\n14:30")


def test_a_server_that_is_not_there_is_a_temporary_error(installed: Path) -> None:
    with closed_port() as port:
        url = f"http://127.0.0.1:{port}"
        said = json.loads(run(installed, "-c", SEND, TME_PLUGINS__OPTIONS__NTFY_URL=url))
    assert said == ["Temporary: ntfy does not answer"] * 3


def test_the_command_line_shows_it(installed: Path) -> None:
    found = json.loads(run(installed, "-c", "from tme_tui.cli import main; main()", "plugins", "--json"))
    assert {
        "name": "ntfy",
        "source": "package",
        "package": "tme-ntfy 1.0",
        "channels": ["ntfy"],
        "problem": None,
    } in found


def test_it_is_as_short_as_it_is_said_to_be() -> None:
    (text,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.M)
    assert len([line for line in text.splitlines() if line.strip()]) <= 30
