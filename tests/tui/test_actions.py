"""The registry is whole and says the same everywhere it is shown."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tme_tui.i18n import LANGUAGES, translator
from tme_tui.tui.actions import (
    ACTIONS,
    Context,
    Group,
    footer_for,
    help_for,
    keymap,
    palette_entries,
    search_help,
)

SHOWN = [context for context in Context if context is not Context.CALENDAR]


def test_names_are_what_settings_can_spell() -> None:
    for name, action in ACTIONS.items():
        assert name == action.name
        assert name.replace("_", "a").isalnum(), name
        assert name == name.lower()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_action_says_what_it_is_and_what_it_does(locale: str) -> None:
    words = translator(locale)
    for action in ACTIONS.values():
        label, help_text = action.say(words), action.explain(words)
        assert 2 <= len(label) <= 40, label
        assert "{" not in label + help_text
        assert help_text.endswith((".", "!1", "none")), help_text
        assert action.contexts


def test_labels_in_one_place_differ() -> None:
    """Two commands with one name cannot be told apart in the palette."""
    for locale in LANGUAGES:
        words = translator(locale)
        for context in Context:
            here = [action for action in ACTIONS.values() if context in action.contexts]
            labels = [action.say(words) for action in here]
            assert len(labels) == len(set(labels)), [each for each in labels if labels.count(each) > 1]


def test_everything_that_people_expect_is_there() -> None:
    asked = """
        add add_subtask edit_line edit_form edit_notes done start_stop delete undo redo due priority_up
        priority_down category tags wait assignee snooze blocked_by blocks mark mark_all mark_range mark_query
        search filter commands view_1 view_9 next_view previous_view sort group toggle_fold copy_text
        duplicate move_up move_down history why toggle_details help palette settings theme services refresh
        quit jump next_overdue calendar_today recurrence reminders paste menu away
        do_not_disturb language
    """
    assert set(asked.split()) <= ACTIONS.keys()


def test_what_comes_later_is_neither_bound_nor_shown() -> None:
    keys, words = keymap(), translator("en")
    for context in Context:
        shown = {entry.action for group in help_for(context, keys, words) for entry in group.entries}
        shown |= {entry.action for entry in palette_entries([context], keys, words)}
        assert not [action.name for action in shown if action.later]
        assert not [action.name for action in keys.table(context).values() if action.later]


@pytest.mark.parametrize("context", SHOWN)
def test_help_lists_every_key_of_a_place_once(context: Context) -> None:
    keys, words = keymap("vim", {"add": "x"}), translator("en")
    listed = [
        (entry.action.name, key)
        for group in help_for(context, keys, words)
        for entry in group.entries
        for key in entry.keys
    ]
    assert len(listed) == len(set(listed)) == len(keys.table(context))


def test_help_shows_no_key_that_another_action_took() -> None:
    keys, words = keymap(overrides={"add": "x"}), translator("en")
    by_name = {e.action.name: e for group in help_for(Context.LIST, keys, words) for e in group.entries}
    assert by_name["add"].keys == ("x",)
    assert by_name["delete"].keys == ("del",)


def test_help_begins_with_what_exists_only_here() -> None:
    words = translator("en")
    groups = help_for(Context.SERVICES, keymap(), words)
    assert groups[0].title == "Services"
    assert "Restart" in [entry.label for entry in groups[0].entries]
    assert [group.title for group in groups[1:]] == [
        group.value for group in Group if group.value in {each.title for each in groups[1:]}
    ]


@pytest.mark.parametrize(
    ("locale", "typed", "found"),
    [
        ("en", "undo", "undo"),
        ("en", "PRIORITY raise", "priority_up"),
        ("en", "gg", "top"),
        ("en", "^p", "palette"),
        ("ru", "взять назад", "undo"),
        ("ru", "подзадачу", "add_subtask"),
        ("ru", "undo", "undo"),
        ("ru", "блок", ""),
    ],
)
def test_help_is_searched_in_both_languages_and_by_key(locale: str, typed: str, found: str) -> None:
    groups = help_for(Context.LIST, keymap(), translator(locale))
    names = [entry.action.name for group in search_help(groups, typed) for entry in group.entries]
    assert found in names if found else names == []
    assert len(names) < 12


def test_an_empty_search_leaves_all() -> None:
    groups = help_for(Context.LIST, keymap(), translator("en"))
    assert search_help(groups, "  ") == groups


def test_the_footer_has_few_entries_and_the_best_first() -> None:
    words = translator("en")
    footer = footer_for(Context.LIST, keymap(), words)
    assert [(entry.keys[0], entry.label) for entry in footer[:4]] == [
        ("a", "Add"),
        ("e", "Edit"),
        ("space", "Done"),
        ("d", "Due"),
    ]
    for context in SHOWN:
        assert 1 <= len(footer_for(context, keymap(), words)) <= 12, context


def test_the_palette_offers_commands_and_their_keys_not_movements() -> None:
    offered = {e.action.name: e for e in palette_entries([Context.LIST], keymap(), translator("en"))}
    assert offered["add"].keys == ("a",)
    assert offered["why"].label == "Why?"
    assert "cursor_down" not in offered
    assert "palette" not in offered


def test_what_has_no_key_is_still_in_the_palette() -> None:
    keys = keymap(overrides={"why": "none"})
    (entry,) = [e for e in palette_entries([Context.LIST], keys, translator("en")) if e.action.name == "why"]
    assert entry.keys == ()


def test_the_registry_needs_no_widgets() -> None:
    code = (
        "import sys, tme_tui.tui.actions\n"
        "heavy = {'textual', 'rich', 'sqlalchemy', 'click', 'yaml', 'dateutil', 'difflib', 're'}\n"
        "print(sorted(heavy & set(sys.modules) - before))"
    )
    code = f"import sys, dataclasses; before = set(sys.modules)\n{code}"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
