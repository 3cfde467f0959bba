"""What stands before and inside the empty line, by what it is opened for."""

from tme_tui.i18n import message
from tme_tui.tui.line.prompt import Purpose

LABELS = {
    Purpose.ADD: message("add"),
    Purpose.SUBTASK: message("add inside #{number}"),
    Purpose.EDIT: message("edit #{number}"),
    Purpose.DUE: message("due"),
    Purpose.WAIT: message("hide until"),
    Purpose.CATEGORY: message("category"),
    Purpose.TAGS: message("tags"),
    Purpose.FILTER: message("filter"),
    Purpose.SEARCH: message("search"),
    Purpose.COMMAND: message("command"),
    Purpose.SAVE_VIEW: message("save view as"),
}
PLACEHOLDERS = {
    Purpose.ADD: message("Pay rent every 1st 9:00 +Home #money !1"),
    Purpose.SUBTASK: message("Pay rent every 1st 9:00 +Home #money !1"),
    Purpose.DUE: message("fri 18:00, tomorrow, +3d, every monday, none"),
    Purpose.WAIT: message("monday, in 2 weeks, someday, none"),
    Purpose.CATEGORY: message("Work/Design, or none"),
    Purpose.TAGS: message("shop -home"),
    Purpose.FILTER: message("+Work #urgent due<friday -is:blocked sort:due"),
    Purpose.SEARCH: message("words in titles and notes"),
    Purpose.COMMAND: message("42 goes to task 42; or the name of a command"),
}
