"""Theme files are read whole, a person's own may say little, and a bad one costs a line, not the start."""

from __future__ import annotations

import asyncio
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.theme import Theme
from textual.widgets import Button, Input, Label, OptionList

from tests.tui.screens import come_about, driving, setup_of
from tme_tui.shipped_files import shipped
from tme_tui.tui.look import themes
from tme_tui.tui.look.theme_variables import COLOURS, VARIABLES
from tme_tui.tui.look.themes import (
    DEFAULT,
    ThemeMistake,
    load_theme,
    read_plainly,
    read_theme,
    read_themes,
    textual_theme,
    theme_names,
    theme_variables,
)

SHIPPED = shipped("themes")
NAMES = theme_names(SHIPPED)


def load_themes(own: Path | None = None, complain: Callable[[str], None] | None = None) -> dict[str, Theme]:
    """Every theme that can be read, as Textual wears it."""
    return {name: textual_theme(theme) for name, theme in read_themes(SHIPPED, own, complain).items()}


def test_there_are_themes_for_every_taste_and_eye() -> None:
    found = read_themes(SHIPPED)
    assert len(found) >= 10
    assert {"dark", "light", "contrast-dark", "contrast-light", "ansi-dark", "ansi-light"} <= found.keys()
    assert {"colour-blind-dark", "colour-blind-light"} <= found.keys()
    assert sum(theme.dark for theme in found.values()) >= 5
    assert sum(not theme.dark for theme in found.values()) >= 5
    assert DEFAULT in found


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_theme_says_everything_itself(name: str) -> None:
    content = tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))
    assert set(content["colours"]) == set(COLOURS)
    assert set(content["variables"]) == set(VARIABLES)
    assert "based_on" not in content
    theme = read_theme(name, SHIPPED)
    for locale in ("en", "ru"):
        assert theme.title_in(locale)
        assert theme.about_in(locale).endswith(".")
    assert theme.title_in("ru") != theme.title_in("en")


@pytest.mark.parametrize("name", NAMES)
def test_the_quick_reader_reads_shipped_themes_as_toml(name: str) -> None:
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    assert read_plainly(text) == tomllib.loads(text)


NAME = st.sampled_from(["a", "b-c", "1", "d.e", '"f"', "ключ", ""])
VALUE = st.sampled_from(
    ["true", "false", '"text"', '""', '"a\\nb"', '"#fff" # note', "1", "[1]", '"a" b"', "tru"]
)
PAIR = st.builds(
    lambda name, value, equals: name + equals + value, NAME, VALUE, st.sampled_from([" = ", "="])
)
LINE = st.one_of(PAIR, NAME.map(lambda name: f"[{name}]"), st.sampled_from(["", "# note", " ", "[[a]]"]))


@given(lines=st.lists(LINE, max_size=6), ending=st.sampled_from(["\n", "\r\n", "\x0b", "\u2028"]))
def test_the_quick_reader_gives_up_or_agrees_with_toml(lines: list[str], ending: str) -> None:
    text = ending.join(lines)
    plain = read_plainly(text)
    if plain is not None:
        assert plain == tomllib.loads(text)


def test_titles_differ() -> None:
    for locale in ("en", "ru"):
        titles = [theme.title_in(locale) for theme in read_themes(SHIPPED).values()]
        assert len(titles) == len(set(titles))


def test_the_page_shows_every_theme_and_every_variable() -> None:
    page = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
    for name, theme in read_themes(SHIPPED).items():
        assert f"| `{name}` | {theme.about_in('en')} |" in page
    for variable in (*COLOURS, *VARIABLES):
        base = variable.removesuffix("-text")
        assert f"`{variable}`" in page or (base.startswith("tme-chip-") and f"`{base}`" in page), variable


def test_every_colour_of_ours_is_worn_somewhere() -> None:
    package = Path(themes.__file__).parents[1]
    styles = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.tcss"))
    styles += "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    worn = set(re.findall(r"\$([\w-]+)", styles)) | set(re.findall(r'said\["([\w-]+)"\]', styles))
    assert [each for each in VARIABLES if each.startswith("tme-") and each not in worn] == []


