"""What presses mean: single keys, sequences, counts, rebinding, and what is not ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.i18n import translator
from tme_tui.model.errors import InvalidValue
from tme_tui.tui.actions import ACTIONS, PROFILES, Action, Context, Keymap, Pending, keymap

ENGLISH = translator("en")


def pressed(keys: Keymap, *strokes: str, context: Context = Context.LIST) -> str:
    """What the last of some presses meant: an action's name, `…` while more may come, or `-`."""
    answer: Action | Pending | None = None
    for stroke in strokes:
        answer = keys.feed(stroke, context)
    match answer:
        case Pending():
            return "given up" if answer.over else "…"
        case Action():
            return answer.name
        case _:
            return "-"


@pytest.mark.parametrize(
    ("strokes", "name"),
    [
        (["a"], "add"),
        (["A"], "add_subtask"),
        (["space"], "done"),
        (["slash"], "search"),
        (["f3"], "search"),
        (["question_mark"], "help"),
        (["ctrl+p"], "palette"),
        (["colon"], "commands"),
        (["number_sign"], "jump"),
        (["g", "g"], "top"),
        (["g", "x"], "open_link"),
        (["3"], "view_3"),
        (["ctrl+k"], "-"),
        (["й"], "-"),
    ],
)
def test_default_keys(strokes: list[str], name: str) -> None:
    assert pressed(keymap(), *strokes) == name


def test_a_key_means_what_its_place_says() -> None:
    keys = keymap()
    assert pressed(keys, "enter", context=Context.LIST) == "edit_form"
    assert pressed(keys, "enter", context=Context.VIEWS) == "open_view"
    assert pressed(keys, "d", context=Context.REMINDER) == "reminder_done"
    assert pressed(keys, "n", context=Context.LIST) == "add_note"
    assert pressed(keys, "n", context=Context.FOUND) == "next_match"
    assert pressed(keys, "d", context=Context.FOUND) == "due", "what a search does not bind, the list does"


def test_letters_are_text_where_people_type() -> None:
    keys = keymap()
    for context in (Context.INPUT, Context.FORM, Context.PICKER):
        for stroke in ("a", "q", "space", "slash", "question_mark", "1", "Z"):
            assert pressed(keys, stroke, context=context) == "-", (context, stroke)
        assert pressed(keys, "f1", context=context) == "help"
        assert pressed(keys, "escape", context=context) == "cancel"


def test_the_beginning_of_a_sequence_is_pending() -> None:
    keys = keymap()
    answer = keys.feed("g", Context.LIST)
    assert isinstance(answer, Pending)
    assert (answer.shown(ENGLISH), answer.action, answer.over) == ("g", None, False)
    assert keys.expire() is None, "g alone is nothing"
    assert pressed(keys, "g") == "top", "the timer does not forget: the caller decides by `reset`"


def test_reset_forgets_what_was_begun() -> None:
    keys = keymap()
    assert pressed(keys, "g") == "…"
    keys.reset()
    assert pressed(keys, "g") == "…"


def test_escape_gives_up_a_sequence_and_does_nothing_else() -> None:
    keys = keymap()
    assert pressed(keys, "g", "escape") == "given up"
    assert pressed(keys, "escape") == "back"


def test_a_key_that_leads_nowhere_does_nothing() -> None:
    keys = keymap("vim")
    answer = [keys.feed(stroke, Context.LIST) for stroke in ("d", "q")][-1]
    assert isinstance(answer, Pending)
    assert answer.over
    assert answer.shown(ENGLISH) == "dq"
    assert pressed(keys, "d", "d") == "delete"


def test_a_short_key_waits_for_a_longer_one() -> None:
    keys = keymap(overrides={"refresh": "g"})
    answer = keys.feed("g", Context.LIST)
    assert isinstance(answer, Pending)
    assert answer.action is ACTIONS["refresh"]
    assert keys.expire() is ACTIONS["refresh"]
    assert keys.expire() is None, "once"
    assert pressed(keys, "g", "g") == "top"


