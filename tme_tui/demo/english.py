"""The sample in English."""

from __future__ import annotations

from tme_tui.demo.entry import Entry, Sample, Somebody

_GROCERIES = """\
Not before five, the market is crowded.

- bring the **big** bag
- look for ripe pears
"""

_RELAUNCH = """\
## What it is for

Visitors find the opening hours, the prices and the way to us in *ten seconds*.

## What we agreed on

1. one page for each service
2. no pop-ups
3. readable on a small telephone

> The old site stays up until the new one has run for a week.
"""

_REPORT = """\
Three pages at most:

- what went well, with figures
- what did not, and why
- what we need for the next quarter

The figures are in the shared folder, `reports/figures.csv`.
"""

_WEEK = """\
| day | plan |
| --- | --- |
| 1 | train, supper at the hut |
| 2 | the ridge, if it is dry |
| 3 | rest by the lake |

Emergency number of the hut: on the back of the map.
"""

_WORKSHOP = """\
Start with the question everybody knows: *which meeting would nobody miss?*

- [x] invite
- [ ] slides
- [ ] sticky notes, three colours
"""

_HOME = (
    Entry("Pay the rent every 1st 9:00 +Home !1 #money remind:1d,1h"),
    Entry("Water the plants every! 3 days +Home #5min"),
    Entry("Take out the recycling every thu 8:00 +Home remind:30m"),
    Entry("Replace the tap washer in the kitchen due:{-2} +Home !2 #shop"),
    Entry("Call the plumber due:{-1}T17:00 +Home !1 #calls // it only drips when the tap runs"),
    Entry("Buy a birthday present for Clara due:{+4} +Home #shop remind:2d"),
    Entry("Change the batteries of the smoke alarm due:{+0} +Home #5min"),
    Entry("Descale the kettle every! 6 weeks +Home"),
    Entry("Renew the library card due:{+9} +Home #calls"),
    Entry("Defrost the freezer wait:someday +Home"),
    Entry("Sort the photos of last summer wait:someday +Home #computer"),
    Entry("Groceries for the week due:{h+4} +Home #shop", "groceries", notes=_GROCERIES),
    Entry("Bread, milk, eggs ^{groceries} +Home #shop"),
    Entry("Coffee beans ^{groceries} +Home #shop", state="done"),
    Entry("Food for the cat ^{groceries} +Home #shop !2"),
    Entry("Order tulip bulbs due:{-3} +Home/Garden #computer", "bulbs"),
    Entry("Plant the tulips due:{+6} +Home/Garden #outside dep:{bulbs}"),
    Entry("Mow the lawn every! 2 weeks +Home/Garden #outside ~45m"),
    Entry("Prune the apple tree wait:{+21} due:{+28} +Home/Garden #outside"),
    Entry("Fix the light of the bicycle +Home #outside", state="done"),
)

