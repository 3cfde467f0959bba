"""Every message of the program is translated, and the catalogues hold nothing else."""

from __future__ import annotations

import pytest

from tme_tui.i18n.catalogue import read_entries
from tme_tui.i18n.extract import (
    all_entries,
    as_entry,
    messages_in,
    messages_of_package,
    mistakes,
    untranslated,
)
from tme_tui.i18n.found import Found
from tme_tui.i18n.translator import LANGUAGES

CODE = """
TITLES = [message("Inbox"), plural_message("{n} day", "{n} days")]
def show(words, count, title):
    words.text("Added {title}", title=title)
    self.words.plural("{n} task", "{n} tasks", count)
    words.sense("menu", "Open")
    words.text(title)
    words.text("Added {title}", title=title)
"""
CODE_MESSAGES = [
    Found("Inbox", "", "", "x.py:2"),
    Found("{n} day", "{n} days", "", "x.py:2"),
    Found("Added {title}", "", "", "x.py:4"),
    Found("{n} task", "{n} tasks", "", "x.py:5"),
    Found("Open", "", "menu", "x.py:6"),
]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_message_of_the_program_is_translated(language: str) -> None:
    entries = all_entries(language)
    found = messages_of_package()
    code = [each for each in found if not each.place.startswith("docs/")]  # tests/tui looks at that page
    missing = [f"{each.place}: {each.message}" for each in untranslated(code, entries)]
    assert missing == [], "python -m tme_tui.i18n.extract prints them ready to be filled in"
    assert mistakes(language, found, entries) == []


def test_messages_are_found_in_code() -> None:
    found = {each[:3]: each for each in reversed(list(messages_in(CODE, "x.py")))}
    assert sorted(found.values()) == sorted(CODE_MESSAGES)


def test_what_is_missing_is_printed_as_an_entry_that_can_be_read() -> None:
    text = "\n".join(as_entry(each, 3) for each in CODE_MESSAGES)
    entries = list(read_entries(text))
    assert [(entry.message, entry.many, entry.sense) for entry in entries] == [
        each[:3] for each in CODE_MESSAGES
    ]
    assert untranslated(CODE_MESSAGES, entries) == CODE_MESSAGES
    assert mistakes("ru", CODE_MESSAGES, entries) == []


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        ('msgid "Gone"\nmsgstr "Нет"', "'Gone' is in no module any more"),
        ('msgid "Added {title}"\nmsgstr "Есть {name}"', "names other values: 'Есть {name}'"),
        ('msgid "Added {title}"\nmsgstr "Есть"', "names other values: 'Есть'"),
        ('msgid "{n} task"\nmsgid_plural "{n} tasks"\nmsgstr[0] "a"\nmsgstr[1] "b"', "needs 3 forms"),
        ('msgid "{n} task"\nmsgstr "{n} задач"', "has another English plural in x.py:5"),
        ('msgid "Inbox"\nmsgstr "А"\n\nmsgid "Inbox"\nmsgstr "Б"', "'Inbox' is translated twice"),
    ],
)
def test_wrong_entries_are_named(entry: str, mistake: str) -> None:
    said = mistakes("ru", CODE_MESSAGES, list(read_entries(entry)))
    assert any(mistake in line for line in said), said
