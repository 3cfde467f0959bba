# ruff: noqa: E501 - a table of what was typed and what is said reads best in lines
"""What is wrong is said in one line, with the right exit code, and nothing is half done."""

from __future__ import annotations

import pytest

from tests.cli.command_line import CommandLine

PLACE = "  "
"""What a line that was typed is set in with, when it is shown again."""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "7"), "there is no task #7"),
        (("done", "7"), "there is no task #7"),
        (("done", "5-9"), "there is no task #5 to #9"),
        (("done", "9-5"), "the range 9-5 goes backwards"),
        (("done", "1-900000"), "the range 1-900000 is too long"),
        (("edit", "7", "!1"), "there is no task #7"),
        (("show", "milk"), "'milk' is not the number of a task"),
        (("why", "1,2"), "1,2 is not one task"),
        (("show", "018f3c1a-0000-7000-8000-000000000000"), "there is no task 018f3c1a-0000-7000-8000-000000000000"),
        (("done", "#nothing"), "no task matches #nothing"),
        (("done", " "), "say which tasks: numbers such as 3-7,12, or a query"),
        (("add", "+Home"), "a task needs a title"),
        (("add", " "), "a task needs a title"),
        (("remind", "1", "banana"), "'banana' is neither a length of time such as 15m nor a moment such as "
                                    "'tomorrow 9:00'"),
        (("remind", "1", "15m", "--via", "pigeon"), "there is no channel pigeon; there are desktop, terminal, telegram, vk, "
                                                    "email, slack, webhook, command"),
        (("edit", "1", "due:tomorow"), "'tomorow' is not a date or a time: write friday, 18:00 or 2026-11-27"),
        (("edit", "1", "missed:skip"), "the line has no repeat that this belongs to: write every day missed:skip"),
        (("depend", "1", "--on", "1"), "#1 cannot wait for itself"),
        (("stop", "1"), "#1 is not started"),
        (("skip", "1"), "#1 does not repeat"),
        (("redo",), "there is nothing to redo"),
        (("when", "banana"), "'banana' is neither a moment nor a repeat"),
        (("when", "FREQ=DAYLY"), "FREQ=DAYLY is not one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY"),
        (("categories", "delete", "Nowhere"), "there is no category Nowhere"),
        (("views", "delete", "nothing"), "there is no view nothing"),
        (("people", "add", "anna b"), "a login is one word of up to 64 letters"),
        (("people", "add", "anna", "--in-zone", "Mars/Base"), "there is no time zone 'Mars/Base'; zones are named like "
                                                              "Europe/Moscow"),
        (("types", "add", "bug", "severity:colour"), "'severity:colour' is no attribute: its kind is text, number, bool, "
                                                     "date or choice=one,another"),
    ],
)  # fmt: skip
def test_what_cannot_be_done(tme: CommandLine, words: tuple[str, ...], said: str) -> None:
    tme.ok("add", "milk")
    answer = tme(*words)
    assert (answer.exit, answer.out, answer.err) == (1, "", f"tme: {said}\n")


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        (("lst",), "there is no command 'lst'; did you mean list?", "tme --help"),
        (("--jsno",), "there is no option --jsno", "tme --help"),
        (("list", "--jsno"), "there is no option --jsno; did you mean --json?", "tme list --help"),
        (("list", "--now"), "--now needs a value", "tme list --help"),
        (("list", "--now", "soon"), "--now takes a moment such as 2026-11-21T10:00+03:00, not 'soon'",
         "tme list --help"),
        (("list", "--now", "2026-02-30"), "--now takes a moment such as 2026-11-21T10:00+03:00, not '2026-02-30'",
         "tme list --help"),
        (("add", "x", "--zone", "Mars"), "there is no time zone 'Mars'; zones are named like Europe/Moscow",
         "tme add --help"),
        (("add",), "say what is to be done", "tme add --help"),
        (("edit",), "say which task, then what to change: tme edit 3 !1", "tme edit --help"),
        (("edit", "1"), "say what to change, such as !1 or tomorrow", "tme edit --help"),
        (("edit", "milk", "!1"), "say which task, then what to change: tme edit 3 !1", "tme edit --help"),
        (("move", "1"), "say which tasks, then the category: tme move 3 Home", "tme move --help"),
        (("depend", "1"), "say what to wait for: tme depend 5 --on 3", "tme depend --help"),
        (("depend", "1", "--on", "2", "--lag", "often"), "--lag takes a length of time such as 2d or 3h, not 'often'",
         "tme depend --help"),
        (("people", "ad"), "there is no command 'ad'; did you mean add?", "tme people --help"),
    ],
)  # fmt: skip
def test_what_was_asked_in_a_wrong_way(
    tme: CommandLine, words: tuple[str, ...], said: str, hint: str
) -> None:
    answer = tme(*words)
    assert (answer.exit, answer.out, answer.err) == (2, "", f"tme: {said}\ntry: {hint}\n")


