"""Pasted text is text, whatever is in it, and however it is cut into portions."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from tme_tui.tui.pasting import END, START, PasteGuard

PIECES = st.lists(
    st.sampled_from([START, END, "\x1b", "\x1b[", "20", "0~", "1~", "a", "я", "\x07"]), max_size=12
)


def passed(portions: Iterable[str]) -> str:
    guard = PasteGuard()
    return "".join(map(guard.feed, portions))


def test_escapes_in_pasted_text_press_no_key() -> None:
    text = "evil \x1b]0;owned\x07 \x1b[2J\x1b[200~ " + "q" * 40
    parser = XTermParser()
    told = list(parser.feed(PasteGuard().feed(f"{START}{text}{END}a")))
    assert [event.text for event in told if isinstance(event, events.Paste)] == [text.replace("\x1b", "")]
    assert [event.key for event in told if isinstance(event, events.Key)] == ["a"]


def test_keys_pass_as_they_are() -> None:
    assert passed(["\x1b", "[A", "\x1b[20", "x", f"\x1b{START}a\x1bb{END}\x1b"]) == (
        f"\x1b[A\x1b[20x\x1b{START}ab{END}\x1b"
    )


@given(pieces=PIECES)
def test_it_makes_no_difference_where_portions_end(pieces: list[str]) -> None:
    whole = "".join(pieces) + END
    assert passed(whole) == passed([whole])
