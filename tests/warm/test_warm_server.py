"""How a server comes, goes and is killed: nobody waits, nothing is done twice, nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.cli.processes import START
from tests.support.waiting import eventually
from tests.warm.engines import (
    NOT_HERE,
    ONLY_WARM,
    PATIENT_START,
    Engine,
    children,
    doing,
    is_alive,
    is_stopped,
    kill,
)
from tme_tui.settings import load_settings
from tme_tui.warm.agreement import family
from tme_tui.warm.server import serve

NOBODY = 65534

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else too")


@pytest.fixture
def engine(warm: Engine) -> Engine:
    """A running engine over an empty base, whatever became of it before."""
    warm.runtime.chmod(0o700)
    if not list(warm.runtime.glob(family() + "*")) or not warm.server.running:
        warm.server.stop()
        warm.start()
    eventually(lambda: len(children(warm.number)) > 1)
    return warm


def begun(engine: Engine, program: str) -> tuple[subprocess.Popen[bytes], int]:
    """A command in the middle of its work, and the copy that does it."""
    process = engine.popen("add", "-", program=program)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"Buy milk\n")
    process.stdin.flush()
    assert process.stdout.readline() == "Added #1 “Buy milk”\n".encode()
    return process, doing(engine, process.stdin.fileno())


def test_everything_is_private_and_nothing_is_left(engine: Engine) -> None:
    (place,) = engine.runtime.iterdir()
    assert engine.runtime.stat().st_mode & 0o777 == 0o700
    assert place.stat().st_mode & 0o777 == 0o600
    server = engine.number
    copies = children(server)
    assert copies
    engine.server.stop()
    assert list(engine.runtime.iterdir()) == []
    eventually(lambda: not any(map(is_alive, {server, *copies})))
    for folder in ("/dev/shm", tempfile.gettempdir()):
        assert not list(Path(folder).glob(f"tme-warm-*-{server}-*"))
    assert engine("list")[0] == NOT_HERE


def test_a_command_outlives_the_server(engine: Engine) -> None:
    process, copy = begun(engine, ONLY_WARM)
    server = engine.number
    os.kill(server, signal.SIGKILL)
    eventually(lambda: not is_alive(server))
    assert is_alive(copy)
    out, err = process.communicate(b"Buy tea\n", timeout=60)
    assert (process.returncode, out.decode(), err) == (0, "Added #2 “Buy tea”\n", b"")
    assert engine("list", program=START)[0] == 0


def test_a_killed_command_is_told_and_not_done_twice(engine: Engine) -> None:
    process, copy = begun(engine, PATIENT_START)
    os.kill(copy, signal.SIGKILL)
    assert process.stderr is not None
    assert process.wait(60) == 1
    said = process.stderr.read().decode()
    assert said.startswith("tme: the program that did this was killed in the middle of it")
    process.communicate()
    assert len(json.loads(engine("list", "--json")[1])) == 1


def test_copies_that_are_killed_are_replaced(engine: Engine) -> None:
    for _ in range(3):
        kill(children(engine.number))
        eventually(lambda: engine("list")[0] == 0)
        assert engine("list")[0] == 0


def test_it_ends_with_the_program_that_started_it(home: Path) -> None:
    engine = Engine(home)
    program = subprocess.Popen(
        [sys.executable, "-m", "tme_tui.warm"], env=engine.environment, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"ready\n"
    assert engine("add", "Buy milk")[0] == 0
    server = engine.number
    copies = children(server)
    program.kill()
    program.communicate()
    eventually(lambda: not any(map(is_alive, {server, *copies})))
    assert list(engine.runtime.iterdir()) == []
    assert engine("list", program=START)[0] == 0


def test_it_ends_when_it_is_interrupted(home: Path) -> None:
    engine = Engine(home)
    engine.runtime.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(engine.runtime / f"{family()}1"))
    program = subprocess.Popen(
        [sys.executable, "-m", "tme_tui.warm"], env=engine.environment, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"ready\n"
    program.send_signal(signal.SIGINT)
    program.communicate(timeout=60)
    assert program.returncode == 0
    assert list(engine.runtime.iterdir()) == []


def test_sockets_that_were_left_behind_are_removed(home: Path) -> None:
    engine = Engine(home)
    engine.runtime.mkdir(mode=0o700)
    for name in (f"{family()}1", "tme-0.0.0-elsewhere-1"):
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(str(engine.runtime / name))
    assert engine("list", program=START) == engine.alone("list")
    assert [place.name for place in engine.runtime.iterdir()] == ["tme-0.0.0-elsewhere-1"]


def test_another_version_is_never_asked(engine: Engine) -> None:
    (place,) = engine.runtime.iterdir()
    other = place.rename(place.with_name(place.name.replace("tme-", "tme-9", 1)))
    assert engine("list")[0] == NOT_HERE
    assert engine("list", program=START)[0] == 0
    other.rename(place)
    assert engine("list")[0] == 0


def test_two_servers_of_two_bases_are_told_apart(engine: Engine, tmp_path: Path) -> None:
    other = {"DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}
    environment = {**engine.environment, **other}
    second = serve(load_settings(environment), environment)
    try:
        assert second.wait_until_ready(120)
        assert engine("add", "here")[0] == 0
        assert engine("add", "there", more=other)[0] == 0
        assert "there" in engine("list", more=other)[1]
        assert "there" not in engine("list")[1]
    finally:
        second.stop()
    assert engine("list", more=other)[0] == NOT_HERE
    assert engine("list")[0] == 0


def test_one_that_does_not_answer_is_not_waited_for(engine: Engine) -> None:
    """The server is stopped first and goes on last: meanwhile it neither forks nor reaps."""
    server = engine.number
    os.kill(server, signal.SIGSTOP)
    eventually(lambda: is_stopped(server))
    copies = [copy for copy in children(server) if is_alive(copy)]
    for copy in copies:
        os.kill(copy, signal.SIGSTOP)
    eventually(lambda: all(is_stopped(copy) or not is_alive(copy) for copy in copies))
    try:
        assert engine("add", "Buy milk", program=START)[0] == 0
    finally:
        for number in (*copies, server):
            os.kill(number, signal.SIGCONT)
    eventually(lambda: engine("list")[0] == 0)
    assert len(json.loads(engine("list", "--json")[1])) == 1, "it was done once"


LATE = """
import os, socket, sys
from tme_tui.cli.serving import answering
from tme_tui.warm import client
theirs, ours = socket.socketpair()
asks = os.fork()
if asks == 0:
    theirs.close()
    connection = ours.detach()
    import _socket
    late = _socket.socket(fileno=connection)
    ready = client._is_ready(late, client._request(["add", "Buy milk"]))
    with open(sys.argv[1]) as gate:
        gate.read()
    print(ready, client._answer(late), flush=True)
    os._exit(0)
