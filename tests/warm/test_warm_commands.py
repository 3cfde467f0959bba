"""A command that a running program does is the one that would have been done alone: place, words, order."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.processes import START, arguments
from tests.support.waiting import eventually
from tests.warm.engines import NOT_HERE, ONLY_WARM, Engine, doing, is_alive

LOADED = """
import sys
before = set(sys.modules)
from tme_tui.warm.client import ask
assert ask(["--version"]) == 0
print(*sorted(set(sys.modules) - before))
"""
EXPECTED = {"_socket", "tme_tui", "tme_tui.warm", "tme_tui.warm.agreement", "tme_tui.warm.client"}


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "+Nowhere", "--json"),
        ("show", "7"),
        ("lst",),
        ("add",),
        ("list", "due<"),
        ("--version",),
        ("--help",),
        ("add", "--help"),
        ("config", "path"),
        ("when", "every monday", "--now", "2026-01-01"),
    ],
    ids=" ".join,
)
def test_it_answers_as_it_would_alone(warm: Engine, words: tuple[str, ...]) -> None:
    assert warm("add", "Полить цветы +Home")[0] == 0
    assert warm(*words) == warm.alone(*words)


def test_a_change_is_stored(warm: Engine) -> None:
    code, out, _ = warm("add", "Buy milk", "--json")
    assert code == 0
    assert json.loads(warm.alone("show", "1", "--json")[1]) == json.loads(out)


def test_asking_loads_next_to_nothing(warm: Engine) -> None:
    code, out, err = warm(program=LOADED)
    assert (code, err) == (0, "")
    assert set(out.splitlines()[1].split()) == EXPECTED


def test_the_folder_is_that_of_the_one_who_asks(warm: Engine, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TME_USER__LOCALE=ru\n", encoding="utf-8")
    environment = {name: value for name, value in warm.environment.items() if name != "TME_DOTENV"}
    warm.environment, kept = environment, warm.environment
    try:
        code, out, _ = warm("add", "Полить цветы", folder=tmp_path)
        assert (code, out) == (0, "Добавлена #1 «Полить цветы»\n")
        assert warm("backup", "copy.db", folder=tmp_path)[0] == 0
    finally:
        warm.environment = kept
    assert (tmp_path / "copy.db").is_file()


def test_a_folder_that_was_removed(warm: Engine, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    removing = f"import os; os.rmdir({str(gone)!r})\n"
    assert warm("list", program=removing + ONLY_WARM, folder=gone)[0] == 0


def test_zone_language_and_width_are_those_of_the_one_who_asks(warm: Engine) -> None:
    tokyo = {"TZ": "Asia/Tokyo", "LANG": "ru_RU.UTF-8", "COLUMNS": "40"}
    words = ("when", "tomorrow 9:00", "--json", "--now", "2026-03-04T12:00+00:00")
    code, out, _ = warm(*words, more=tokyo)
    assert code == 0
    assert json.loads(out)["zone"] == "Asia/Tokyo"
    assert "+09:00" in out
    assert warm("--help", more=tokyo) == warm.alone("--help", **tokyo)
    assert "Задачи" in warm("--help", more=tokyo)[1]
    assert json.loads(warm(*words)[1])["zone"] == "UTC", "nothing is left of the one before"


def test_a_changed_file_of_settings_counts_at_once(warm: Engine) -> None:
    settings = warm.home / "config.yaml"
    settings.write_text("user:\n  locale: ru\n", encoding="utf-8")
    assert warm("add", "Полить цветы")[1].startswith("Добавлена #1")
    settings.write_text("user:\n  locale: xx\n", encoding="utf-8")
    assert warm("list")[0] == NOT_HERE
    assert warm("list", program=START) == warm.alone("list")
    settings.write_text("cli:\n  warm: off\n", encoding="utf-8")
    assert warm("list")[0] == NOT_HERE


def test_another_base_is_left_to_the_one_who_asks(warm: Engine, tmp_path: Path) -> None:
    other = {"DATABASE_URL": f"sqlite:///{tmp_path}/other.db"}
    assert warm("add", "Buy milk", more=other)[0] == NOT_HERE
    assert not (tmp_path / "other.db").exists()
    assert warm("add", "Buy milk", more=other, program=START)[0] == 0
    assert (tmp_path / "other.db").exists()
    same = {"DATABASE_URL": f"sqlite:///{warm.home}/../{warm.home.name}/tme.db"}
    assert warm("list", more=same)[0] == 0


@pytest.mark.parametrize(
    ("options", "more"),
    [
        (("-X", "dev"), {}),
        (("-W", "error"), {}),
        (("-O",), {}),
        ((), {"PYTHONPATH": "/nowhere"}),
        ((), {"TME_CLI__WARM": "off"}),
    ],
)
def test_an_interpreter_of_another_kind_does_its_own_work(
    warm: Engine, options: tuple[str, ...], more: dict[str, str]
) -> None:
    assert warm("list", options=options, more=more)[0] == NOT_HERE
    assert warm("list", options=options, more=more, program=START)[0] == 0


@pytest.mark.parametrize("more", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["by line", "at once"])
def test_both_streams_keep_their_order_in_one_pipe(warm: Engine, more: dict[str, str]) -> None:
    lines = b"Buy milk\n\xff\nBuy tea\n"
    taken = []
    for program, off in ((ONLY_WARM, {}), (START, {"TME_CLI__WARM": "off"})):
        warm.forget()
        process = warm.popen("add", "-", program=program, more={**more, **off}, stderr=subprocess.STDOUT)
        taken.append((process.communicate(lines, timeout=60)[0], process.returncode))
    assert taken[0] == taken[1]


def test_the_alphabet_is_that_of_the_one_who_asks(warm: Engine) -> None:
    russian = {"PYTHONIOENCODING": "koi8-r", "PYTHONDONTWRITEBYTECODE": "1"}
    assert warm("add", "Позвонить 🚀")[0] == 0
    process = warm.popen("list", more=russian)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert "Позвонить \\U0001f680" in out.decode("koi8-r")


def test_ten_megabytes_come_through_standard_input(warm: Engine) -> None:
    lines = b"".join(b"%d " % number + b"x" * 100_000 + b"\n" for number in range(100)) + b"Buy milk\n"
    assert len(lines) > 10_000_000
    code, out, err = warm("add", "-", input=lines)
    assert (code, out) == (1, "Added #1 “Buy milk”\n")
    assert len(err.splitlines()) == 100


def test_nobody_reads_to_the_end(warm: Engine) -> None:
    lines = "\n".join(f"Task {number} {'x' * 200}" for number in range(1000)).encode()
    assert warm("add", "-", input=lines)[0] == 0
    with warm.popen("list") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"ID" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_closed_streams_do_not_stop_a_change(warm: Engine) -> None:
    command = ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *map(str, arguments("add", "Buy milk"))]
    assert subprocess.run(command, env=warm.environment, check=False).returncode == 0
    assert "Buy milk" in warm("list")[1]


def test_ctrl_c_ends_quietly_and_keeps_what_was_acknowledged(warm: Engine) -> None:
    with warm.popen("add", "-") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("Полить цветы\n".encode())
        process.stdin.flush()
        assert process.stdout.readline().decode() == "Added #1 “Полить цветы”\n"
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""
    assert "Полить цветы" in warm("list")[1]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_what_is_done_for_somebody_who_is_gone_ends(warm: Engine, how: signal.Signals) -> None:
    with warm.popen("add", "-") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"Buy milk\n")
        process.stdin.flush()
        assert process.stdout.readline() == "Added #1 “Buy milk”\n".encode()
        copy = doing(warm, process.stdin.fileno())
        process.send_signal(how)
        assert process.wait() == -how
        eventually(lambda: not is_alive(copy))
        assert process.stdout.read() == b""


def at_terminal(warm: Engine, program: str, *words: str, typed: bytes = b"", **more: str) -> tuple[int, str]:
    """What a command answers to somebody who types."""
    number, terminal = pty.fork()
    if number == 0:
        environment = {**warm.environment, "TERM": "xterm", **more}
        os.execve(sys.executable, [sys.executable, "-c", program, *words], environment)
    written = b""
    try:
        while portion := os.read(terminal, 1 << 16):
            written += portion
            if typed and b"?" in written:
                os.write(terminal, typed)
                typed = b""
    except OSError:
        pass  # the terminal was left
    _, status = os.waitpid(number, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), written.decode()


def test_colours_and_width_are_those_of_the_terminal(warm: Engine) -> None:
    assert warm("add", "Buy milk yesterday")[0] == 0
    shown = at_terminal(warm, ONLY_WARM, "list", "--now", "2026-03-04")
    assert shown == at_terminal(warm, START, "list", "--now", "2026-03-04", TME_CLI__WARM="off")
    assert "\x1b[" in shown[1]


def test_who_is_asked_or_types_is_not_somebody_else(warm: Engine) -> None:
    """Questions, an editor and lines that a person types need a process of the terminal's own."""
    assert warm("add", "-", input=b"Buy milk\n" * 30)[0] == 0
    assert at_terminal(warm, ONLY_WARM, "delete", "milk")[0] == NOT_HERE
    assert at_terminal(warm, ONLY_WARM, "add", "-", typed=b"Buy tea\n\x04")[0] == NOT_HERE
    assert at_terminal(warm, ONLY_WARM, "config", "edit", EDITOR="true")[0] == NOT_HERE
    assert "Buy milk" in warm("list")[1]
    code, asked = at_terminal(warm, START, "delete", "milk", typed=b"y\n")
    assert code == 0
    assert asked.count("?") == 1
    assert "Buy milk" not in warm("list")[1]
    assert at_terminal(warm, START, "config", "edit", EDITOR="true")[0] == 0


