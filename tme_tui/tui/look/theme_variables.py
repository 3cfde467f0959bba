"""Which colours a theme has: those of the program, and how Textual's own widgets are painted with them.

A theme says what each thing of ours looks like; the variables of Textual's widgets follow from that, so that
no theme can forget one, and a cursor looks the same in a list of ours and in one of the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COLOURS: Final = (
    "primary",
    "secondary",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "success",
    "warning",
    "error",
    "boost",
)
"""The colours that Textual asks of a theme."""

FILLS: Final = ("primary", "secondary", "accent", "success", "warning", "error")
"""Those that are grounds of buttons and marks; `tme-on-fill` is written on them."""

TEXTS: Final = (
    "tme-muted",
    "tme-heading",
    "tme-closed",
    "tme-overdue",
    "tme-today",
    "tme-due",
    "tme-blocked",
    "tme-started",
    "tme-done",
    "tme-priority-1",
    "tme-priority-2",
    "tme-priority-3",
    "tme-priority-4",
    "tme-category",
    "tme-tag",
    "tme-person",
    "tme-reminder",
    "tme-repeat",
    "tme-link",
    "tme-key",
    "tme-mistake",
    "tme-critical",
    "tme-weekend",
    *(f"text-{fill}" for fill in FILLS),
)
"""Words: readable on every ground in `GROUNDS`."""

GROUNDS: Final = ("background", "surface", "panel", "tme-cursor", "tme-cursor-elsewhere", "tme-marked")
"""What words lie on."""

CHIPS: Final = ("time", "category", "tag", "person", "priority", "repeat", "reminder", "link", "other")
"""The pieces of a typed line; each has a ground `tme-chip-X` and a word on it, `tme-chip-X-text`."""

LINES: Final = (
    "tme-bar",
    "tme-border",
    "tme-border-focus",
    "tme-busy-low",
    "tme-busy-medium",
    "tme-busy-high",
)
"""The bar at the cursor, the frames of panes, and how full a day is."""

VARIABLES: Final = (
    *TEXTS,
    "tme-cursor",
    "tme-cursor-elsewhere",
    "tme-marked",
    "tme-match",
    "tme-match-text",
    "tme-on-fill",
    "tme-today-background",
    *LINES,
    *(f"tme-chip-{chip}{part}" for chip in CHIPS for part in ("", "-text")),
)
"""Everything that a theme says beside `COLOURS`."""

ANSI: Final = frozenset(
    f"ansi_{bright}{colour}"
    for bright in ("", "bright_")
    for colour in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)
"""The colours of a terminal with sixteen of them."""

_FAINT = "ansi_bright_black"
"""Of sixteen colours, that of an example in an empty field, which must not look like what somebody wrote."""
_MUTED = 0.2
"""How much of a colour is in the ground that Textual calls its muted form."""


def is_colour(text: str) -> bool:
    """Whether a theme may say it: `#rgb`, `#rrggbb`, `#rrggbbaa`, one of `ANSI`, the terminal's, or none."""
    if text.startswith("#"):
        return len(text) in (4, 7, 9) and all(digit in "0123456789abcdefABCDEF" for digit in text[1:])
    return text in ANSI or text in {"ansi_default", "transparent"}


def textual_variables(said: Mapping[str, str]) -> dict[str, str]:
    """The variables of Textual's widgets, from the colours and variables of a theme."""
    foreground, muted, cursor = said["foreground"], said["tme-muted"], said["tme-cursor"]
    elsewhere, focus, background = said["tme-cursor-elsewhere"], said["tme-border-focus"], said["background"]
    terminal = said["foreground"].startswith("ansi_")
    headings = ("accent", "primary", "secondary", "primary", "secondary")
    return {
        **{f"{fill}-muted": blend(background, said[fill], _MUTED) for fill in FILLS},
        **{f"markdown-h{level}-color": said[f"text-{fill}"] for level, fill in enumerate(headings, start=1)},
        "markdown-h6-color": muted,
        "ansi-background": background if terminal else "transparent",
        "ansi-foreground": foreground if terminal else "transparent",
        "text": foreground,
        "text-muted": muted,
        "text-disabled": _FAINT if terminal else muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "border": focus,
        "border-blurred": said["tme-border"],
        "block-cursor-background": cursor,
        "block-cursor-foreground": foreground,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": elsewhere,
        "block-cursor-blurred-foreground": foreground,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": elsewhere,
        "button-foreground": foreground,
        "button-color-foreground": said["tme-on-fill"],
        "footer-background": said["panel"],
        "footer-foreground": foreground,
        "footer-description-foreground": muted,
        "footer-key-foreground": said["tme-key"],
        "input-cursor-background": foreground,
        "input-cursor-foreground": background,
        "input-selection-background": said["tme-match"],
        "input-selection-foreground": said["tme-match-text"],
        "screen-selection-background": said["tme-match"],
        "screen-selection-foreground": said["tme-match-text"],
        "link-color": said["tme-link"],
        "link-color-hover": said["tme-on-fill"],
        "link-background-hover": said["primary"],
        "scrollbar": said["tme-border"],
        "scrollbar-hover": focus,
        "scrollbar-active": focus,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
    }


def blend(ground: str, colour: str, share: float) -> str:
    """`ground` with some of `colour` in it; the ground alone when one of them is the terminal's own."""
    if not (ground.startswith("#") and colour.startswith("#")):
        return ground
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(below + (above - below) * share):02x}" for below, above in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
