"""What a task's type declares stands in fields of its own, whatever type is chosen; nothing typed is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.screens import Driver, play
from tests.tui.test_form import fill, form, said, stored
from tests.tui.test_snapshots import check
from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.task_type import Attribute, AttributeKind, TaskType
from tme_tui.tui.confirm import Confirm
from tme_tui.tui.form.attribute_line import dealt, whole
from tme_tui.tui.form.field_sheet import FieldSheet
from tme_tui.tui.form.month import MonthPicker
from tme_tui.tui.form.screen import FormScreen
from tme_tui.tui.picking.picker import Picker

BUG = (
    Attribute("severity", AttributeKind.CHOICE, ("low", "very high")),
    Attribute("found", AttributeKind.DATE),
    Attribute("cost", AttributeKind.NUMBER),
    Attribute("public", AttributeKind.YES_NO),
    Attribute("where", required=True),
)


def typed(engine: TaskManager) -> None:
    engine.save_type("bug", BUG)
    engine.save_type("idea", (Attribute("where"), Attribute("worth", AttributeKind.NUMBER)))
    attributes = {"severity": "low", "public": True, "where": "the door"}
    engine.add([Fields(title="It squeaks", type="bug", attributes=attributes)])


def row(name: str) -> str:
    return f"attribute {name}"


def value(driver: Driver, name: str) -> str:
    return form(driver).row(name).text


def labels(driver: Driver) -> list[str]:
    return [str(one.field.label) for one in form(driver)._attributes.values()]


def test_each_kind_has_a_field_that_fits(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        assert labels(driver) == ["severity", "found", "cost", "public", "where"]
        assert (value(driver, row("severity")), value(driver, row("public"))) == ("low", "yes")
        assert (value(driver, "attributes"), form(driver).is_changed) == ("", False)
        form(driver).go_to(form(driver).row(row("severity")))
        await driver.press("space")
        assert value(driver, row("severity")) == "very high"
        await driver.press("f4")
        assert isinstance(driver.app.screen, Picker)
        await driver.press("up", "up", "enter")
        form(driver).go_to(form(driver).row(row("found")))
        await driver.press("f4")
        assert isinstance(driver.app.screen, MonthPicker)
        await driver.press("escape")
        await fill(driver, row("found"), "tomorrow")
        assert said(driver, row("found")).startswith("tomorrow")
        await fill(driver, row("cost"), "much")
        assert said(driver, row("cost")) == "cost takes a number, not 'much'"
        await driver.press("ctrl+s")
        assert form(driver).current is form(driver).row(row("cost"))
        await fill(driver, row("cost"), "12,5")
        await fill(driver, row("where"), "the door; outside")
        await fill(driver, row("public"), "n")
        await driver.press("tab")
        assert value(driver, row("public")) == "no"
        await driver.press("ctrl+s")
        assert not isinstance(driver.app.screen, FormScreen)

    play(home, now, story, prepare=typed)
    assert stored(home, now).attributes == {
        "severity": "low",
        "found": "2026-03-05",
        "cost": 12.5,
        "public": False,
        "where": "the door; outside",
    }


def test_another_type_brings_other_fields_and_loses_nothing(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        await fill(driver, row("cost"), "7")
        await fill(driver, "type", "idea")
        assert labels(driver) == ["where", "worth"]
        assert value(driver, row("where")) == "the door"
        assert value(driver, "attributes") == "cost: 7; public: yes; severity: low"
        assert said(driver, "attributes") == "the type idea has no attribute 'cost'"
        await fill(driver, "type", "bug")
        assert (value(driver, row("cost")), value(driver, "attributes")) == ("7", "")
        await fill(driver, "attributes", "found: 2026-03-01; cost: 8")
        await driver.press("tab")
        assert value(driver, row("found")) == "2026-03-01"
        assert value(driver, "attributes") == "cost: 8"
        assert said(driver, row("cost")) == "cost stands here twice"
        await fill(driver, "attributes", "")
        await fill(driver, "type", "pest")
        assert said(driver, "type") == "there is no such type; there are bug, idea"
        await driver.press("escape")
        assert isinstance(driver.app.screen, Confirm)
        await driver.press("escape")
        await fill(driver, "type", "bug")
        await driver.press("ctrl+s")

    play(home, now, story, prepare=typed)
    assert stored(home, now).attributes["cost"] == 7


def test_what_a_former_type_left_stays_until_it_is_taken_away(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        await fill(driver, "type", "idea")
        await fill(driver, row("where"), "here")
        await driver.press("ctrl+s")
        task = stored(home, now)
        assert task.attributes == {"severity": "low", "public": True, "where": "here"}
        await driver.press("enter")
        assert value(driver, "attributes") == "public: yes; severity: low"
        await fill(driver, "attributes", "severity: gone")
        await driver.press("ctrl+s")
        assert stored(home, now).attributes == {"severity": "gone", "where": "here"}
        await driver.press("enter")
        await fill(driver, "type", "")
        assert labels(driver) == []
        await fill(driver, "attributes", "")
        await driver.press("ctrl+s")

    play(home, now, story, prepare=typed)
    assert (stored(home, now).type, stored(home, now).attributes) == (None, {})


def test_what_is_needed_is_asked_for(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        await fill(driver, row("where"), "")
        assert said(driver, row("where")) == "нужно заполнить"
        assert value(driver, row("public")) == "да"
        form(driver).go_to(form(driver).row(row("public")))
        await driver.press("space", "ctrl+s")
        assert form(driver).current is form(driver).row(row("where"))
        await driver.type("дверь", "ctrl+s")

    play(home, now, story, prepare=typed, locale="ru")
    assert stored(home, now).attributes == {"severity": "low", "public": False, "where": "дверь"}


def test_the_mouse_opens_what_belongs_to_a_field(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        sheet = form(driver).query_one(FieldSheet)
        form(driver).go_to(form(driver).row(row("severity")))
        await driver.settle()
        text = sheet.region_of_text(sheet.size.width)
        await driver.pilot.click(sheet, offset=(text.right, text.y))
        await driver.settle()
        assert isinstance(driver.app.screen, Picker)
        await driver.press("escape")
        await driver.pilot.click(sheet, offset=(text.x + 4, text.y + 4))
        await driver.type("back ")
        assert value(driver, row("where")) == "the back door"

    play(home, now, story, prepare=typed)


@pytest.mark.parametrize(
    ("text", "fields", "line"),
    [
        ("severity: low; x: 1", {"severity": "low"}, "x: 1"),
        ("SEVERITY: low; severity: high; junk", {"severity": "low"}, "severity: high; junk"),
        (r"severity: a\; b; y", {"severity": "a; b"}, "y"),
        ("", {}, ""),
    ],
)
def test_a_line_is_dealt_to_fields_and_put_together_again(
    text: str, fields: dict[str, str], line: str
) -> None:
    kind = TaskType("bug", (Attribute("severity"),))
    found, rest = dealt(text, kind)
    assert ({name: one for name, one in found.items() if one}, rest) == (fields, line)
    assert dealt(whole(rest, found), kind)[0] == found or "SEVERITY" in text


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_the_fields_of_a_type_look_as_they_did(home: Path, now: datetime, locale: str) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        form(driver).go_to(form(driver).row("type"))
        await driver.settle()
        form(driver).query_one("#form-fields").scroll_end(animate=False)
        await driver.settle()
        check(f"form-attributes-80x24-{locale}", "\n".join(line.rstrip() for line in driver.lines()) + "\n")

    play(home, now, story, prepare=typed, locale=locale, size=(80, 24))
