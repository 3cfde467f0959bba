"""The colours of the first picture: the theme's, by the rules of the style sheet, without its machinery.

The sheet of the main screen says what each part of a list looks like in one line of its own; nothing else of
it is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rich.color import Color
from rich.style import Style

_RULE = re.compile(r"^\w+ > \.([\w-]+) \{ ([^}]*) \}$", re.MULTILINE)

_OWN = Style(color="default", bgcolor="default")


class PlainStyles:
    """Styles by the words that style sheets have for them."""

    def __init__(self, said: Mapping[str, str], sheet: str) -> None:
        self._said = said
        self._rules = dict(_RULE.findall(sheet))
        self.foreground, self.background = Style(color=self.colour("foreground")), self.ground("background")

    def colour(self, name: str) -> Color:
        """A colour of the theme; a KeyError where it is none that can be shown so early."""
        said = self._said[name]
        if len(said) == 7 and said[0] == "#":
            return Color.parse(said)
        if said.startswith("ansi_"):
            return Color.parse(said.removeprefix("ansi_"))
        raise KeyError(name)

    def colourless(self, style: Style) -> Style:
        """Where no colours are wanted: greys, or nothing where the colours are the terminal's own."""
        if self._said["background"].startswith("ansi_"):
            return style + _OWN
        return style + Style(color=_grey(style.color), bgcolor=_grey(style.bgcolor))

    def ground(self, name: str) -> Style:
        """What everything lies on that says nothing else."""
        return Style(color=self.colour("foreground"), bgcolor=self.colour(name))

    def of_words(self, words: str) -> Style:
        """The style of `bold $tme-key`."""
        return Style(
            color=next((self.colour(word[1:]) for word in words.split() if word[0] == "$"), None),
            bold="bold" in words or None,
            underline="underline" in words or None,
        )

    def part(self, name: str) -> Style:
        """A part of a list, whole."""
        rules = dict(each.strip().split(": ") for each in self._rules[name].split(";") if each.strip())
        text, colour, ground = rules.get("text-style", ""), rules.get("color"), rules.get("background")
        return Style(
            color=self.colour("foreground" if colour is None else colour[1:]),
            bgcolor=self.colour("background" if ground is None else ground[1:]),
            bold="bold" in text or None,
            strike="strike" in text or None,
            underline="underline" in text or None,
        )

    def over(self, name: str) -> Style:
        """A part of a list, to be laid on another."""
        style = self.part(name)
        return style.without_color + Style(color=style.color)

    def parts(self, prefix: str, names: Iterable[str], grounds: Iterable[str]) -> dict[str, Style]:
        """Several parts; those that are `grounds` whole."""
        return {
            name: (self.part if name in grounds else self.over)(f"{prefix}--{name.replace('_', '-')}")
            for name in names
        }


def _grey(colour: Color | None) -> Color | None:
    """As bright as the colour, as Textual reckons it."""
    if colour is None:
        return None
    red, green, blue = colour.get_truecolor()
    shade = round(red * 0.2126 + green * 0.7152 + blue * 0.0722)
    return Color.from_rgb(shade, shade, shade)
