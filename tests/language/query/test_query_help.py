"""What helps while typing: carets under mistakes, completions, the words themselves."""

from __future__ import annotations

import pytest

from tme_tui.language.query.complete import Names, completions
from tme_tui.language.query.mistakes import caret_lines
from tme_tui.language.query.value_words import PRESENCES, PRIORITIES, SORTS, STATES, STATUSES
from tme_tui.language.query.words import FIELDS, JOINS
from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.text import fold


def carets(text: str, start: int, end: int) -> list[str]:
    return caret_lines(SyntaxMistake("wrong", text=text, start=start, end=end)).split("\n")


def test_carets_stand_under_the_mistake() -> None:
    assert carets("milk duee:today", 5, 9) == ["milk duee:today", "     ^^^^"]


def test_carets_count_cells_not_letters() -> None:
    assert carets("買い物 duee:1", 4, 8) == ["買い物 duee:1", "       ^^^^"]
    assert carets("买 买", 2, 3) == ["买 买", "   ^^"]
    assert carets("e\u0301 x", 3, 4) == ["e\u0301 x", "  ^"]


def test_carets_at_the_end_of_the_line_and_past_it() -> None:
    assert carets("a or", 4, 5) == ["a or", "    ^"]
    assert carets("", 0, 1) == ["", "^"]


def test_a_long_line_is_cut_around_the_mistake() -> None:
    line, below = carets("x" * 500 + "HERE" + "y" * 500, 500, 504)
    assert len(line) < 140
    assert line[below.index("^") : below.rindex("^") + 1] == "HERE"


def test_nothing_in_the_picture_can_move_the_cursor() -> None:
    line, below = carets("a\x1b[2J\nb\tc\u202e duee:1", 10, 14)
    assert line.isprintable()
    assert len(below) == 14


NAMES = Names(
    ("Home", "Home office", "Work/Design"), ("shop", "магазин"), ("anna", "аня"), ("Bug",), ("severity",)
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ca", "category:"),
        ("a -ur", "urgency:"),
        ("про", "проект:"),
        ("sev", "severity:"),
        ("is:blo", "blocked"),
        ("is:прос", "просрочено"),
        ("status:op", "open"),
        ("has:no", "notes"),
        ("sort:due,-ur", "urgency"),
        ("due:to", "today"),
        ("due:today..to", "today"),
        ("+Ho", "Home"),
        ('+"Home o', '"Home office"'),
        ("+Des", "Work/Design"),
        ("cat:Home,Wo", "Work/Design"),
        ("(#маг", "магазин"),
        ("-#sh", "shop"),
        ("@ан", "аня"),
        ("owner:an", "anna"),
        ("type:b", "Bug"),
    ],
)
def test_completions(line: str, expected: str) -> None:
    found = completions(line, len(line), NAMES)
    assert expected in [completion.text for completion in found]
    chosen = next(completion for completion in found if completion.text == expected)
    completed = line[: chosen.start] + chosen.text
    assert completed.startswith(line[: chosen.start])
    assert fold(completed.replace('"', "")).endswith(fold(expected.replace('"', "")))


def test_completions_look_at_the_cursor_only() -> None:
    found = completions("is:blo due:today", 6, NAMES)
    assert {completion.text for completion in found} >= {"blocked", "blocking"}
    assert all((completion.start, completion.end) == (3, 6) for completion in found)


def test_free_text_and_unknown_fields_have_no_completions() -> None:
    assert completions("", 0, NAMES) == ()
    assert completions("zzz", 3, NAMES) == ()
    assert completions("foo:ba", 6, NAMES) == ()


def test_every_word_can_be_found() -> None:
    for words in (FIELDS, JOINS, PRESENCES, PRIORITIES, SORTS, STATES, STATUSES):
        assert all(fold(word) == word for word in words)
