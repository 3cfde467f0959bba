"""Key profiles: what each binds otherwise than the default, for hands that know another program.

A profile lists differences only; what it does not name keeps its keys from the registry. `none` leaves an
action without a key: the palette still has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from tme_tui.i18n import message

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Profile(NamedTuple):
    """A set of habits."""

    name: str
    title: str
    """One line about it; a message."""
    keys: Mapping[str, str] = _NOTHING
    """Action by action, the keys as settings write them."""
    counts: bool = False
    """Whether digits are counts (`5j`, `42G`); otherwise they are keys like others."""


_VIM = {
    "add": "o, a",
    "add_subtask": "O, A",
    "edit_line": "cc, i, f2",
    "toggle_details": "zd",
    "edit_form": "enter",
    "done": "space",
    "delete": "dd, x, delete",
    "due": "cd",
    "wait": "cw, w",
    "category": "cp",
    "paste": "p, ctrl+v",
    "tags": "ct, t",
    "assignee": "ca, P, @",
    "recurrence": "cr, r",
    "reminders": "cR, R",
    "estimate": "ce, ~",
    "copy_text": "yy",
    "redo": "ctrl+r, U, ctrl+y",
    "toggle_fold": "za",
    "fold": "zc, h, left",
    "unfold": "zo, l, right",
    "fold_all": "zM, zR",
    "nest": ">>",
    "unnest": "<<",
    "sort": "zs",
    "group": "zg",
    "calendar_finer": "zi",
    "calendar_coarser": "zo",
    "quit": "ZZ, f10, ctrl+q",
    **{f"view_{number}": f"g{number}, alt+{number}" for number in range(1, 10)},
}

_TASKWARRIOR = {
    "done": "d, space",
    "due": "D",
    "edit_line": "m, f2",
    "edit_form": "enter, e",
    "add_note": "A, n",
    "add_subtask": "ctrl+n",
    "toggle_details": "z, i",
    "toggle_fold": "gz",
    "fold_all": "gZ",
    "page_down": "J, pagedown, ctrl+f",
    "page_up": "K, pageup, ctrl+b",
    "move_down": "alt+down",
    "move_up": "alt+up",
    "mark_all": "V, *, ctrl+a",
    "mark_range": "gv",
    "refresh": "r, f5, ctrl+l",
    "recurrence": "gr",
    "service_restart": "R",
    "calendar_day": "ctrl+w",
    "calendar_finer": "gz",
}

_DOOIT = {
    "edit_line": "i, f2",
    "estimate": "e, ~",
    "toggle_details": "|, gp",
    "done": "c, space",
    "delete": "xx, delete",
    "priority_down": "-, _",
    "paste": "p, ctrl+v",
    "category": "gC",
    "sort": "ctrl+s, o",
    "quit": "ctrl+q, f10",
}

_CALCURSE = {
    "add": "a, ctrl+a, ctrl+t",
    "mark_all": "*",
    "theme": "alt+t",
    "start_stop": "alt+s",
    "delete": "d, delete",
    "due": "D",
    "done": "space, x, !",
    "priority": "alt+p",
    "duplicate": "c, Y",
    "toggle_details": "v, i",
    "mark": "m",
    "edit_form": "enter",
    "page_down": "ctrl+n, pagedown",
    "page_up": "ctrl+p, pageup",
    "palette": "f4",
    "edit_notes": "N, E",
    "refresh": "ctrl+l, f5",
    "calendar_today": "ctrl+g, t",
    "calendar_day": "V",
    "calendar_item_previous": "alt+n",
    "calendar_select": "m",
}

_EMACS = {
    "cursor_down": "ctrl+n, down, j",
    "cursor_up": "ctrl+p, up, k",
    "half_page_down": "none",
    "half_page_up": "none",
    "page_down": "ctrl+v, pagedown",
    "page_up": "alt+v, pageup",
    "top": "home, alt+<, <",
    "bottom": "end, alt+>, >",
    "nest": "alt+right",
    "unnest": "alt+left",
    "calendar_longer": "alt+right",
    "calendar_shorter": "alt+left",
    "fold": "ctrl+b, left",
    "unfold": "ctrl+f, right",
    "calendar_left": "ctrl+b, left",
    "calendar_right": "ctrl+f, right",
    "calendar_down": "ctrl+n, down",
    "calendar_up": "ctrl+p, up",
    "search": "ctrl+s, /, f3",
    "next_match": "ctrl+s, n",
    "previous_match": "ctrl+r, N",
    "mark": "ctrl+space, v",
    "mark_all": "ctrl+x h, *",
    "delete": "ctrl+k, delete, x",
    "copy_text": "alt+w, y",
    "paste": "ctrl+y",
    "undo": "ctrl+_, ctrl+/, ctrl+x u, ctrl+z, u",
    "focus_next": "ctrl+x o, tab",
    "redo": "U",
    "back": "ctrl+g, escape",
    "cancel": "ctrl+g, escape",
    "close": "ctrl+g, escape, q",
    "to_editor": "ctrl+x ctrl+e",
    "save": "ctrl+x ctrl+s, ctrl+s",
    "palette": "alt+x, f4",
    "quit": "ctrl+x ctrl+c, ctrl+q, f10",
}

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            Profile("default", message("The keys of most terminal programs, with letters for actions")),
            Profile("vim", message("Operators, counts and motions as in vim"), _VIM, counts=True),
            Profile(
                "taskwarrior", message("As in screens over Taskwarrior: d is done, m is modify"), _TASKWARRIOR
            ),
            Profile("dooit", message("As in dooit: i edits, c completes, xx deletes"), _DOOIT),
            Profile(
                "calcurse", message("As in calcurse: d deletes, v shows, ^n and ^p turn pages"), _CALCURSE
            ),
            Profile("emacs", message("Control keys for movement, and the arrows"), _EMACS),
        )
    }
)
