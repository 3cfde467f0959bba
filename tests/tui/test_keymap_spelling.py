"""Keys are written as people write them and named as Textual names them."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys, _character_to_key

from tme_tui.i18n import translator
from tme_tui.model.errors import InvalidValue
from tme_tui.tui.actions import ACTIONS, PROFILES
from tme_tui.tui.actions.spelling import CHARACTERS, alternatives, shown, stroke, strokes, written

WAYS = [
    way
    for keys in (
        *(",".join(action.keys) for action in ACTIONS.values()),
        *(keys for profile in PROFILES.values() for keys in profile.keys.values()),
    )
    for way in alternatives(keys)
]


@pytest.mark.parametrize("character", string.punctuation)
def test_punctuation_has_the_name_that_textual_gives_it(character: str) -> None:
    assert CHARACTERS[character] == _character_to_key(character)
    assert stroke(character) == _character_to_key(character)


def test_every_named_key_of_the_keymaps_is_one_that_textual_sends() -> None:
    known = {key.value for key in Keys} | set(CHARACTERS.values()) | set(string.ascii_letters + string.digits)
    for way in WAYS:
        for press in way:
            base = press.rpartition("+")[2]
            assert press in known or base in known, press


@pytest.mark.parametrize(
    ("sent", "spelled"),
    [
        ("a", "a"),
        ("G", "G"),
        ("?", "?"),
        ("\x10", "ctrl+p"),
        ("\x1b[A", "up"),
        ("\x1b[1;2B", "shift+down"),
        ("\x1b[1;3B", "alt+down"),
        ("\x1b[5~", "pageup"),
        ("\x1bOP", "f1"),
        ("\x1b[24~", "f12"),
        ("\x1b[3~", "delete"),
        ("\x1b[Z", "shift+tab"),
        ("\x1bw", "alt+w"),
        ("\x1f", "ctrl+_"),
        ("\x1b[1099;5u", "ctrl+ы"),
        ("\x1b[115;5u", "ctrl+s"),
        ("\x1b[115;6u", "ctrl+S"),
    ],
)
def test_what_a_terminal_sends_is_what_we_write(sent: str, spelled: str) -> None:
    parser = XTermParser()
    (event,) = [each for each in (*parser.feed(sent), *parser.feed("")) if isinstance(each, events.Key)]
    assert event.key == stroke(spelled)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gg", ("g", "g")),
        ("g g", ("g", "g")),
        ("ctrl+x k", ("ctrl+x", "k")),
        ("Ctrl+X", ("ctrl+shift+x",)),
        ("ctrl+X", ("ctrl+shift+x",)),
        ("shift+a", ("A",)),
        ("shift+alt+down", ("alt+shift+down",)),
        ("Esc", ("escape",)),
        ("PgDn", ("pagedown",)),
        ("+", ("plus",)),
        ("ctrl++", ("ctrl+plus",)),
        ("comma", ("comma",)),
        ("ctrl+i", ("tab",)),
        ("ctrl+[", ("escape",)),
        ("ж", ("ж",)),
    ],
)
def test_spellings(text: str, names: tuple[str, ...]) -> None:
    assert strokes(text) == names


@pytest.mark.parametrize("text", ["", "  ", "ctrl+", "hyperspace", "ctrl+alt", "a+b", "ctrl+ctrl+a", "abc"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        strokes(text)


@given(text=st.text(max_size=12))
def test_any_text_is_a_key_or_a_refusal(text: str) -> None:
    try:
        found = strokes(text)
    except InvalidValue:
        return
    assert strokes(written(found)) == found


def test_what_is_written_is_read_back() -> None:
    for way in WAYS:
        assert alternatives(written(way)) == (way,)


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("gg", "gg", "gg"),
        ("ctrl+p", "^p", "^p"),
        ("ctrl+x k", "^x k", "^x k"),
        ("space", "space", "пробел"),
        ("f5", "F5", "F5"),
        ("alt+down", "alt+↓", "alt+↓"),
        ("?", "?", "?"),
        ("escape", "esc", "esc"),
    ],
)
def test_how_keys_are_shown(text: str, english: str, russian: str) -> None:
    assert shown(strokes(text), translator("en")) == english
    assert shown(strokes(text), translator("ru")) == russian
