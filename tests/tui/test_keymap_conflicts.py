"""Every profile is free of conflicts, and a person who makes one is told what it costs."""

from __future__ import annotations

import pytest

from tme_tui.i18n import translator
from tme_tui.tui.actions import ACTIONS, PROFILES, Action, Context, conflicts, keymap
from tme_tui.tui.actions.spelling import CHARACTERS


@pytest.mark.parametrize("profile", PROFILES)
def test_no_profile_has_a_conflict(profile: str) -> None:
    words = translator("en")
    assert [conflict.sentence(words) for conflict in conflicts(keymap(profile))] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_says_only_what_differs_of_actions_that_exist(profile: str) -> None:
    keys, plain = keymap(profile), keymap()
    for name in PROFILES[profile].keys:
        assert name in ACTIONS
        assert keys.keys(name) != plain.keys(name), f"{name} is as in the default profile"


@pytest.mark.parametrize("profile", PROFILES)
def test_every_action_has_a_key_in_every_profile(profile: str) -> None:
    keys = keymap(profile)
    without = {name for name in ACTIONS if not keys.keys(name)}
    assert without <= {"half_page_down", "half_page_up"}, "emacs has no such motion"


@pytest.mark.parametrize("profile", PROFILES)
def test_every_shown_action_can_be_reached_in_each_of_its_places(profile: str) -> None:
    keys = keymap(profile)
    for action in ACTIONS.values():
        if not action.later and keys.keys(action.name):
            for context in action.contexts:
                assert action in keys.table(context).values(), (action.name, context)


def test_the_one_who_was_chosen_wins_and_the_conflict_names_both() -> None:
    keys = keymap(overrides={"add": "x"})
    assert keys.feed("x", Context.LIST) is ACTIONS["add"]
    conflict, in_views = conflicts(keys)
    assert [action.name for action in in_views.actions] == ["add", "view_delete"]
    assert [action.name for action in conflict.actions] == ["add", "delete"]
    assert conflict.sentence(translator("en")) == (
        "x is “Add” (add), so it cannot be “Delete” (delete): Task list, Details, Tree, Calendar"
    )
    assert "x — это" in conflict.sentence(translator("ru"))
    assert keys.feed("delete", Context.LIST) is ACTIONS["delete"], "its other key still works"


def test_keys_that_begin_another_action_are_named() -> None:
    (conflict, *more) = [
        each for each in conflicts(keymap(overrides={"undo": "g", "add": "a"})) if each.longer == ("g", "g")
    ]
    assert more == []
    assert [action.name for action in conflict.actions] == ["undo", "top"]
    assert conflict.sentence(translator("en")).startswith("g is “Undo” (undo) and begins gg, “To the top”")


def test_keys_of_places_that_never_meet_are_no_conflict() -> None:
    def one(name: str, context: Context) -> Action:
        return Action(name, name, name, ACTIONS["add"].group, frozenset({context}), ("ctrl+k",))

    apart = {"a": one("a", Context.LIST), "b": one("b", Context.FORM)}
    assert conflicts(keymap(actions=apart)) == []
    together = {"a": one("a", Context.LIST), "b": one("b", Context.LIST)}
    (conflict,) = conflicts(keymap(actions=together))
    assert conflict.contexts == (Context.LIST,)


@pytest.mark.parametrize("profile", PROFILES)
def test_alt_with_a_sign_means_what_the_sign_means(profile: str) -> None:
    """For Textual hears the sign alone."""
    keys = keymap(profile)
    for name in keys.actions:
        for strokes in keys.keys(name):
            plain = tuple(
                stroke.removeprefix("alt+") if stroke.removeprefix("alt+") in CHARACTERS.values() else stroke
                for stroke in strokes
            )
            assert plain in keys.keys(name), name
