"""Every word of every theme can be read (WCAG AA), also by eyes that do not tell red from green."""

from __future__ import annotations

import itertools

import pytest
from textual.color import Color

from tme_tui.shipped_files import shipped
from tme_tui.tui.look.theme_variables import ANSI, CHIPS, FILLS, GROUNDS, LINES, TEXTS
from tme_tui.tui.look.themes import read_theme, read_themes, textual_theme

SHIPPED = shipped("themes")
THEMES = read_themes(SHIPPED)
TRUE = [name for name, theme in THEMES.items() if not theme.ansi]
TERMINAL = [name for name, theme in THEMES.items() if theme.ansi]

# What stands in the calendar on the ground of the present day, with the colours of categories.
IN_A_DAY = (
    *("foreground", "tme-closed", "tme-muted", "tme-overdue", "tme-reminder", "tme-today", "tme-weekend"),
    *("tme-due", "tme-category", "tme-tag", "tme-person", "tme-priority-2", "tme-repeat"),
)

AA, AAA, PARTS_OF_WIDGETS = 4.5, 7.0, 3.0

# What two widespread terminals show for the sixteen names: xterm, and the text console of a PC.
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "console": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}
ANSI_NAMES = [
    f"ansi_{bright}{name}"
    for bright in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
]


def luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def worn(name: str) -> dict[str, str]:
    """Every variable that a style sheet can use while a theme is worn."""
    theme = textual_theme(THEMES[name])
    return {**theme.to_color_system().generate(), **theme.variables}


def pairs(name: str) -> list[tuple[str, str]]:
    """Every word with every ground that it may lie on."""
    found = list(itertools.product(("foreground", "text", "text-muted", *TEXTS), GROUNDS))
    found += [("foreground-muted", ground) for ground in GROUNDS]
    found += [("foreground-disabled", ground) for ground in GROUNDS]
    found += [(f"tme-chip-{chip}-text", f"tme-chip-{chip}") for chip in CHIPS]
    found += [("tme-on-fill", fill) for fill in FILLS]
    found += [("button-color-foreground", fill) for fill in FILLS]
    found += [(f"text-{fill}", f"{fill}-muted") for fill in FILLS]
    found += [(f"markdown-h{level}-color", ground) for level in range(1, 7) for ground in GROUNDS[:3]]
    found += [
        ("tme-match-text", "tme-match"),
        *((word, "tme-today-background") for word in IN_A_DAY),
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("foreground", "block-hover-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("input-cursor-foreground", "input-cursor-background"),
        ("footer-foreground", "footer-background"),
        ("footer-description-foreground", "footer-background"),
        ("footer-key-foreground", "footer-background"),
        ("link-color-hover", "link-background-hover"),
        *(("link-color", ground) for ground in GROUNDS[:3]),
        *(("button-foreground", ground) for ground in GROUNDS[:3]),
    ]
    return found


@pytest.mark.parametrize("name", TRUE)
def test_every_word_can_be_read_on_every_ground(name: str) -> None:
    colours = worn(name)
    least = AAA if name.startswith("contrast-") else AA
    poor = {
        f"{word} on {ground}": round(ratio, 2)
        for word, ground in pairs(name)
        if (ratio := contrast(Color.parse(colours[word]), Color.parse(colours[ground]))) < least
    }
    assert poor == {}


@pytest.mark.parametrize("name", TRUE)
def test_buttons_stay_readable_under_the_mouse(name: str) -> None:
    """Textual paints a hovered or focused button in a darker or lighter shade of its colour."""
    colours = worn(name)
    text = Color.parse(colours["button-color-foreground"])
    for fill in ("primary", "success", "warning", "error"):
        for shade in ("darken-1", "darken-2", "lighten-1", "lighten-2"):
            assert contrast(text, Color.parse(colours[f"{fill}-{shade}"])) >= PARTS_OF_WIDGETS, (fill, shade)


@pytest.mark.parametrize("name", TRUE)
def test_lines_and_cursors_can_be_seen(name: str) -> None:
    colours = worn(name)
    background = Color.parse(colours["background"])
    for line in (*LINES, "scrollbar-hover"):
        least = 1.5 if line == "tme-border" else PARTS_OF_WIDGETS  # a frame without focus only decorates
        assert contrast(Color.parse(colours[line]), background) >= least, line
    grounds = [
        Color.parse(colours[ground]) for ground in ("tme-cursor", "tme-cursor-elsewhere", "tme-marked")
    ]
    for ground in grounds:
        assert contrast(ground, background) >= 1.08
    assert contrast(grounds[0], background) > contrast(grounds[1], background), "the cursor with the keys"


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", TERMINAL)
def test_sixteen_colours_can_be_read_in_usual_terminals(name: str, palette: str) -> None:
    dark = THEMES[name].dark
    shown = {
        colour: Color.parse(f"#{code}")
        for colour, code in zip(ANSI_NAMES, PALETTES[palette].split(), strict=True)
    }
    default_ground = Color.parse("#000000" if dark else "#ffffff")
    default_text = Color.parse("#e5e5e5" if dark else "#000000")
    colours = worn(name)

    def seen(variable: str, *, is_ground: bool) -> Color:
        value = colours[variable]
        if value in ("ansi_default", "transparent"):
            return default_ground if is_ground else default_text
        return shown[value]

    poor = {
        f"{word} on {ground}"
        for word, ground in pairs(name)
        if contrast(seen(word, is_ground=False), seen(ground, is_ground=True)) < AA
        and word not in ("input-cursor-foreground", "link-color-hover")
    }
    assert poor == set()


def test_the_sixteen_names_are_known() -> None:
    assert set(ANSI_NAMES) == ANSI
    for name in ANSI:
        assert Color.parse(name).ansi is not None


# Machado, Oliveira and Fernandes (2009): how colours look to eyes that lack the red or the green cones.
BLIND = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
TOLD_APART = [
    ("tme-overdue", "tme-done", "tme-today", "tme-due"),
    ("tme-priority-1", "tme-priority-2", "tme-priority-3"),
    ("tme-busy-low", "tme-busy-medium", "tme-busy-high"),
    ("error", "success", "warning"),
    ("tme-blocked", "tme-started"),
]


def as_seen(colour: Color, matrix: tuple[tuple[float, float, float], ...]) -> tuple[float, float, float]:
    """Oklab of a colour as such eyes see it; distances there are about what people feel."""
    linear = [(v / 255) / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour.rgb]
    red, green, blue = (
        max(0.0, sum(weight * value for weight, value in zip(row, linear, strict=True))) for row in matrix
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


@pytest.mark.parametrize("eyes", BLIND)
@pytest.mark.parametrize("name", ["colour-blind-dark", "colour-blind-light"])
def test_what_differs_in_meaning_differs_for_colour_blind_eyes(name: str, eyes: str) -> None:
    said = read_theme(name, SHIPPED).said
    near = {}
    for together in TOLD_APART:
        for one, other in itertools.combinations(together, 2):
            seen = [as_seen(Color.parse(said[variable]), BLIND[eyes]) for variable in (one, other)]
            distance = sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5
            if distance < 0.08:
                near[f"{one} and {other}"] = round(distance, 3)
    assert near == {}
