"""Commands work while a Cyrillic layout is on, and no letter answers a question by accident."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from tme_tui.tui.actions import ACTIONS, Context, confirmation, confirmation_keys, keymap, latin_key
from tme_tui.tui.actions.layouts import LAYOUTS

ROWS = {
    "ru": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "uk": ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    "be": ("йцукенгшўзх", "фывапролджэ", "ячсмітьбю"),
}
LATIN_ROWS = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,.")
SHIFTED = str.maketrans("[];',.", '{}:"<>')


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_letter_is_the_key_beneath_it(layout: str) -> None:
    for row, latin in zip(ROWS[layout], LATIN_ROWS, strict=True):
        for letter, key in zip(row, latin, strict=False):
            assert latin_key(letter, layout) == _character_to_key(key), letter
            assert latin_key(letter.upper(), layout) == _character_to_key(key.upper().translate(SHIFTED))
            assert latin_key(f"ctrl+{letter}", layout) == f"ctrl+{_character_to_key(key)}"
            assert latin_key(f"ctrl+shift+{letter}", layout) == f"ctrl+shift+{_character_to_key(key)}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_of_the_other_layouts_are_read_too(layout: str) -> None:
    for rows in ROWS.values():
        for letter in "".join(rows):
            assert latin_key(letter, layout).isascii(), letter


def test_the_one_letter_that_layouts_disagree_about() -> None:
    assert [latin_key("і", layout) for layout in LAYOUTS] == ["s", "s", "b"]


@pytest.mark.parametrize(
    "key",
    [*string.ascii_letters, *string.digits, "slash", "full_stop", "enter", "ctrl+s", "shift+tab", "f1", "é"],
)
def test_other_keys_stay_what_they_are(key: str) -> None:
    for layout in LAYOUTS:
        assert latin_key(key, layout) == key


@given(key=st.text(max_size=20))
def test_any_name_is_answered_and_the_answer_is_final(key: str) -> None:
    for layout in LAYOUTS:
        once = latin_key(key, layout)
        assert latin_key(once, layout) == once


@pytest.mark.parametrize("profile", ["default", "vim", "taskwarrior", "dooit", "calcurse", "emacs"])
def test_every_action_of_the_list_can_be_pressed_in_russian(profile: str) -> None:
    """Punctuation that only the Latin layout has is never the one way to press something."""
    typed = {latin_key(letter) for row in (*ROWS["ru"], "ё") for letter in row + row.upper()}
    keys = keymap(profile)
    for name in ACTIONS:
        ways = [
            way
            for way in keys.keys(name)
            if all(press in typed or press in ON_BOTH or press not in PUNCTUATION for press in way)
        ]
        assert ways or not keys.keys(name), f"{name} has only {keys.keys(name)}"


ON_BOTH = {_character_to_key(character) for character in "!%*()_-+=№:"} | {"number_sign"}
PUNCTUATION = {_character_to_key(character) for character in string.punctuation}


def test_typing_in_russian_does_what_the_same_fingers_do_in_english() -> None:
    keys = keymap()
    for press, name in (
        ("ф", "add"),
        ("Ф", "add_subtask"),
        ("в", "due"),
        ("г", "undo"),
        ("х", "previous_view"),
    ):
        assert keys.feed(latin_key(press), Context.LIST) is ACTIONS[name]
    assert keys.feed(latin_key("Ж"), Context.LIST) is ACTIONS["commands"]
    keys.feed(latin_key("п"), Context.LIST)
    assert keys.feed(latin_key("п"), Context.LIST) is ACTIONS["top"]


@pytest.mark.parametrize(
    ("key", "english", "russian"),
    [
        ("enter", True, True),
        ("escape", False, False),
        ("y", None, None),
        ("Y", None, None),
        ("н", None, None),
        ("Н", None, None),
        ("n", False, False),
        ("N", False, False),
        ("т", False, False),
        ("д", None, True),
        ("Д", None, True),
        ("l", None, None),
        ("space", None, None),
        ("a", None, None),
    ],
)
def test_confirmation(key: str, english: bool | None, russian: bool | None) -> None:
    assert confirmation(key, "en") is english
    assert confirmation(key, "ru_RU") is russian


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_no_letter_accepts_that_may_mean_no(locale: str) -> None:
    """A key accepts only if neither what it says nor what lies on it in the other layout begins a refusal."""
    refusals = {"n", "н", "т"}  # no, нет, and the key of n in Russian
    to_cyrillic = {latin_key(letter): letter for row in ROWS["ru"] for letter in row}
    for letter in string.ascii_lowercase + "".join(ROWS["ru"]):
        readings = {letter, latin_key(letter), to_cyrillic.get(letter, letter)}
        if confirmation(letter, locale):
            assert not readings & refusals
            assert letter in confirmation_keys(locale)[0], "the button says it"
        if letter in {"y", "н"}:
            assert confirmation(letter, locale) is None
