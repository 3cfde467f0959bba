"""What each step of setting up a messenger shows; what is done about it is the screen's affair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tme_tui.tui.line.prompt import Line
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.pairing.picture import picture_of

if TYPE_CHECKING:
    from tme_tui.i18n import Translator
    from tme_tui.tui.pairing.trying import Invitation
    from tme_tui.tui.pairing.ways import Way


class Typed(Horizontal):
    """A label and a line to type in; what is secret is shown as dots."""

    def __init__(self, label: str, hint: str, *, secret: bool = False) -> None:
        super().__init__(classes="pairing--typed")
        self.line = Line()
        self.line.compact = True
        self.line.password = secret
        self.line.placeholder = hint
        self._label = Static(label, classes="pairing--label", markup=False)

    def compose(self) -> ComposeResult:
        """Side by side."""
        yield self._label
        yield self.line


class TypePanel(Vertical):
    """What to do in the messenger, and a line for each thing to type here."""

    def __init__(self, way: Way, known: Mapping[str, str], place: str, words: Translator) -> None:
        super().__init__(id="pairing-type")
        self._words = words
        self._steps = [f"{number}. {words.text(step)}" for number, step in enumerate(way.steps, 1)]
        self._place = words.text("What is secret is kept in {path}, and nowhere else.", path=harmless(place))
        self.typed: dict[str, Typed] = {}
        """By the setting that it is for."""
        for asked in way.asked:
            hint = asked.example
            if origin := known.get(asked.key, ""):
                hint = words.text("set already in {origin}; empty keeps it", origin=origin)
            elif asked.optional:
                hint = words.text("{example}, or nothing", example=hint) if hint else words.text("or nothing")
            self.typed[asked.key] = Typed(words.text(asked.label), harmless(hint), secret=asked.secret)

    def compose(self) -> ComposeResult:
        """Steps first."""
        for step in self._steps:
            yield Static(step, classes="pairing--step", markup=False)
        yield from self.typed.values()
        yield Static(self._place, classes="pairing--place", markup=False)


class AskPanel(Vertical):
    """One question with a line for the answer."""

    def __init__(self, about: str, label: str, hint: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._about = Static(about, classes="pairing--step", markup=False)
        self._typed = Typed(label, hint)

    def compose(self) -> ComposeResult:
        """The question first."""
        yield self._about
        yield self._typed

    @property
    def line(self) -> Line:
        """Where the answer is typed."""
        return self._typed.line

    def ask(self, about: str) -> None:
        """Ask with other words."""
        self._about.update(Content(harmless(about)))


class LinkPanel(Horizontal):
    """The code that links a person, as text and as a picture for the phone."""

    def __init__(self, words: Translator) -> None:
        super().__init__(id="pairing-link")
        self._words = words
        self._about = Static(id="pairing-about", markup=False)
        self._picture = Static(id="pairing-picture", markup=False)

    def compose(self) -> ComposeResult:
        """The text at the left."""
        yield self._about
        yield self._picture

    def show(self, who: str, invitation: Invitation | None, room: int) -> None:
        """Say what to do with the code; the picture only where it has `room` lines."""
        words = self._words
        parts: list[str | tuple[str, str]] = [harmless(who), "\n"]
        if invitation is None:
            self._about.update(Content.assemble(*parts))
            self._picture.display = False
            return
        if invitation.link:
            parts += [words.text("Open this with your phone:"), "\n", (invitation.link, "$tme-link"), "\n"]
        parts += [
            words.text("or write this code there:"),
            "\n",
            (invitation.code.code, "bold $tme-key"),
            "\n",
        ]
        self._about.update(Content.assemble(*parts))
        lines = picture_of(invitation.link) if invitation.link else []
        self._picture.display = 0 < len(lines) <= room
        self._picture.update(Content("\n".join(lines)))


class DonePanel(Vertical):
    """What came of it."""

    def __init__(self) -> None:
        super().__init__(id="pairing-done")
        self._about = Static(markup=False)

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._about

    def show(self, *told: str) -> None:
        """Say what came of it, each on a line."""
        self._about.update(Content("\n".join(map(harmless, told))))
