"""A program of the user's: what it is given, what it is not, and what its end means."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from shlex import quote

import pytest

from tests.support.waiting import eventually
from tme_tui.channels.command import CommandChannel, arguments
from tme_tui.model.delivery import Outgoing, Permanent, Receipt, Scope, Temporary, Unanswered
from tme_tui.settings import load_settings

MESSAGE = Outgoing("key-7", "anna", "Call Anna; rm -rf $HOME `id`", "today 14:30\n{title} %s")
REPORT = """
import json, os, sys
with open(sys.argv[1], "w") as file:
    json.dump([sys.argv[2:], sys.stdin.read(), dict(os.environ)], file)
"""


def python(program: str, *words: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program, *words)


def test_it_gets_the_text_and_no_secret(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = python(REPORT, str(told), "--", "{title}", "{address} {key}", "{unknown}", "{body}")
    around = {
        "PATH": "/bin",
        "HOME": "/h",
        "LC_ALL": "C.UTF-8",
        "TME_VK__TOKEN": "s3cret",
        "AWS_SECRET": "s3cret",
    }
    CommandChannel(program, environment=around).send(MESSAGE)
    words, text, environment = json.loads(told.read_text())
    assert words == ["--", MESSAGE.title, "anna key-7", "{unknown}", MESSAGE.body]
    assert text == f"{MESSAGE.title}\n\n{MESSAGE.body}"
    assert environment.items() >= {"PATH": "/bin", "HOME": "/h", "LC_ALL": "C.UTF-8"}.items()
    assert "s3cret" not in environment.values()


@pytest.mark.parametrize(
    ("program", "title", "expected"),
    [
        (("p", "{title}"), "--exec=x", ["p", " --exec=x"]),
        (("p", "--", "{title}"), "--exec=x", ["p", "--", "--exec=x"]),
        (("p", "--title={title}"), "-x", ["p", "--title=-x"]),
        (("p", "{title}"), "a\0b", ["p", "ab"]),
        (("p", "{title}"), "{body}", ["p", "{body}"]),
        (("{title}",), "rm", ["{title}"]),
    ],
)
def test_what_was_typed_is_no_option(program: tuple[str, ...], title: str, expected: list[str]) -> None:
    assert arguments(program, Outgoing("1", "", title, "body")) == expected


def test_its_exit_code_says_what_became_of_it() -> None:
    CommandChannel(python("")).send(MESSAGE)
    with pytest.raises(Temporary, match="ended with 75: no network"):
        CommandChannel(python("import sys; print('no network', file=sys.stderr); sys.exit(75)")).send(MESSAGE)
    with pytest.raises(Permanent, match="ended with 3") as caught:
        CommandChannel(python("import sys; sys.exit(3)")).send(MESSAGE)
    assert caught.value.scope is Scope.MESSAGE


def test_errors_do_not_repeat_the_message() -> None:
    with pytest.raises(Permanent) as caught:
        CommandChannel(python("import sys; sys.exit('bad: ' + sys.stdin.readline())")).send(MESSAGE)
    assert str(caught.value) == "the program ended with 1"


def test_a_program_that_reads_nothing_is_no_error() -> None:
    deaf = CommandChannel(python("import os; os.close(0)"))
    assert deaf.send(Outgoing("1", "", "x", "y" * 100_000)) == Receipt()


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    held = tmp_path / "held"  # open for writing as long as one of them lives
    os.mkfifo(held)
    program = f"{{ printf .; sleep 600; printf !; }} >{quote(str(held))}"
    for seconds in (2, 8, 32):
        reading = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
        with pytest.raises(Unanswered, match="took too long"):
            CommandChannel(("sh", "-c", f"{program} & {program}"), seconds=seconds).send(MESSAGE)
        os.set_blocking(reading, True)
        with os.fdopen(reading, "rb") as left:
            told = left.read()  # to the end: nobody holds it any more
        if told == b"..":
            break  # on a busy machine they may not even begin so soon
    assert told == b".."


@pytest.mark.skipif(sys.platform != "linux", reason="how long an argument may be is Linux's own")
def test_a_text_that_is_too_large_for_an_argument_is_final_for_its_message() -> None:
    large = Outgoing("key-8", "anna", "Call Anna", "ж" * 19_000)
    with pytest.raises(Permanent, match="too long for an argument") as caught:
        CommandChannel(python("", "{body}" * 10)).send(large)
    assert caught.value.scope is Scope.MESSAGE


def test_a_program_that_this_machine_cannot_run_stops_the_channel(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\x7fELF and nothing more")
    program.chmod(0o700)
    with pytest.raises(Permanent) as caught:
        CommandChannel([str(program)]).send(MESSAGE)
    assert caught.value.scope is Scope.CHANNEL


@pytest.mark.parametrize("kind", ["absent", "a folder", "not a program"])
def test_a_program_that_is_not_there_stops_the_channel(tmp_path: Path, kind: str) -> None:
    (tmp_path / "not a program").write_text("")
    (tmp_path / "a folder").mkdir()
    channel = CommandChannel([str(tmp_path / kind)])
    for call in (lambda: channel.send(MESSAGE), channel.check):
        with pytest.raises(Permanent) as caught:
            call()
        assert caught.value.scope is Scope.CHANNEL
        assert caught.value.hint


def test_closing_ends_a_program_that_runs(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    channel = CommandChannel(python(f"import time; open({str(begun)!r}, 'w'); time.sleep(600)"), seconds=300)
    raised: list[Exception] = []

    def send() -> None:
        try:
            channel.send(MESSAGE)
        except Exception as error:
            raised.append(error)

    sender = threading.Thread(target=send)
    sender.start()
    eventually(begun.exists)
    channel.close()
    sender.join(60)
    assert isinstance(raised[0], Unanswered)
    with pytest.raises(Temporary):
        channel.send(MESSAGE)


def test_the_setting_is_read_as_a_shell_would() -> None:
    settings = load_settings({"TZ": "UTC", "TME_COMMAND__RUN": "sms-send --to {address} -- '{title} now'"})
    assert settings.command.run == ("sms-send", "--to", "{address}", "--", "{title} now")


def test_check_names_the_program() -> None:
    assert CommandChannel(["sh", "-c", "true"]).check().endswith("/sh")


def test_where_an_address_is_wanted_nothing_is_sent_to_nobody(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = python(REPORT, str(told), "--to={address}")
    with pytest.raises(Permanent) as caught:
        CommandChannel(program).send(Outgoing("1", "", "Call Anna", ""))
    assert caught.value.scope is Scope.ADDRESS
    assert "tme link" in caught.value.hint
    assert not told.exists()
