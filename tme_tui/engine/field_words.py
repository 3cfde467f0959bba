"""What fields are called in the sentences of steps and of refusals."""

from __future__ import annotations

from tme_tui.i18n import message

FIELD_WORDS = {
    "title": message("title"),
    "kind": message("kind"),
    "notes": message("notes"),
    "link": message("link"),
    "category": message("category"),
    "tags": message("tags"),
    "add_tags": message("tags"),
    "remove_tags": message("tags"),
    "type": message("type"),
    "attributes": message("attributes"),
    "priority": message("priority"),
    "starts": message("start"),
    "ends": message("end"),
    "due": message("due date"),
    "wait": message("hidden until"),
    "expires": message("expiry"),
    "estimate": message("estimate"),
    "parent": message("parent"),
    "recurrence": message("repetition"),
    "reminders": message("reminders"),
    "add_reminders": message("reminders"),
    "depends_on": message("dependencies"),
    "no_longer_on": message("dependencies"),
    "blocks": message("dependencies"),
    "assignee": message("assignee"),
    "participants": message("participants"),
    "status": message("status"),
    "position": message("position"),
}
"""What fields are called in the sentence of a step."""
