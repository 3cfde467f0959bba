"""Several lines at once, as a chat sends them."""

from __future__ import annotations

from tests.language.quickadd.summary import context_at, summary
from tme_tui.language.quickadd import parse_outline

CONTEXT = context_at("2026-11-21T10:00")


def test_each_line_is_a_task_and_an_indented_one_a_part_of_the_line_above() -> None:
    text = """
    Move house 1 dec
      - Pack books +Home
        Buy boxes !1

      Call movers tomorrow
    Купить молоко завтра
    """
    found = [(summary(one.draft), one.parent) for one in parse_outline(text, CONTEXT)]
    assert found == [
        ("Move house; due 2026-12-01", None),
        ("Pack books; +Home", 0),
        ("Buy boxes; !1", 1),
        ("Call movers; due 2026-11-22", 0),
        ("Купить молоко; due 2026-11-22", None),
    ]


def test_tabs_indent_too() -> None:
    found = [(one.draft.fields.title, one.parent) for one in parse_outline("A\n\tB\n\t\tC\nD", CONTEXT)]
    assert found == [("A", None), ("B", 0), ("C", 1), ("D", None)]


def test_an_empty_text_is_no_task() -> None:
    assert parse_outline(" \n\n", CONTEXT) == ()


def test_the_boxes_of_a_markdown_list_say_what_is_done() -> None:
    text = "- [ ] Buy milk tomorrow\n  - [x] Find the bag\n* [X] Call Anna >> Write to Boris\n[ ]\n[y] Odd"
    found = [(summary(one.draft), one.parent) for one in parse_outline(text, CONTEXT)]
    assert found == [
        ("Buy milk; due 2026-11-22", None),
        ("Find the bag; status done", 0),
        ("Call Anna; status done >> Write to Boris", None),
        ("[ ]", None),
        ("[y] Odd", None),
    ]
