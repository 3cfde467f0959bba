"""The sheet that remembers finds what Textual's own would find, wherever the focus is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

from tests.tui.screens import Driver, play
from tme_tui.tui.look.stylesheet import QuickStylesheet

DIALOGS = {
    "the list": (),
    "the views": ("shift+tab",),
    "the line": ("f",),
    "the palette": ("ctrl+p",),
    "the palette once more": ("ctrl+p", "escape", "ctrl+p"),
    "the help": ("question_mark",),
    "the form": ("enter",),
    "the history": ("H",),
    "a question over the form": ("enter", "x", "escape"),
    "the tree": ("f7",),
    "the calendar": ("f8",),
}


def nodes_in_sight(driver: Driver) -> list[Widget]:
    screens = driver.app.screen_stack
    return [node for screen in screens for node in screen.walk_children(Widget, with_self=True)]


def rules_of(node: DOMNode) -> dict[str, object]:
    """What is set; Textual drops an `auto_… = False` or not, as the order of a set has it."""
    rules = node.styles.base.get_rules()
    return {name: found for name, found in rules.items() if found is not None and found is not False}


def compare(driver: Driver) -> None:
    sheet = driver.app.stylesheet
    assert isinstance(sheet, QuickStylesheet)
    theirs = Stylesheet(variables=driver.app.get_css_variables())
    theirs.source = sheet.source.copy()
    theirs.parse()
    for node in nodes_in_sight(driver):
        ours = rules_of(node)
        parts = {
            name: rules_of(part)
            for name in sorted(node._get_component_classes())
            if (part := node._component_styles[name].node) is not None
        }
        theirs.apply(node)
        assert ours == rules_of(node), node
        for name, before in parts.items():
            part = node._component_styles[name].node
            assert part is not None
            assert before == rules_of(part), (node, name)


@pytest.mark.parametrize("keys", DIALOGS.values(), ids=DIALOGS.keys())
def test_every_widget_has_the_styles_that_the_rules_give_it(
    home: Path, now: datetime, keys: tuple[str, ...]
) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("j", *keys)
        compare(driver)

    play(home, now, story, titles=("Buy milk", "Call Anna"))


def test_a_widget_has_other_styles_under_another_theme_and_the_first_ones_again(
    home: Path, now: datetime
) -> None:
    async def story(driver: Driver) -> None:
        before = driver.screen.tasks.styles.background
        driver.screen.wear("light")
        await driver.settle()
        compare(driver)
        assert driver.screen.tasks.styles.background != before
        driver.screen.wear("dark")
        await driver.settle()
        assert driver.screen.tasks.styles.background == before

    play(home, now, story, titles=("Buy milk",))


def test_rules_that_were_parsed_stay_parsed_when_a_screen_brings_more(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        before = {id(rule) for rule in driver.app.stylesheet.rules}
        await driver.press("ctrl+p")
        after = {id(rule) for rule in driver.app.stylesheet.rules}
        assert before < after

    play(home, now, story, titles=("Buy milk",))
