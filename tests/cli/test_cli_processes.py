"""What only a process shows: exit codes, signals, closed and full streams, encodings, what is imported."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.cli.processes import arguments, spawn, surroundings


def test_a_task_is_stored_before_the_process_ends(home: Path) -> None:
    added = spawn(home, "add", "Buy milk", "--json")
    assert (added.returncode, added.stderr) == (0, b"")
    listed = spawn(home, "list", "--json")
    assert [task["title"] for task in json.loads(listed.stdout)] == ["Buy milk"]
    assert json.loads(added.stdout) in json.loads(listed.stdout)


def test_exit_codes(home: Path) -> None:
    assert spawn(home, "--version").returncode == 0
    assert spawn(home, "list").returncode == 0
    assert spawn(home, "show", "7").returncode == 1
    assert spawn(home, "lst").returncode == 2


def test_nobody_reads_to_the_end(home: Path) -> None:
    lines = "\n".join(f"Task {number} {'x' * 200}" for number in range(1000)).encode()
    assert spawn(home, "add", "-", stdin=lines).returncode == 0
    with subprocess.Popen(
        arguments("list"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(home)
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"ID" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_ctrl_c_ends_quietly_and_keeps_what_was_acknowledged(home: Path) -> None:
    with subprocess.Popen(
        arguments("add", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(home),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("Полить цветы\n".encode())
        process.stdin.flush()
        assert process.stdout.readline().decode() == "Added #1 “Полить цветы”\n"
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""
    assert json.loads(spawn(home, "show", "1", "--json").stdout)["title"] == "Полить цветы"


def test_closed_streams_do_not_stop_a_change(home: Path) -> None:
    command = arguments("add", "Buy milk")
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], env=surroundings(home), check=False
    )
    assert closed.returncode == 0
    assert json.loads(spawn(home, "list", "--json").stdout)[0]["title"] == "Buy milk"


def test_a_full_disk_behind_the_output_is_said(home: Path) -> None:
    with open("/dev/full", "wb") as full:
        failed = subprocess.run(
            arguments("config", "show"),
            stdout=full,
            stderr=subprocess.PIPE,
            env=surroundings(home),
            check=False,
        )
    assert failed.returncode == 1
    assert failed.stderr == b"tme: the output cannot be written: No space left on device\n"


def test_letters_of_all_alphabets_under_a_plain_locale(home: Path) -> None:
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert spawn(home, "add", "-", stdin="Позвонить 中文 🚀\n".encode(), more=plain).returncode == 0
    listed = spawn(home, "list", more=plain)
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert "Позвонить 中文 🚀" in listed.stdout.decode()
    assert "Позвонить 中文 🚀" in spawn(home, "list", "--json", more=plain).stdout.decode()


def test_json_is_utf8_whatever_the_terminal_speaks(home: Path) -> None:
    russian = {"PYTHONIOENCODING": "koi8-r"}
    assert spawn(home, "add", "-", stdin="Позвонить 🚀\n".encode(), more=russian).returncode == 0
    listed = spawn(home, "list", "--json", more=russian)
    assert json.loads(listed.stdout.decode())[0]["title"] == "Позвонить 🚀"
    shown = spawn(home, "list", more=russian).stdout.decode("koi8-r")
    assert "Позвонить \\U0001f680" in shown


def test_arguments_that_are_not_text_are_refused(home: Path) -> None:
    answer = spawn(home, "add", b"caf\xe9 tomorrow")
    assert (answer.returncode, answer.stdout) == (1, b"")
    assert answer.stderr == b"tme: this is not valid UTF-8, from character 4 on\n"


def imported(home: Path, *words: str) -> set[str]:
    """The modules that a command imports."""
    process = subprocess.run(
        arguments(*words, options=("-X", "importtime")),
        capture_output=True,
        env=surroundings(home),
        check=False,
    )
    assert process.returncode == 0, process.stderr
    return {each.rpartition("|")[2].strip() for each in process.stderr.decode().splitlines()}


def test_what_a_command_does_not_need_is_not_imported(home: Path) -> None:
    assert spawn(home, "add", "first").returncode == 0
    heavy = {
        "alembic",
        "apscheduler",
        "argparse",
        "dateutil",
        "holidays",
        "platformdirs",
        "rich",
        "sqlalchemy.orm",
        "telebot",
        "textual",
        "yaml",
    }
    for words in (("add", "Buy milk tomorrow"), ("list", "limit:20"), ("done", "1")):
        names = imported(home, *words)
        assert "sqlalchemy" in names
        assert not heavy & names, words


def test_help_imports_neither_the_engine_nor_a_command(home: Path) -> None:
    names = imported(home, "--help")
    assert not any(name.startswith(("sqlalchemy", "tme_tui.engine", "tme_tui.store")) for name in names)
    assert not {"tme_tui.cli.adding", "tme_tui.cli.listing", "tme_tui.cli.states"} & names


def test_commands_that_are_killed_leave_a_sound_base(home: Path) -> None:
    """What was acknowledged is stored, and nothing else but what was under way."""
    children = 40
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("killed_commands.py")), str(children)],
        capture_output=True,
        env={**surroundings(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    lines = [line.partition(" ") for line in done.stdout.decode().splitlines()]
    tried = {title for word, _, title in lines if word == "trying"}
    acknowledged = {title for word, _, title in lines if word == "did"}
    with closing(sqlite3.connect(home / "tme.db")) as base:
        stored = {title for (title,) in base.execute("SELECT title FROM tasks")}
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert acknowledged, "no command came to its end, so nothing was proven"
    assert acknowledged <= stored <= tried
    assert len(stored - acknowledged) <= children
