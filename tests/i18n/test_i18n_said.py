"""A text that was said in English where an error was raised is said in the language of who reads it."""

from __future__ import annotations

from tme_tui.i18n import Translator, said
from tme_tui.i18n.extract import Found, messages_in
from tme_tui.model.delivery import Temporary

CATALOGUE = {("{host} is down", ""): ("{host} не отвечает",)}


def test_it_is_an_ordinary_text() -> None:
    text = said("{host} is down", host="a.example")
    assert text == "a.example is down"
    assert f"{text}!" == "a.example is down!"
    assert said("{host} is down", host="{host}") == "{host} is down"


def test_an_error_is_said_in_another_language() -> None:
    error = Temporary(said("{host} is down", host="{a}"))
    assert str(error) == "{a} is down"
    assert Translator("ru", CATALOGUE).text(str(error)) == "{a} не отвечает"
    assert Translator("en").text(str(error)) == "{a} is down"
    assert Translator("ru", {}).text(str(error)) == "{a} is down"


def test_its_messages_are_found() -> None:
    assert list(messages_in('raise Temporary(said("{host} is down", host=x))', "x.py")) == [
        Found("{host} is down", "", "", "x.py:1")
    ]
