"""What an error says in English is found in code by its shape, and said in the reader's language."""

from __future__ import annotations

import pytest

from tme_tui.i18n import Translator, translator
from tme_tui.i18n.error_shapes import errors_of
from tme_tui.i18n.errors import SENSE

CODE = """
raise Refused(f"#{task.id} is {state}")
raise NotFound("task type", name, hint="tme types lists them")
raise SettingsError(place, key, "expected text in UTF-8")
raise UsageError(f"there is no option {name}{near}")
return Temporary(f"{host} is busy" if busy else "it was stopped")
super().__init__(f"VK says: {said}" + (f"; {hint}" if hint else ""))
raise TypeError("an argument of the wrong kind")
raise InvalidValue(f"{field}: {error}")
print("not an error")
"""


def test_sentences_are_found_in_code() -> None:
    found = [each.message for each in errors_of(CODE, "x.py")]
    assert found == [
        "#{id} is {state}",
        "task type",
        "tme types lists them",
        "expected text in UTF-8",
        "there is no option {name}",
        "{host} is busy",
        "it was stopped",
        "VK says: {said}",
    ]
    assert {each.sense for each in errors_of(CODE, "x.py")} == {SENSE}


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        (
            "that would go in a circle: #2 “A” waits for #4 “C” waits for #2 “A”",
            "получился бы круг: #2 “A” ждёт #4 “C” ждёт #2 “A”",
        ),
        ("that would go in a circle: #1 inside #2 inside #1", "получился бы круг: #1 внутри #2 внутри #1"),
        ("there is no view x; tme views lists them", "не найдено: вид x; их перечисляет tme views"),
        (
            "/etc/tme.yaml:3: screen.theme: expected yes or no, not 'x'; did you mean yes?",
            "/etc/tme.yaml:3: screen.theme: нужно: yes или no (да или нет), а не 'x'; может быть, yes?",
        ),
        ("x.db is in use by another program: try again in a moment", "базу x.db занимает другая программа"),
        ("urgency is a number such as 8 or 12.5; not 'a'", "срочность — число вроде 8 или 12.5; а не 'a'"),
        ("telegram: Telegram wants us to wait", "telegram: Telegram просит подождать"),
        ("there is no option --nwo; did you mean --now?", "нет параметра --nwo; может быть, --now?"),
        ("that would go in a circle: #1 {a; b} → #2", "получился бы круг: #1 {a; b} → #2"),
        ("command: the program is not there, or must not be run", "команда: программы нет, или её нельзя"),
        (
            "reminders.digest.morning_query: due< needs its value right after it",
            "reminders.digest.morning_query: после due< сразу должно стоять значение",
        ),
        ("nobody wrote this; there is no task 3", "nobody wrote this; не найдено: задача 3"),
    ],
)
def test_an_error_is_said_piece_by_piece(english: str, russian: str) -> None:
    assert translator("ru").error(english).startswith(russian)
    assert translator("en").error(english) == english


def test_values_are_only_text() -> None:
    words = Translator("ru", {("{host} is down", SENSE): ("{host} не отвечает",)})
    assert words.error("{a} is down") == "{a} не отвечает"
    assert Translator("ru", {}).error("{a} is down") == "{a} is down"
