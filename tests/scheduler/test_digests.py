"""What the plan and the review of a day tell of, to each of many people."""

from __future__ import annotations

from tests.scheduler.reminders import Desk, OpenManager, Wait, at
from tme_tui.i18n import translator
from tme_tui.model.draft import Fields
from tme_tui.model.journal import Origin
from tme_tui.model.person import Decision
from tme_tui.model.task import Kind
from tme_tui.scheduler.composing import compose
from tme_tui.scheduler.digests import read_digest

TODAY = "2026-03-05"
MANY = 230


def test_it_tells_each_of_their_own_day_however_much_others_have(open_again: OpenManager, wait: Wait) -> None:
    anna = open_again(
        TME_REMINDERS__CHANNELS="telegram",
        TME_REMINDERS__DIGEST__MORNING="8:00",
        TME_REMINDERS__DIGEST__EVENING="20:00",
    )
    anna.link_address("telegram", "42")
    boris = anna.acting_as(int(anna.add_person("boris").id), Origin.LIBRARY)
    early = at(f"{TODAY}T07:00")
    anna.add([Fields(title="Not mine", due=early, assignee="boris") for _ in range(MANY)])
    meeting = {"kind": Kind.EVENT, "starts": at(f"{TODAY}T10:00"), "ends": at(f"{TODAY}T11:00")}
    boris.add(
        [
            Fields(title=title, participants=("me", "boris"), **meeting)  # type: ignore[arg-type]
            for title in ("Meeting", "Declined")
        ]
    )
    anna.add([Fields(title="Mine", due=at(f"{TODAY}T18:00"))])
    anna.decide(anna.page("Declined").tasks[0], Decision.NO)
    anna.plan_ahead()
    told = []
    for hours in (18, 12):
        wait(hours=hours)
        (claimed,) = Desk(anna).send_all("telegram")
        told.append(compose(claimed, anna.now(), translator("en"), read_digest(anna, claimed)))
    morning, evening = told
    assert morning.title == "Plan of the day: 2 tasks"
    assert [line.split(" · ")[0] for line in morning.body.splitlines()] == ["• Meeting", "• Mine"]
    assert evening.title == "Evening review: 1 task is open"
    assert evening.body.startswith("• Mine · today 18:00")


def test_when_its_view_is_gone_the_usual_one_comes_and_says_so(open_again: OpenManager, wait: Wait) -> None:
    open_again().save_view("errands", "#shop")
    anna = open_again(
        TME_REMINDERS__CHANNELS="telegram",
        TME_REMINDERS__DIGEST__MORNING="8:00",
        TME_REMINDERS__DIGEST__MORNING_QUERY="view:errands",
    )
    anna.link_address("telegram", "42")
    anna.add([Fields(title="Buy milk", tags=("shop",)), Fields(title="Call", due=at(f"{TODAY}T18:00"))])
    anna.plan_ahead()
    wait(hours=18)
    (claimed,) = Desk(anna).send_all("telegram")
    said = compose(claimed, anna.now(), translator("en"), read_digest(anna, claimed))
    assert said.body == "• Buy milk"
    anna.delete_view("errands")
    said = compose(claimed, anna.now(), translator("ru"), read_digest(anna, claimed))
    reason, empty, task = said.body.splitlines()
    assert "reminders.digest.morning_query" in reason
    assert "нет вида errands" in reason
    assert empty == ""
    assert task.startswith("• Call · ")
