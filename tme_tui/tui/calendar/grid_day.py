"""Drawing one day of a time grid: what takes all day, then its hours row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tme_tui.i18n import Translator
from tme_tui.model.calendar.axis import ALL_DAY, Axis, clock_change
from tme_tui.model.calendar.days import window
from tme_tui.model.calendar.lanes import Block, cells_of, timed
from tme_tui.model.diary import Appearance, Role, index_of
from tme_tui.tui.calendar.colours import Colours, letter_of
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.grid_plan import Column, Grid, GridLook, blocks_of
from tme_tui.tui.calendar.hours import gutter, gutter_of
from tme_tui.tui.calendar.page import (
    Page,
    clock_of,
    mark_of,
    plain_title,
    sign_of,
    signs_of,
    style_of,
    who_of,
)
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless

_ROOMY = 14


def all_day_lines(
    page: Page, column: Column, grid: Grid, look: GridLook, width: int, colours: Colours, words: Translator
) -> list[list[Segment]]:
    """The lines above the hours."""
    items = [one for one in column.known.items if one.all_day]
    here = look.place.day == column.day and look.place.minute == ALL_DAY
    ground = colours.line
    if here:
        ground = colours.cursor if look.focused else colours.cursor_elsewhere
    shown, more = window(len(items), grid.all_day, look.chosen_at if here else 0)
    lines = []
    for at in shown:
        one = items[at]
        chosen = here and one.key == look.chosen
        style = style_of(one, page, colours)
        lead = signs.CURSOR if chosen else " "
        text = f"{mark_of(one, column.day, page.now, page.me)} {plain_title(one)}"
        signed = f"{text}{signs_of(one)}"
        text = signed if cell_len(signed) < width else text
        lines.append([Segment(lead, ground + colours.bar), Segment(fitted(text, width - 1), ground + style)])
    if more and grid.all_day:
        said = words.text("+{n} more", n=more) if width >= 9 else f"+{more}"
        lines.append([Segment(fitted(f"   {said}", width), ground + colours.faint)])
    while len(lines) < grid.all_day:
        lines.append([Segment(" " * width, ground)])
    return lines[: grid.all_day]


def hour_lines(
    page: Page, column: Column, grid: Grid, look: GridLook, width: int, colours: Colours
) -> list[list[Segment]]:
    """The rows in sight of a day."""
    day, axis = column.day, grid.axis
    items = timed(column.known.items)
    chosen = index_of(items, look.chosen) if day == look.place.day else None
    beside = gutter_of(column.known.hours, width)
    width -= beside
    placed = blocks_of(column, axis, look, width)
    texts: dict[int, list[str]] = {}
    lines = []
    for row in range(grid.top, grid.top + grid.rows):
        if row >= len(axis.rows):
            lines.append([Segment(" " * (width + beside), colours.line)])
            continue
        ground, fill = _ground(page, column, grid, look, row, colours)
        segments: list[Segment] = []
        at = 0
        for block in placed.by_row.get(row, ()):
            begin, end = cells_of(block, width)
            if begin > at:
                segments.append(Segment(fill * (begin - at), ground))
            if block.item < len(items):
                one = items[block.item]
                if block.item not in texts:
                    texts[block.item] = _text(one, block, page, day, end - begin, axis)
                segments += _block_row(
                    one,
                    texts[block.item],
                    row - block.first,
                    end - begin,
                    page,
                    colours,
                    ground,
                    chosen=block.item == chosen,
                )
            else:
                ghost = column.ghosts[block.item - len(items)]
                segments.append(_ghost_row(ghost, row - block.first, end - begin, colours, ground))
            at = end
        unseen = placed.hidden.get(row, 0)
        if unseen and at >= width and placed.hidden.get(row + 1) != unseen:
            said = f"+{unseen}"[:width]
            segments = [*Strip(segments).crop(0, width - len(said)), Segment(said, ground + colours.faint)]
        elif unseen:
            said = fitted(f"+{unseen}", max(width - at, 0))
            segments.append(Segment(said, ground + colours.faint))
            at = max(width, at)
        if at < width:
            segments.append(Segment(fill * (width - at), ground))
        if beside:
            segments += gutter(column.known.hours, axis.rows[row], beside, colours)
        lines.append(segments)
    return lines


def _ground(
    page: Page, column: Column, grid: Grid, look: GridLook, row_number: int, colours: Colours
) -> tuple[Style, str]:
    """The ground of a free slot, and what it is filled with."""
    row = grid.axis.rows[row_number]
    day, place = column.day, look.place
    change = clock_change(day, look.zones[0] if look.zones else "UTC")
    if change is not None and change.skipped[0] <= row.minute < change.skipped[1]:
        return colours.line + colours.faint, "╱"
    if row.again and (change is None or not change.doubled[0] <= row.minute < change.doubled[1]):
        return colours.line + colours.faint, "╱"
    style = colours.line
    if any(begin < row.minute + row.length and row.minute < end for begin, end in column.known.shaded):
        style = colours.work
    at = grid.axis.row_at(max(place.minute, 0), again=place.again)
    if day == place.day and row_number == at:
        if place.minute != ALL_DAY:
            style = colours.cursor if look.focused else colours.cursor_elsewhere
    elif look.selected is not None and look.selected.holds(day, row):
        style = colours.selected
    now = page.now
    if day == page.today and row_number == grid.axis.row_at(now.hour * 60 + now.minute, again=bool(now.fold)):
        return style + colours.now, "─"
    return style, " "


def _text(one: Appearance, block: Block, page: Page, day: date, width: int, axis: Axis) -> list[str]:
    """What stands in the rows of a block: its title, its time, its category."""
    rows, inner = block.after - block.first, max(width - 1, 1)
    if inner < _ROOMY - 4:
        lead = mark_of(one, day, page.now, page.me)
    else:
        lead = sign_of(one, page.now, page.me) + letter_of(one.entry.category)
    begin = one.begin.hour * 60 + one.begin.minute
    if one.begin.date() == day and axis.rows[block.first].minute != begin and inner >= _ROOMY:
        lead += f" {clock_of(one.begin)}"
    title = f"{lead} {plain_title(one)}"
    signed = f"{title}{signs_of(one)}"
    if rows > 1:
        whole = wrap(signed, inner)
        lines = whole if len(whole) <= rows else wrap(title, inner)[:rows]
    else:
        lines = [signed if cell_len(signed) <= inner else title]
    if len(lines) < rows and one.minutes and inner >= 11:
        lines.append(f"{clock_of(one.begin)}–{clock_of(one.until)}")
    if len(lines) < rows and (who := who_of(one, page)):
        lines.append(who.strip())
    if len(lines) < rows and one.entry.category and one.role is not Role.REMINDER:
        lines.append(harmless(one.entry.category))
    return lines


def _block_row(
    one: Appearance,
    text: Sequence[str],
    row: int,
    width: int,
    page: Page,
    colours: Colours,
    ground: Style,
    *,
    chosen: bool,
) -> list[Segment]:
    """A row of an item; what takes no time has no ground of its own."""
    said = text[row] if row < len(text) else ""
    edge = signs.CURSOR if chosen else "▎"
    if one.role is not Role.BLOCK or one.end <= one.begin:
        style = ground + style_of(one, page, colours)
    elif one.is_closed:
        style = colours.block + colours.closed
    else:
        style = colours.block_of(one.entry.category)
    if chosen:
        style += Style(bold=True)
    bar = Style(color=colours.bar.color) if chosen else Style(color=colours.hue(one.entry.category).color)
    return [
        Segment(edge if width > 1 else "", style + bar),
        Segment(fitted(said, width - 1 if width > 1 else width), style),
    ]


def _ghost_row(ghost: Ghost, row: int, width: int, colours: Colours, ground: Style) -> Segment:
    style = ground + (colours.late if ghost.is_late else colours.faint)
    title = f"┊{'! ' if ghost.is_late else ''}{harmless(ghost.title)}" if row == 0 else "┊"
    return Segment(fitted(title, width), style)
