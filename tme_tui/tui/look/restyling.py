"""Other colours for everything that is open: found in short turns of the loop, painted when all is found.

Textual gives all widgets of all screens their new styles in one turn, and then paints a screen whose lines
have never been painted in these colours.
"""

from __future__ import annotations

from asyncio import sleep
from typing import Any

from textual.app import App

from tme_tui.tui.look.line_view import LineView


async def restyle(app: App[Any]) -> None:
    """Take over the theme that the application has now."""
    sheet = app.stylesheet
    with app.batch_update():
        sheet.set_variables(app.get_css_variables())
        sheet.reparse()
        sheet.update_nodes([app])
        for screen in reversed(app.screen_stack):
            await sleep(0)
            sheet.update(screen)
            screen._css_update_count = app._css_update_count
            for view in list(screen.query(LineView)):
                await sleep(0)
                if view.is_attached:
                    view.get_ready()
