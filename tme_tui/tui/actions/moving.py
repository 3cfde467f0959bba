"""Actions that move the cursor, and nothing else."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Action, Context, Group, action
from tme_tui.tui.actions.places import OUTLINE, PANES, ROWS

_FOLDED = OUTLINE | {Context.VIEWS}


def _move(name: str, keys: str, label: str, help: str) -> Action:  # noqa: A002 - as in Action
    return action(name, keys, label, help, Group.MOVE, ROWS, palette=False)


MOVING = (
    _move("cursor_down", "j, down", message("Down"), message("Goes one line down.")),
    _move("cursor_up", "k, up", message("Up"), message("Goes one line up.")),
    _move("half_page_down", "ctrl+d", message("Half a page down"), message("Goes half a page down.")),
    _move("half_page_up", "ctrl+u", message("Half a page up"), message("Goes half a page up.")),
    _move("page_down", "pagedown, ctrl+f", message("Page down"), message("Goes a page down.")),
    _move("page_up", "pageup, ctrl+b", message("Page up"), message("Goes a page up.")),
    _move("top", "gg, home", message("To the top"), message("Goes to the first line.")),
    _move("bottom", "G, end", message("To the bottom"), message("Goes to the last line.")),
    action(
        "jump",
        "#",
        message("Go to number"),
        message("Goes to a task by its number; :42 and Enter does the same."),
        Group.MOVE,
        PANES,
    ),
    action(
        "next_overdue",
        "g o",
        message("Next overdue"),
        message("Goes to the next task that is overdue."),
        Group.MOVE,
        OUTLINE,
    ),
    action(
        "previous_overdue",
        "g O",
        message("Previous overdue"),
        message("Goes to the overdue task before this one."),
        Group.MOVE,
        OUTLINE,
    ),
    action(
        "focus_next",
        "tab",
        message("Next pane"),
        message("Goes to the next pane."),
        Group.MOVE,
        PANES,
        palette=False,
    ),
    action(
        "focus_previous",
        "shift+tab",
        message("Previous pane"),
        message("Goes to the pane before."),
        Group.MOVE,
        PANES,
        palette=False,
    ),
    action(
        "fold",
        "h, left",
        message("Fold"),
        message("Hides what is inside; on a folded line, goes to what it is inside of."),
        Group.MOVE,
        _FOLDED,
        palette=False,
    ),
    action(
        "unfold",
        "l, right",
        message("Unfold"),
        message("Shows what is inside; on an unfolded line, goes into it."),
        Group.MOVE,
        _FOLDED,
        palette=False,
    ),
    action(
        "toggle_fold",
        "z",
        message("Fold or unfold"),
        message("Hides or shows what is inside."),
        Group.MOVE,
        _FOLDED,
        palette=False,
    ),
    action(
        "fold_all",
        "Z",
        message("Fold or unfold all"),
        message("Hides everything that is inside something, or shows it again."),
        Group.MOVE,
        _FOLDED,
    ),
    action(
        "back",
        "escape",
        message("Back"),
        message("Lets go of the marks, then of the search, then of the filter."),
        Group.MOVE,
        PANES,
        palette=False,
    ),
)