ours.close()
answering._PATIENCE = 0.5
server = answering.Server.of(sys.argv[2], os.environ)
answering.answer(theirs, server)
with open(sys.argv[1], "w") as gate:
    pass
theirs.setblocking(True)
theirs.recv(1, socket.MSG_PEEK)  # the word to begin came when nobody waited for it any more
theirs.close()
os.waitpid(asks, 0)
"""


def test_who_comes_too_late_does_it_alone(engine: Engine, tmp_path: Path) -> None:
    """A machine may stand still between the answer that all is ready and the word to begin."""
    os.mkfifo(tmp_path / "gate")
    place, base = str(tmp_path / "gate"), f"sqlite:///{engine.home}/tme.db"
    assert engine(place, base, program=LATE) == (0, "True None\n", "")


def test_a_program_that_was_changed_meanwhile_is_not_asked(home: Path, tmp_path: Path) -> None:
    """As after an upgrade: what is in memory is no longer what is on the disk."""
    import tme_tui

    package = Path(tme_tui.__file__).parent
    path = tmp_path / "path"
    # what others of this run compile meanwhile comes and goes
    shutil.copytree(package, path / "tme_tui", ignore=shutil.ignore_patterns("__pycache__"))
    for beside in ("migrations", "themes"):
        (path / beside).symlink_to(package.parent / beside)
    engine = Engine(home)
    engine.environment["PYTHONPATH"] = str(path)
    engine.server = serve(load_settings(engine.environment), engine.environment)
    try:
        assert engine.server.wait_until_ready(120)
        assert engine("list", folder=home)[0] == 0
        os.utime(path / "tme_tui" / "cli" / "listing.py", (1, 1))
        assert engine("list", folder=home)[0] == NOT_HERE
    finally:
        engine.server.stop()


def test_settings_can_forbid_it(home: Path) -> None:
    environment = {**os.environ, "TME_CLI__WARM": "off"}
    server = serve(load_settings(environment), environment)
    assert not server.running
    assert not server.wait_until_ready(0)
    server.stop()
    assert list(home.iterdir()) == []


def test_a_folder_that_others_can_enter_is_not_trusted(engine: Engine) -> None:
    engine.runtime.chmod(0o755)
    assert engine("list")[0] == NOT_HERE
    engine.server.stop()
    engine.server.start()
    assert not engine.server.wait_until_ready(60)
    assert not list(engine.runtime.iterdir())


@as_root
def test_a_folder_of_somebody_else_is_not_trusted(engine: Engine) -> None:
    os.chown(engine.runtime, NOBODY, NOBODY)
    try:
        assert engine("list")[0] == NOT_HERE
    finally:
        os.chown(engine.runtime, 0, 0)


ASK_AS_NOBODY = """
import os, socket, sys
os.chdir(sys.argv[1])
os.setgid(65534); os.setuid(65534)
connection = socket.socket(socket.AF_UNIX)
connection.settimeout(60)
connection.connect(os.listdir(".")[0])
try:
    connection.sendall(b"\\0\\0\\0\\7x")
    print(connection.recv(1))
except ConnectionError:  # it may have been refused before it said anything
    print(b"")
"""


@as_root
def test_somebody_else_is_refused(engine: Engine) -> None:
    (place,) = engine.runtime.iterdir()
    engine.runtime.chmod(0o755)
    place.chmod(0o666)
    refused = subprocess.run(
        [sys.executable, "-c", ASK_AS_NOBODY, str(engine.runtime)], capture_output=True, check=True
    )
    place.chmod(0o600)
    assert refused.stdout == b"b''\n"
    engine.runtime.chmod(0o700)
    assert engine("list")[0] == 0
