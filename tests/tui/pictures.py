"""Makes the pictures of the documents from the running program: `python -m tests.tui.pictures [NAME …]`.

The base is the sample, the clock stands still, so that a picture changes only when the screen does.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.tui.screens import driving, engine_of
from tme_tui.demo import fill_demo
from tme_tui.i18n import translator
from tme_tui.model.clock import FixedClock
from tme_tui.tui.details.pane import Details
from tme_tui.tui.setup import Setup

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
_ANNA = Path("/home/anna")
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class Scene(NamedTuple):
    """What is pressed before the picture is taken; what stands in brackets is typed."""

    presses: tuple[str, ...] = ()
    size: tuple[int, int] = (110, 32)
    locale: str = "en"
    theme: str = "dark"
    sample: bool = True
    own: bool = False
    """Whether there is a place for settings, that of somebody called Anna."""


SCENES = {
    "welcome": Scene(sample=False, size=(100, 20)),
    "first-task": Scene(("a", "[Call Anna tomorrow 14:30 #calls remind:15m]"), sample=False, size=(100, 20)),
    "first-task-added": Scene(
        ("a", "[Call Anna tomorrow 14:30 #calls remind:15m]", "enter", "3"), sample=False, size=(100, 20)
    ),
    "list": Scene(("9", "j")),
    "add": Scene(("2", "a", "[Water the plants every! 3 days 19:00 +Home #5min !3]")),
    "form": Scene(("9", "enter")),
    "blockers": Scene(("9", "j", "b", "[the]")),
    "groups": Scene(("9", "O", "[катег]", "enter"), locale="ru", theme="light"),
    "history": Scene(("9", "space", "j", "s", "H")),
    "tree": Scene(("9", "f7", "L", ":", "[72]", "enter"), size=(130, 30)),
    "graph": Scene(("9", "f7", "L", ":", "[72]", "enter", "L"), size=(150, 24)),
    "month": Scene(("9", "f8", "I"), size=(130, 36)),
    "week": Scene(("9", "f8", "W", "I", "t", "j"), size=(130, 36)),
    "drawer": Scene(("9", "f8", "W", "I", "t", "g", "b", "j", "enter", "l", "j"), size=(130, 36)),
    "plan": Scene(("9", "f8", "W", "I", "P"), size=(110, 36), theme="light"),
    "slipping": Scene(("9", ":", "[59]", "enter", "d", "[20 дек]", "enter"), locale="ru", size=(100, 24)),
    "free-time": Scene(("9", "f8", "I", "i", "F", "[2h until 5 dec]", "enter", "n"), theme="light"),
    "agenda": Scene(("9", "f8", "A", "j"), locale="ru", theme="taiga"),
    "year": Scene(("9", "f8", "g", "y", "i", "I"), size=(124, 28)),
    "messenger": Scene(("g", "m", "[telegram]", "enter"), sample=False, size=(80, 18), own=True),
    "narrow": Scene(("9",), size=(60, 20), theme="taiga"),
}


def take(name: str) -> str:
    """One picture as SVG."""
    scene = SCENES[name]

    async def run(home: Path) -> str:
        setup = Setup(
            lambda: engine_of(home, FixedClock(NOW)),
            words=translator(scene.locale),
            theme=scene.theme,
            settings_file=_ANNA / ".config/tme-tui/config.yaml" if scene.own else None,
        )
        async with driving(setup, scene.size) as driver:
            for press in scene.presses:
                if press.startswith("["):
                    await driver.type(press[1:-1])
                else:
                    await driver.press(press)
            await driver.until(lambda: driver.screen.is_settled and notes_are_shown(driver.screen.details))
            driver.app.clear_notifications()
            for screen in driver.app.screen_stack:
                screen._on_timer_update()  # what is below a dialog has no need to hurry
            await driver.settle()
            svg = driver.app.export_screenshot(title="tme-tui")
        return _FONTS.sub("", svg).replace("Fira Code", "ui-monospace")

    with tempfile.TemporaryDirectory(prefix="tme-pictures-") as folder:
        home = Path(folder)
        if scene.sample:
            with engine_of(home, FixedClock(NOW)) as engine:
                fill_demo(engine, scene.locale)
        with _surroundings() if scene.own else nullcontext():
            return asyncio.run(run(home))


def notes_are_shown(details: Details) -> bool:
    """Whether notes are no longer as they were typed, which they are for a moment."""
    return details.is_rich or not details.has_notes


@contextmanager
def _surroundings() -> Iterator[None]:
    """The environment of Anna, in whose words settings are explained."""
    before = dict(os.environ)
    try:
        for name in [name for name in os.environ if name.startswith(("TME_", "XDG_"))]:
            del os.environ[name]
        os.environ |= {"HOME": str(_ANNA), "TME_DOTENV": ""}
        yield
    finally:
        os.environ.clear()
        os.environ |= before


def main(names: Sequence[str]) -> None:
    """Take the pictures named, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or SCENES:
        (FOLDER / f"{name}.svg").write_text(take(name), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