_WORK = (
    Entry("Relaunch the website due:{+18} +Work/Website !1", "relaunch", notes=_RELAUNCH),
    Entry("Collect the wishes of all teams ^{relaunch} +Work/Website", "wishes", "done"),
    Entry("Draw the new front page ^{relaunch} +Work/Website @clara due:{+2} !2 ~6h", "draw", "started"),
    Entry("Write the texts ^{relaunch} +Work/Website due:{+5} ~4h dep:{wishes} #computer", "texts"),
    Entry("Choose the photos ^{relaunch} +Work/Website @ben due:{+5}", "photos"),
    Entry("Build the pages ^{relaunch} +Work/Website due:{+11} dep:{draw},{texts},{photos}", "build"),
    Entry("Try it on small screens ^{relaunch} +Work/Website due:{+14} dep:{build}", "test"),
    Entry("Tell the customers ^{relaunch} +Work/Website due:{+17} dep:{test} #calls", "tell"),
    Entry("Switch the old site off ^{relaunch} +Work/Website due:{+18} dep:{tell}"),
    Entry("Write the quarterly report due:{h+3} +Work !1 ~2h remind:1h #computer", "", "started", _REPORT),
    Entry("Reply to Ben about the contract due:{+0} +Work #5min"),
    Entry("Send the invoice of last month due:{-4} +Work #money !2"),
    Entry("Team round every weekday 9:30-9:45 +Work with @anna @ben @clara"),
    Entry("Go through the budget {w+1} 14:00-15:30 +Work with @anna remind:15m"),
    Entry("Interview for the design position {w+3} 11:00-12:00 +Work with @clara remind:30m"),
    Entry("Back up the laptop every last workday at 17:00 +Work #computer"),
    Entry("Legal check of the contract due:{+2} +Work @ben", "legal"),
    Entry("Sign the contract due:{+3} +Work !1 dep:{legal}"),
    Entry("Book a room for the workshop due:{+1} +Work #calls remind:3h", "room"),
    Entry("Prepare the slides for the workshop due:{+8} +Work ~3h dep:{room} #computer"),
    Entry("Workshop: fewer meetings {w+9} 10:00-16:00 +Work with @anna @ben", notes=_WORKSHOP),
    Entry("Ask for prices of new chairs wait:{+10} +Work"),
    Entry("Tidy the shared folder wait:someday +Work #computer"),
    Entry("Send the holiday request +Work #5min", state="done"),
    Entry("Print the old telephone list +Work", state="cancelled"),
)

_TRIP = (
    Entry("A week in the mountains from {+40} to {+46} +Trip with @anna", "week", notes=_WEEK),
    Entry("Get ready for the mountains due:{+39} +Trip", "ready"),
    Entry("Agree on the dates ^{ready} +Trip", "dates", "done"),
    Entry("Book the train ^{ready} +Trip due:{+1}T12:00 !1 remind:1d,2h #computer dep:{dates}", "train"),
    Entry("Reserve the hut ^{ready} +Trip due:{+6} dep:{train} #calls"),
    Entry("Buy a map ^{ready} +Trip due:{+25} #shop", "map"),
    Entry("Grease the boots ^{ready} +Trip due:{+30} @anna", "boots"),
    Entry("Ask Clara to feed the cat ^{ready} +Trip due:{+33} #calls remind:1d"),
    Entry("Pack ^{ready} +Trip due:{+39} dep:{map},{boots}"),
)

_SELF = (
    Entry("Dentist {w+5} 8:30-9:15 +Health remind:1d,1h // bring the card"),
    Entry("Renew the prescription due:{-1} +Health !2 #calls"),
    Entry("Gym every mon, wed and fri at 7:00 +Health"),
    Entry("Run five kilometres every! 2 days +Health #outside"),
    Entry("Eye test wait:{+30} +Health #calls"),
    Entry("Finish chapter four of the statistics course due:{+2} +Learning ~1h30m", state="started"),
    Entry("Spanish words every day 20:00 +Learning #5min"),
    Entry("Practise the piano every tue, thu 18:30 +Learning remind:10m"),
    Entry("Watch the talk about colour https://example.org/talk +Learning wait:someday"),
    Entry("Answer the letter of the tax office due:{+7} +Money !1 remind:3d,1d"),
    Entry("Pay the telephone bill every 15th +Money #5min"),
    Entry("Check the bank statement every last day +Money"),
    Entry("Compare electricity prices due:{+12} +Money #computer"),
    Entry("Dinner at Anna's {+2} 19:00-22:00 with @anna @ben remind:2h"),
    Entry("Call grandmother every sun 17:00 #calls remind:10m"),
    Entry("Idea: a shelf above the desk"),
    Entry("Ask Anna for the soup recipe #calls"),
    Entry("Where is the spare key?"),
    Entry("Use the gift voucher until:{+20} #shop"),
    Entry("Pick up the parcel", state="done"),
)

ENGLISH = Sample(
    people=(Somebody("anna", "Anna"), Somebody("ben", "Ben"), Somebody("clara", "Clara")),
    entries=(*_HOME, *_WORK, *_TRIP, *_SELF),
    views=(
        ("At the computer", "#computer sort:due"),
        ("Five minutes", "#5min"),
        ("Work, next seven days", "+Work due<=+7d sort:due"),
    ),
)