def test_a_person_s_own_theme_may_say_little(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[colours]\nprimary = "#ff8800"\n')
    (tmp_path / "pale.toml").write_text('dark = false\ntitle = "Pale"\n[variables]\ntme-tag = "#123"\n')
    (tmp_path / "deep.toml").write_text('based_on = "taiga"\n')
    themes = load_themes(tmp_path)
    assert themes["mine"].primary == "#ff8800"
    assert themes["mine"].background == themes["dark"].background
    assert themes["pale"].background == themes["light"].background
    assert themes["pale"].variables["tme-tag"] == "#123"
    assert not themes["pale"].dark
    assert themes["deep"].variables == themes["taiga"].variables
    assert read_theme("pale", SHIPPED, tmp_path).title_in("ru") == "Pale"
    assert read_theme("mine", SHIPPED, tmp_path).title_in("ru") == "mine"


def test_a_person_s_own_theme_wins_over_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "dark.toml").write_text('based_on = "light"\n')
    assert theme_names(SHIPPED, tmp_path) == NAMES
    assert load_theme("dark", SHIPPED, tmp_path).background == load_theme("light", SHIPPED).background


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("colours = 3", "colours: expected a table of colours"),
        ("[colors]\n", "colors means nothing here; did you mean colours?"),
        ('[colours]\nprimry = "#fff"', "colours.primry is no colour of a theme; did you mean primary?"),
        ('[colours]\nprimary = "blue"', "expected a colour such as #4b92d2 or ansi_bright_blue, not 'blue'"),
        ('[colours]\nprimary = "#12345g"', "not '#12345g'"),
        ("[colours]\nprimary = 7", "not '7'"),
        ('[variables]\ntme-overdu = "#fff"', "did you mean tme-overdue?"),
        ('dark = "yes"', "dark: expected true or false"),
        ("title = [1]", "title: expected a text"),
        ('based_on = "drak"', "based_on: there is no theme 'drak'; did you mean dark?"),
        ('based_on = "bad"', "based_on: there is no theme 'bad'"),
        ("dark = ", "is not TOML"),
        ("x = [" * 5000, "is not TOML"),
        ("#" * 200_000, "is larger than 100,000 bytes"),
        ('"\\u001b[2J" = 1', "means nothing here"),
    ],
)
def test_a_bad_theme_is_one_clear_line_and_is_passed_over(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "bad.toml").write_text(content)
    (tmp_path / "good.toml").write_text('[colours]\naccent = "#fed"\n')
    told: list[str] = []
    themes = load_themes(tmp_path, told.append)
    assert "bad" not in themes
    assert themes["good"].accent == "#fed"
    (line,) = told
    assert line.startswith(f"{tmp_path / 'bad.toml'}: ")
    assert said in line
    assert line.isprintable()
    assert load_theme("bad", SHIPPED, tmp_path, told.append).background == themes["dark"].background
    assert told == [line, line]


def test_what_is_no_text_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "notes.txt").write_text("hello")
    told: list[str] = []
    assert load_themes(tmp_path, told.append).keys() == set(NAMES)
    assert len(told) == 1


@pytest.mark.parametrize("name", ["", "nothing", "../themes/dark", "/etc/passwd", "dark.toml", "dusky"])
def test_a_theme_is_found_by_its_name_alone(name: str, tmp_path: Path) -> None:
    with pytest.raises(ThemeMistake, match="there is no theme"):
        read_theme(name, SHIPPED, tmp_path)


def test_without_a_folder_of_one_s_own_there_are_the_shipped_ones(tmp_path: Path) -> None:
    assert list(load_themes(tmp_path / "missing")) == NAMES


class Gallery(App[None]):
    """Widgets of the library, painted with our variables too."""

    CSS = (
        "Screen { background: $background; }"
        + "".join(f"#x{number} {{ color: ${name}; }}" for number, name in enumerate(VARIABLES))
        + "".join(f"#x{number} {{ background: ${name}; }}" for number, name in enumerate(VARIABLES))
    )

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme_variables(read_theme(DEFAULT, SHIPPED))

    def compose(self) -> ComposeResult:
        for number, name in enumerate(VARIABLES):
            yield Label(name, id=f"x{number}")
        yield Button("Delete", variant="error")
        yield Input("text")
        yield OptionList("one", "two")


def is_worn(app: App[None], theme: Theme) -> bool:
    background = app.screen.styles.background
    return background.ansi is not None if theme.ansi else background.hex.lower() == theme.background


def test_every_theme_can_be_worn_and_changed_while_running() -> None:
    async def wear_them_all() -> None:
        app = Gallery()
        async with app.run_test(size=(60, 20)) as pilot:
            for name, theme in load_themes().items():
                app.register_theme(theme)
                app.theme = name
                await come_about(pilot, lambda theme=theme: is_worn(app, theme))  # type: ignore[misc]

    asyncio.run(wear_them_all())


def test_the_example_of_the_page_is_accepted(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "mine.toml").write_text(example)
    theme = read_theme("mine", SHIPPED, tmp_path)
    assert theme.title_in("en") == "Mine"
    assert theme.said["primary"] == "#ff9e64"
    assert theme.said["background"] == read_theme("harbour", SHIPPED).said["background"]


@pytest.mark.parametrize("theme", ["dark", "ansi-dark"])
def test_without_colour_everything_can_be_read(
    home: Path, now: datetime, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the theme has the terminal's own colours, which have no shades of grey."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def run() -> None:
        async with driving(replace(setup_of(home, now), theme=theme), (80, 24)) as driver:
            seen = set[object]()
            for strip in driver.app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if text.strip() and style is not None:
                        assert style.color is None or style.color.is_default or style.color != style.bgcolor
                        seen.add(style.color)
            assert seen

    asyncio.run(run())
