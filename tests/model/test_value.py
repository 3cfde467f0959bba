"""The light frozen values behave as dataclasses would."""

from __future__ import annotations

import copy
import pickle

import pytest

from tme_tui.model.aspects import NumberField
from tme_tui.model.conditions import And, Between, HasTag, OfType


def test_values_of_one_type_with_equal_fields_are_equal() -> None:
    assert HasTag("a") == HasTag("a")
    assert HasTag("a") != HasTag("b")
    others: list[object] = [OfType("a"), ("a",), "a"]
    assert all(HasTag("a") != other for other in others)
    assert len({HasTag("a"), HasTag("a"), OfType("a")}) == 2


def test_fields_have_names_defaults_and_an_order() -> None:
    one = Between(NumberField.PRIORITY, 1, high=2)
    assert (one.field, one.low, one.high, one.above, one.below) == (NumberField.PRIORITY, 1, 2, False, False)
    assert repr(HasTag("a")) == "HasTag(name='a')"


def test_nothing_changes_a_value() -> None:
    one = HasTag("a")
    with pytest.raises(AttributeError, match="name stays"):
        one.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="name stays"):
        del one.name
    with pytest.raises(AttributeError):
        one.other = 3  # type: ignore[attr-defined]


def test_wrong_fields_are_refused() -> None:
    for given, named in (((), {}), (("a", "b"), {}), (("a",), {"name": "b"}), (("a",), {"colour": "b"})):
        with pytest.raises(TypeError):
            HasTag(*given, **named)


def test_values_survive_copying_and_other_processes() -> None:
    condition = And((HasTag("a"), Between(NumberField.PRIORITY, 1, None)))
    assert pickle.loads(pickle.dumps(condition)) == condition
    assert copy.deepcopy(condition) == condition


def test_patterns_take_fields_by_place() -> None:
    match HasTag("a"):
        case HasTag(name):
            assert name == "a"