@pytest.mark.parametrize("words", [("run",), ("link", "telegram"), ("--lang", "ru", "service", "status")])
def test_what_lasts_is_done_by_the_one_who_asks(warm: Engine, words: tuple[str, ...]) -> None:
    assert warm(*words) == (NOT_HERE, "", "")


def test_twenty_at_once(warm: Engine) -> None:
    assert warm("add", "first")[0] == 0
    started = [warm.popen("add", f"Task {number}", "--json", program=START) for number in range(20)]
    numbers = set()
    for process in started:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, b"")
        numbers.add(json.loads(out)["id"])
    assert numbers == set(range(2, 22))


def test_long_commands_hold_nobody_up(warm: Engine) -> None:
    long = [warm.popen("add", "-") for _ in range(4)]
    try:
        for number in range(3):
            assert warm("add", f"Task {number}")[0] == 0
    finally:
        for process in long:
            assert process.communicate(b"Buy milk\n", timeout=60)[1] == b""
    assert len(json.loads(warm("list", "--json")[1])) == 7


def test_nonsense_disturbs_nobody(warm: Engine) -> None:
    (place,) = warm.runtime.iterdir()
    for said in (b"", b"\0", b"\xff" * 8, b"\0\0\0\1x", b"x" * 100_000):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(place))
            with suppress(ConnectionResetError, BrokenPipeError):  # it may hang up before it was told all
                connection.sendall(said)
                connection.shutdown(socket.SHUT_WR)
                assert connection.recv(1) == b""
    assert warm("list")[0] == 0
