"""Tasks added, changed, finished and listed from the command line."""

from __future__ import annotations

import json

from tests.cli.command_line import CommandLine


def titles(tme: CommandLine, *query: str) -> list[str]:
    return [task["title"] for task in json.loads(tme.ok("list", *query, "--json"))]


def test_a_task_that_was_added_is_listed(tme: CommandLine) -> None:
    assert tme.ok("add", "Buy milk") == "Added #1 “Buy milk”\n"
    assert "Buy milk" in tme.ok("list")


def test_words_without_quotes_are_one_line(tme: CommandLine) -> None:
    tme.ok("add", "Buy", "milk", "+Home", "!2")
    task = json.loads(tme.ok("show", "1", "--json"))
    assert (task["title"], task["category"], task["priority"]) == ("Buy milk", "Home", 2)


def test_adding_as_json_prints_the_task(tme: CommandLine) -> None:
    task = json.loads(tme.ok("add", "Buy milk", "--json"))
    assert (task["id"], task["title"], task["status"]) == (1, "Buy milk", "open")
    assert task == json.loads(tme.ok("show", "1", "--json"))


def test_options_stand_anywhere_and_text_may_begin_with_a_dash(tme: CommandLine) -> None:
    task = json.loads(tme.ok("--zone", "Asia/Tokyo", "add", "--json", "-5", "degrees", "tomorrow 9:00"))
    assert task["title"] == "-5 degrees"
    assert task["due"] == "2026-03-05T09:00:00+09:00"
    assert titles(tme, "-#shop", "--no-color") == ["-5 degrees"]


def test_after_two_dashes_all_is_text(tme: CommandLine) -> None:
    tme.ok("add", "--", "--json", "is", "+good")
    assert titles(tme) == ["--json is +good"]


def test_states_by_number_range_and_query(tme: CommandLine) -> None:
    for title in "abcdefg":
        tme.ok("add", title, "+Home" if title in "fg" else "+Work")
    assert tme.ok("done", "1") == "Completed #1 “a”\n"
    assert tme.ok("done", "2-3,4") == "Completed 3 tasks\n"
    assert tme.ok("cancel", "+Home") == "Cancelled 2 tasks\n"
    assert titles(tme) == ["e"]
    assert tme.ok("reopen", "#1") == "Reopened #1 “a”\n"
    assert tme.ok("start", "1") == "Started #1 “a”\n"
    assert tme.ok("stop", "1") == "Stopped #1 “a”\n"
    assert tme.ok("delete", "1 5") == "Deleted 2 tasks\n"
    assert titles(tme) == []
    assert tme.ok("undo") == "Undid: Deleted 2 tasks\n"
    assert sorted(titles(tme)) == ["a", "e"]


def test_a_range_means_the_tasks_that_exist(tme: CommandLine) -> None:
    tme.ok("add", "a")
    tme.ok("add", "b")
    assert tme.ok("done", "1-100") == "Completed 2 tasks\n"


def test_one_command_is_one_step_back(tme: CommandLine) -> None:
    tme.ok("add", "a")
    tme.ok("edit", "1", "+Home", "!1", "#shop")
    tme.ok("undo")
    task = json.loads(tme.ok("show", "1", "--json"))
    assert (task["category"], task["priority"], task["tags"]) == (None, None, [])
    tme.ok("redo")
    assert json.loads(tme.ok("show", "1", "--json"))["tags"] == ["shop"]


def test_editing_takes_the_words_of_adding(tme: CommandLine) -> None:
    tme.ok("add", "Buy milk #shop tomorrow")
    tme.ok("add", "Get money")
    tme.ok("edit", "1", "-#shop", "+Home/Food", "due:none", "dep:2")
    task = json.loads(tme.ok("show", "1", "--json"))
    assert (task["title"], task["tags"], task["category"], task["due"]) == ("Buy milk", [], "Home/Food", None)
    assert task["depends"] == [{"id": 2, "type": "FS", "lag": "PT0S"}]
    assert task["blocked"] is True
    tme.ok("edit", "1", "dep:-2")
    assert json.loads(tme.ok("show", "1", "--json"))["depends"] == []


def test_editing_many_at_once(tme: CommandLine) -> None:
    for title in "abc":
        tme.ok("add", title)
    tme.ok("edit", "1-2", "#x")
    tme.ok("edit", "--where", "#x", "+Home")
    assert sorted(titles(tme, "+Home")) == ["a", "b"]