def test_numbers_and_choices_that_are_none(tme: CommandLine) -> None:
    said = []
    for words in (
        ("undo", "many"),
        ("undo", "0"),
        ("undo", "-1"),
        ("log", "--limit", "0"),
        ("depend", "1", "--on", "2", "--type", "XX"),
        ("completion", "tcsh"),
    ):
        answer = tme(*words)
        said.append(answer.err.split("\n")[0])
        assert (answer.exit, answer.out) == (2, ""), words
        assert answer.err.count("\n") == 2, "one line, and a hint"
    assert said == [
        *["tme: N takes a whole number from 1 to 10000"] * 3,
        "tme: --limit takes a whole number from 1 to 1000000",
        "tme: --type takes one of FS, SS, FF, SF",
        "tme: one of these has to stand here: bash, zsh, fish",
    ]


def test_a_mistake_in_a_query_is_shown_at_its_place(tme: CommandLine) -> None:
    answer = tme("list", "+Дом", "statu:open")
    assert (answer.exit, answer.out) == (1, "")
    first, line, caret = answer.err.splitlines()
    assert first.startswith("tme: ")
    assert line == PLACE + "+Дом statu:open"
    assert caret.index("^") == line.index("statu")
    assert caret.count("^") >= len("statu")


def test_the_caret_counts_cells_not_letters(tme: CommandLine) -> None:
    answer = tme("list", "日本", "sort:banana")
    _, line, caret = answer.err.splitlines()
    assert line == PLACE + "日本 sort:banana"
    assert caret.index("^") == len(PLACE) + 2 + 2 + 1 + len("sort:")


def test_a_query_that_matches_nothing_is_no_failure_of_a_list(tme: CommandLine) -> None:
    answer = tme("list", "#nothing")
    assert (answer.exit, answer.out, answer.err) == (0, "", "tme: nothing matches\n")
    answer = tme("list", "#nothing", "--json")
    assert (answer.exit, answer.json, answer.err) == (0, [], "")


def test_bytes_that_are_no_text_are_refused_wherever_they_come(tme: CommandLine) -> None:
    for words in (("add", "caf\udce9"), ("edit", "1", "caf\udce9"), ("done", "\udce9"), ("list", "\udce9")):
        answer = tme(*words)
        assert (answer.exit, answer.out) == (1, ""), words
        assert "not valid UTF-8" in answer.err


def test_an_endless_title_is_refused_quickly(tme: CommandLine) -> None:
    answer = tme("add", "-", stdin=b"x" * 1_000_000 + b"\nshort\n")
    assert answer.exit == 1
    assert answer.out == "Added #1 “short”\n"
    assert answer.err == "tme: line 1: the title has 1,000,000 characters, the limit is 10,000: use notes\n"


def test_a_refusal_changes_nothing(tme: CommandLine) -> None:
    for title in "abc":
        tme.ok("add", title)
    tme.ok("done", "2")
    answer = tme("done", "1-3")
    assert (answer.exit, answer.out, answer.err) == (1, "", "tme: #2 is already done\n")
    assert [task["title"] for task in tme("list", "--json").json] == ["a", "c"]


def test_settings_that_are_wrong_are_one_line(tme: CommandLine) -> None:
    answer = tme("list", TME_LANGUAGE__DIALECT="klingon")
    assert (answer.exit, answer.out) == (1, "")
    assert answer.err.startswith("tme: environment: TME_LANGUAGE__DIALECT: expected one of tme")
    assert answer.err.count("\n") == 1
    assert tme("--help", TME_LANGUAGE__DIALECT="klingon").exit == 0, "help comes in any case"


def test_control_characters_never_reach_the_terminal(tme: CommandLine) -> None:
    hostile = "a\x1b]0;owned\x07b\x9b2Jc\u202ed\x7f"
    tme("add", hostile, f"+{hostile}", f"#{hostile}")
    tme("add", f"x // {hostile}")
    for words in (("list",), ("show", "1"), ("show", "2"), ("log",), ("tags",), ("categories",), ("list", hostile + ":"),
                  ("show", hostile), (hostile,), ("list", f"--{hostile}"), ("when", hostile)):  # fmt: skip
        answer = tme(*words)
        shown = answer.out + answer.err
        assert not set(shown) & set("\x1b\x07\x9b\u202e\x7f"), words


def test_a_mistake_of_ours_goes_to_a_file(tme: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from tme_tui.engine.manager import TaskManager

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("for this test")

    monkeypatch.setattr(TaskManager, "counts", fail)
    answer = tme("count")
    assert (answer.exit, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert "ZeroDivisionError" in answer.err
    path = answer.err.partition("; ")[2].removesuffix(" says where\n")
    with open(path, encoding="utf-8") as file:
        assert "Traceback" in file.read()
