"""Copies of the base, its examination, settings, and the completion of words."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine


def test_a_copy_brings_back_what_was_lost(tme: CommandLine, tmp_path: Path) -> None:
    tme.ok("add", "Precious")
    copy = tmp_path / "copy.sqlite3"
    assert tme.ok("backup", str(copy)) == f"Copied the base to {copy}\n"
    tme.ok("delete", "1")
    tme.ok("add", "Later")
    restored = tme.ok("restore", str(copy))
    assert restored.startswith(f"Restored the base from {copy}\n  what was there before is kept in ")
    assert [task["title"] for task in tme("list", "--json").json] == ["Precious"]
    kept = Path(restored.rpartition(" in ")[2].strip())
    assert kept.exists()
    tme.ok("restore", str(kept))
    assert [task["title"] for task in tme("list", "--json").json] == ["Later"]


def test_a_copy_replaces_no_file(tme: CommandLine, tmp_path: Path) -> None:
    tme.ok("add", "a")
    taken = tmp_path / "notes.txt"
    taken.write_text("mine", encoding="utf-8")
    answer = tme("backup", str(taken))
    assert (answer.exit, answer.err) == (1, f"tme: {taken} exists already: give another name\n")
    assert taken.read_text(encoding="utf-8") == "mine"


def test_copies_without_a_name_are_listed(tme: CommandLine) -> None:
    tme.ok("add", "a")
    first, second = tme("backup", "--json").json["file"], tme("backup", "--json").json["file"]
    assert first != second
    listed = [each["file"] for each in json.loads(tme.ok("restore", "--json"))]
    assert {first, second} <= set(listed)


def test_what_is_no_base_is_not_restored(tme: CommandLine, tmp_path: Path) -> None:
    tme.ok("add", "Precious")
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"no base at all" * 1000)
    answer = tme("restore", str(broken))
    assert (answer.exit, answer.out) == (1, "")
    assert answer.err.startswith(f"tme: {broken} ")
    assert [task["title"] for task in tme("list", "--json").json] == ["Precious"]


def test_the_doctor_finds_and_mends(tme: CommandLine, home: Path) -> None:
    tme.ok("add", "a")
    tme.ok("backup")
    found = {each["what"]: each["level"] for each in json.loads(tme.ok("doctor", "--json"))}
    assert found["integrity"] == found["references"] == found["permissions"] == "good"
    (home / "tme.db").chmod(0o644)
    answer = tme("doctor")
    assert answer.exit == 1
    assert any(line.startswith("bad") and "permissions" in line for line in answer.out.splitlines())
    fixed = tme.ok("doctor", "--fix")
    assert "put right" in fixed
    assert stat.S_IMODE((home / "tme.db").stat().st_mode) == 0o600


def test_a_damaged_base_is_named_and_left(tme: CommandLine, home: Path) -> None:
    tme.ok("add", "a")
    base = home / "tme.db"
    for suffix in ("-wal", "-shm"):
        base.with_name(base.name + suffix).unlink(missing_ok=True)
    base.write_bytes(b"x" * 5000)
    for words in (("list",), ("add", "b"), ("doctor",), ("backup",)):
        answer = tme(*words)
        assert (answer.exit, answer.out) == (1, ""), words
        assert answer.err.count("\n") == 1
        assert "tme restore" in answer.err
    assert base.read_bytes() == b"x" * 5000


def test_settings_are_shown_with_their_places_and_secrets_masked(tme: CommandLine, home: Path) -> None:
    shown = tme.ok("config", "show", TME_TELEGRAM__TOKEN="123:secret")
    assert "123:secret" not in shown
    assert "TME_TELEGRAM__TOKEN" in shown
    assert "123:secret" in tme.ok("config", "show", "--reveal", TME_TELEGRAM__TOKEN="123:secret")
    document = json.loads(tme.ok("config", "--json"))
    assert document["settings"]["user.login"]["value"] == "anna"
    assert tme.ok("config", "path") == f"{home / 'config.yaml'}\n"


def test_the_path_of_settings_is_told_even_when_they_are_broken(tme: CommandLine, home: Path) -> None:
    (home / "config.yaml").write_text("nonsense: [", encoding="utf-8")
    assert tme("config", "show").exit == 1
    assert tme.ok("config", "path") == f"{home / 'config.yaml'}\n"


def editor(tmp_path: Path, text: str) -> str:
    """An editor that writes `text` into the file it is given."""
    script = tmp_path / "editor.sh"
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' '{text}' > \"$1\"\n", encoding="utf-8")
    script.chmod(0o700)
    return str(script)


def test_settings_are_edited_and_checked(tme: CommandLine, home: Path, tmp_path: Path) -> None:
    assert tme.ok("config", "edit", EDITOR=editor(tmp_path, "cli: {width: 50}")) == ""
    assert (home / "config.yaml").read_text(encoding="utf-8") == "cli: {width: 50}\n"
    assert stat.S_IMODE((home / "config.yaml").stat().st_mode) == 0o600
    answer = tme("config", "edit", EDITOR=editor(tmp_path, "cli: {widht: 50}"))
    assert answer.exit == 1
    assert "did you mean" in answer.err
    answer = tme("config", "edit", EDITOR="/nowhere/editor")
    assert (answer.exit, answer.err) == (
        1,
        "tme: the editor '/nowhere/editor' cannot be started: No such file or directory\n",
    )


def test_a_width_from_the_settings_holds(tme: CommandLine) -> None:
    tme.ok("add", "A title that is much too long for so narrow a list as this one")
    assert max(map(len, tme.ok("list", TME_CLI__WIDTH="40").splitlines())) == 40


def test_colours_only_where_they_are_wanted(tme: CommandLine) -> None:
    tme.ok("add", "a !1")
    assert "\x1b[" not in tme.ok("list")
    assert "\x1b[" in tme.ok("list", terminal=True)
    assert "\x1b[" not in tme.ok("list", terminal=True, NO_COLOR="1")
    assert "\x1b[" not in tme.ok("list", "--no-color", terminal=True)
    assert "\x1b[" not in tme.ok("list", terminal=True, TME_CLI__COLOUR="never")
    assert "\x1b[" in tme.ok("list", TME_CLI__COLOUR="always")
    assert "\x1b[" not in tme.ok("list", "--json", terminal=True)


@pytest.mark.parametrize(("answer", "left"), [(b"y\n", 0), (b"\n", 25), (b"no\n", 25), (b"", 25)])
def test_a_query_that_deletes_many_is_asked_about(tme: CommandLine, answer: bytes, left: int) -> None:
    tme.ok("add", "-", stdin=b"x #many\n" * 25)
    told = tme("delete", "#many", stdin=answer, terminal=True)
    assert "Delete 25 tasks? [y/N]" in told.err
    assert told.exit == (1 if left else 0)
    assert tme.ok("count", "#many") == f"{left}\n"


def test_what_is_named_one_by_one_or_piped_is_not_asked_about(tme: CommandLine) -> None:
    tme.ok("add", "-", stdin=b"x #many\n" * 75)
    assert tme("delete", "1-25", terminal=True).exit == 0
    assert tme("delete", "#many id:26-50", "--yes", terminal=True).exit == 0
    assert tme("delete", "#many").exit == 0
    assert tme.ok("count", "#many") == "0\n"


def test_names_for_completion(tme: CommandLine) -> None:
    tme.ok("add", "Buy milk +Home/Food #shop")
    names = [line.partition("␉")[0] for line in tme.ok("completion", "names").splitlines()]
    assert {"1", "+Home/Food", "#shop", "@anna"} <= set(names)


def completed(tme: CommandLine, tmp_path: Path, *words: str) -> list[str]:
    """What bash would offer for the last of the words."""
    names = tmp_path / "names.txt"
    names.write_text(tme.ok("completion", "names"), encoding="utf-8")
    script = (
        f"tme() {{ cat {names}; }}\n{tme.ok('completion', 'bash')}\n"
        'COMP_WORDS=(tme "$@"); COMP_CWORD=$#; _tme; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    bash = shutil.which("bash")
    assert bash is not None, "bash is part of every system that this runs on"
    done = subprocess.run([bash, "-c", script, "bash", *words], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


def test_bash_completes_commands_options_and_names(tme: CommandLine, tmp_path: Path) -> None:
    tme.ok("add", "Buy milk +Home/Food #shop")
    tme.ok("add", "Buy tea +Work")
    assert completed(tme, tmp_path, "do") == ["done", "doctor"]
    assert completed(tme, tmp_path, "--no-color", "unde") == []
    assert completed(tme, tmp_path, "--now", "2026-01-01", "lis") == ["list"]
    assert completed(tme, tmp_path, "list", "--vi") == ["--view"]
    assert completed(tme, tmp_path, "list", "+H") == ["+Home/Food"]
    assert completed(tme, tmp_path, "add", "x", "#") == ["\\#shop"]
    assert completed(tme, tmp_path, "people", "a") == ["add"]
    assert completed(tme, tmp_path, "done", "") == ["1", "2"]
    assert completed(tme, tmp_path, "show", "2") == ["2"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_know_every_command_and_option(tme: CommandLine, shell: str) -> None:
    script = tme.ok("completion", shell)
    from tme_tui.cli.commands import COMMANDS

    assert [name for name in COMMANDS if name not in script] == []
    assert "dry-run" in script
    assert "all-day-hours" in script