def test_moving_and_copying(tme: CommandLine) -> None:
    tme.ok("add", "a")
    tme.ok("move", "1", "Work/Design")
    assert json.loads(tme.ok("list", "--json"))[0]["category"] == "Work/Design"
    tme.ok("duplicate", "1")
    assert titles(tme, "+Work") == ["a", "a"]
    tme.ok("move", "1", "none")
    assert titles(tme, "+Work") == ["a"]


def test_dependencies_with_type_and_lag(tme: CommandLine) -> None:
    for title in "abc":
        tme.ok("add", title)
    tme.ok("depend", "2-3", "--on", "1", "--type", "ss", "--lag", "2d")
    assert json.loads(tme.ok("show", "3", "--json"))["depends"] == [{"id": 1, "type": "SS", "lag": "P2D"}]
    tme.ok("depend", "3", "--on", "1", "--off")
    assert json.loads(tme.ok("show", "3", "--json"))["depends"] == []


def test_a_circle_is_refused_and_named(tme: CommandLine) -> None:
    tme.ok("add", "a")
    tme.ok("add", "b")
    tme.ok("depend", "2", "--on", "1")
    answer = tme("depend", "1", "--on", "2")
    assert (answer.exit, answer.out) == (1, "")
    said, *picture = answer.err.splitlines()
    assert said == "tme: that would go in a circle: #1 “a” waits for #2 “b” waits for #1 “a”"
    assert picture == ["  #1 → #2", "   ▲    │", "   ╰────╯"]


def test_reminders_before_and_at(tme: CommandLine) -> None:
    tme.ok("add", "Call tomorrow 18:00")
    tme.ok("remind", "1", "15m,1d")
    tme.ok("remind", "1", "tomorrow", "9:00", "--via", "telegram")
    reminders = json.loads(tme.ok("show", "1", "--json"))["reminders"]
    assert [each["before"] for each in reminders] == ["PT15M", "P1D", None]
    assert reminders[2]["at"] == "2026-03-05T09:00:00+00:00"
    assert reminders[2]["channel"] == "telegram"
    tme.ok("remind", "1", "none")
    assert json.loads(tme.ok("show", "1", "--json"))["reminders"] == []


def test_completing_says_what_it_did_to_others(tme: CommandLine) -> None:
    tme.ok("add", "a")
    tme.ok("add", "b")
    tme.ok("depend", "2", "--on", "1")
    assert tme.ok("done", "1") == "Completed #1 “a”\n  no longer blocked: #2 “b”\n"


def test_now_is_the_reference_of_adding_and_listing(tme: CommandLine) -> None:
    tme.ok("add", "Pay", "tomorrow", "--now", "2026-11-21T10:00+03:00")
    assert json.loads(tme.ok("list", "--json"))[0]["due"] == "2026-11-22"
    assert "tomorrow" in tme.ok("list", "--now", "2026-11-21")
    assert "yesterday, late" in tme.ok("--now", "2026-11-23T10:00Z", "list")


def test_alone_it_lists_today_or_helps_to_begin(tme: CommandLine) -> None:
    assert tme.ok().startswith("Usage: tme")
    tme.ok("add", "Sometime")
    tme.ok("add", "Now", "today")
    listed = tme.ok()
    assert "Now" in listed
    assert "Sometime" not in listed


def test_counts_of_views_and_of_a_query(tme: CommandLine) -> None:
    tme.ok("add", "a", "today")
    tme.ok("add", "b", "#x")
    tme.ok("views", "add", "mine", "#x")
    counts = json.loads(tme.ok("count", "--json"))
    assert (counts["today"], counts["all"], counts["mine"]) == (1, 2, 1)
    assert tme.ok("count", "#x") == "1\n"


def test_a_view_is_listed_by_its_name(tme: CommandLine) -> None:
    tme.ok("add", "a", "today")
    tme.ok("add", "b", "#x")
    tme.ok("views", "add", "Mine", "#x", "or", "#y")
    assert [task["title"] for task in json.loads(tme.ok("list", "--view", "mine", "--json"))] == ["b"]
    assert [task["title"] for task in json.loads(tme.ok("list", "--view", "today", "--json"))] == ["a"]
    tme.ok("views", "delete", "mine")
    assert tme("list", "--view", "mine").err == "tme: there is no view mine; tme views lists them\n"