@pytest.mark.parametrize(
    ("strokes", "name", "count"),
    [
        ("5j", "cursor_down", 5),
        ("42G", "jump", 42),
        ("10gg", "jump", 10),
        ("G", "bottom", None),
        ("j", "cursor_down", None),
        ("g3", "view_3", None),
        ("0", "-", None),
    ],
)
def test_numbers_before_an_action(strokes: str, name: str, count: int | None) -> None:
    keys = keymap("vim")
    assert pressed(keys, *strokes) == name
    assert keys.count == count


def test_a_number_is_shown_while_it_is_typed_and_forgotten_afterwards() -> None:
    keys = keymap("vim")
    shown = []
    for stroke in "10g":
        answer = keys.feed(stroke, Context.LIST)
        assert isinstance(answer, Pending)
        shown.append(answer.shown(ENGLISH))
    assert shown == ["1", "10", "10 g"]
    assert pressed(keys, "g") == "jump"
    assert pressed(keys, "j") == "cursor_down"
    assert keys.count is None


def test_digits_that_are_keys_stay_keys() -> None:
    assert pressed(keymap("vim"), "2", context=Context.REMINDER) == "snooze_hour"


def test_a_number_longer_than_any_task_is_given_up() -> None:
    assert pressed(keymap("vim"), *"1234567890") == "given up"


@pytest.mark.parametrize(
    ("overrides", "strokes", "name"),
    [
        ({"add": "ctrl+x k"}, ["ctrl+x", "k"], "add"),
        ({"add": "ctrl+x k"}, ["a"], "-"),
        ({"add": "n, ctrl+n"}, ["n"], "add"),
        ({"add": ["f6", "insert"]}, ["insert"], "add"),
        ({"add": "none"}, ["a"], "-"),
        ({"add": "xx"}, ["x"], "…"),
        ({"quit": "ZZ"}, ["Z", "Z"], "quit"),
        ({"search": "comma"}, ["comma"], "search"),
        ({"palette": "ctrl+space"}, ["ctrl+@"], "palette"),
    ],
)
def test_any_action_can_be_rebound(
    overrides: dict[str, str | list[str]], strokes: list[str], name: str
) -> None:
    assert pressed(keymap(overrides=overrides), *strokes) == name


@pytest.mark.parametrize(
    ("profile", "overrides", "said"),
    [
        ("vi", {}, "keys.profile: there is no profile 'vi'; did you mean vim?"),
        ("default", {"ad": "x"}, "keys.bind.ad: there is no action 'ad'; did you mean add?"),
        ("default", {"add_sub_task": "x"}, "did you mean add_subtask?"),
        ("default", {"add": "control+x"}, "keys.bind.add: 'control+x' is not a key; before + stands"),
        ("default", {"add": "pgedown"}, "keys.bind.add: 'pgedown' is not a key; did you mean pagedown?"),
        ("default", {"add": ""}, "keys.bind.add: expected a key such as"),
    ],
)
def test_mistakes_are_named(profile: str, overrides: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        keymap(profile, overrides)
    assert said in str(caught.value)
    assert caught.value.field == said.partition(":")[0] or ":" not in said


def test_one_mistake_leaves_all_other_keys_as_they_are_meant() -> None:
    told: list[str] = []
    keys = keymap(overrides={"ad": "x", "done": "pgedown", "undo": "f7"}, complain=told.append)
    assert [each.partition(":")[0] for each in told] == ["keys.bind.ad", "keys.bind.done"]
    assert pressed(keys, "f7") == "undo"
    assert pressed(keys, "space") == "done"


@given(
    profile=st.sampled_from(list(PROFILES)),
    strokes=st.lists(
        st.sampled_from([*"gxdzcyZ0159", "escape", "enter", "ctrl+x", "ctrl+s", "down", "f1", "й"]),
        max_size=30,
    ),
    context=st.sampled_from(list(Context)),
)
def test_no_press_is_ever_stuck(profile: str, strokes: list[str], context: Context) -> None:
    keys = keymap(profile)
    for stroke in strokes:
        answer = keys.feed(stroke, context)
        assert not (isinstance(answer, Action) and answer.later)
    keys.feed("escape", context)
    fresh = keymap(profile)
    for stroke in ("a", "down", "f1"):
        assert keys.feed(stroke, context) == fresh.feed(stroke, context)
        keys.reset()
        fresh.reset()
