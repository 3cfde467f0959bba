"""Lines typed in English, and what each comes to on a Saturday morning."""

from __future__ import annotations

import pytest

from tests.language.quickadd.summary import context_at, summary
from tme_tui.language.quickadd import format_fields, parse_line

CONTEXT = context_at("2026-11-21T10:00", locale="en")

LINES = r"""
Buy milk tomorrow 18:00 +Home #shop !2 remind:15m => Buy milk; due 2026-11-22T18:00; +Home; #shop; !2; remind 15m before
Water plants every! 3 days => Water plants; due 2026-11-21; rec FREQ=DAILY;INTERVAL=3 after done
Delete mails up to "january 30th" => Delete mails up to "january 30th"
Pay rent every 1st 9:00 +Home !1 => Pay rent; due 2026-12-01T09:00; +Home; !1; rec FREQ=MONTHLY;BYMONTHDAY=1
Pay rent every month on the 1st 9:00 +Home !1 => Pay rent; due 2026-12-01T09:00; +Home; !1; rec FREQ=MONTHLY;BYMONTHDAY=1
Call mom today => Call mom; due 2026-11-21
Call mom tod => Call mom; due 2026-11-21
Call mom tomorrow => Call mom; due 2026-11-22
Buy milk tom => Buy milk; due 2026-11-22
Call mom tonight => Call mom; due 2026-11-21T22:00
Log it yesterday => Log it; due 2026-11-20
Call mom monday => Call mom; due 2026-11-23
Call mom mon => Call mom; due 2026-11-23
Call mom tuesday => Call mom; due 2026-11-24
Call mom wednesday => Call mom; due 2026-11-25
Call mom on wed => Call mom; due 2026-11-25
Call mom thursday => Call mom; due 2026-11-26
Call mom fri => Call mom; due 2026-11-27
Call mom saturday => Call mom; due 2026-11-28
Call mom on sat => Call mom; due 2026-11-28
Call mom on sunday => Call mom; due 2026-11-22
Call mom this fri => Call mom; due 2026-11-27
Call mom next fri => Call mom; due 2026-12-04
Call mom next friday => Call mom; due 2026-12-04
Call mom next monday at 10 => Call mom; due 2026-11-30T10:00
Call mom friday next week => Call mom; due 2026-11-27
Pay in 3 days => Pay; due 2026-11-24
Pay in 2w => Pay; due 2026-12-05
Ring back in an hour => Ring back; due 2026-11-21T11:00
Ring back in half an hour => Ring back; due 2026-11-21T10:30
Ring back in 90 minutes => Ring back; due 2026-11-21T11:30
Renew in 2 months => Renew; due 2027-01-21
Renew in a year => Renew; due 2027-11-21
Pay +3d => Pay; due 2026-11-24
Pay +5 days => Pay; due 2026-11-26
Pay +2h => Pay; due 2026-11-21T12:00
Party 5 mar => Party; due 2027-03-05
Party mar 5 2027 => Party; due 2027-03-05
Party March 5th, 2027 => Party; due 2027-03-05
Party on 5 march at 18:00 => Party; due 2027-03-05T18:00
Party 5th of march => Party; due 2027-03-05
Party on the 27th => Party; due 2026-11-27
Pay 27th => Pay; due 2026-11-27
Submit 2026-12-05 => Submit; due 2026-12-05
Submit 2026-12-05T18:00 => Submit; due 2026-12-05T18:00
Submit 2026-12-05 18:00 => Submit; due 2026-12-05T18:00
Submit 05.12 => Submit; due 2026-12-05
Submit 05.12.2026 => Submit; due 2026-12-05
Submit 5/12 => Submit; due 2026-12-05
Submit 05.12.26 at 9 => Submit; due 2026-12-05T09:00
Rest on the weekend => Rest; due 2026-11-21
Rest this weekend => Rest; due 2026-11-21
Rest next weekend => Rest; due 2026-11-28
Plan next week => Plan; due 2026-11-23
Plan next month => Plan; due 2026-12-01
Plan next year => Plan; due 2027-01-01
Report end of week => Report; due 2026-11-22
Report at the end of the month => Report; due 2026-11-30
Report by the end of month => Report; due 2026-11-30
Report eom => Report; due 2026-11-30
Report eow => Report; due 2026-11-22
Report eod => Report; due 2026-11-21
Report eoy => Report; due 2026-12-31
Report by end of year => Report; due 2026-12-31
Report mid january => Report; due 2027-01-15
Report in the middle of january => Report; due 2027-01-15
Lunch at noon => Lunch; due 2026-11-21T12:00
Launch at midnight => Launch; due 2026-11-22T00:00
Run tomorrow morning => Run; due 2026-11-22T09:00
Walk tomorrow afternoon => Walk; due 2026-11-22T14:00
Film tomorrow evening => Film; due 2026-11-22T19:00
Stars tomorrow night => Stars; due 2026-11-22T22:00
Run in the morning => Run; due 2026-11-22T09:00
Film friday evening at 8 => Film; due 2026-11-27T20:00
Sleep at 11pm => Sleep; due 2026-11-21T23:00
Meet at 5 => Meet; due 2026-11-21T17:00
Meet tomorrow at 5pm => Meet; due 2026-11-22T17:00
Meet tomorrow at 5 p.m. => Meet; due 2026-11-22T17:00
Meet at 9am => Meet; due 2026-11-22T09:00
Meet at 9:30 => Meet; due 2026-11-22T09:30
Meet 18:00 => Meet; due 2026-11-21T18:00
Meet 5pm => Meet; due 2026-11-21T17:00
Meet 8:00 => Meet; due 2026-11-22T08:00
Meet at 5:30pm => Meet; due 2026-11-21T17:30
Meet at half past five => Meet; due 2026-11-21T17:30
Meet tomorrow at a quarter to six => Meet; due 2026-11-22T17:45
Meet tomorrow at ten past 5 => Meet; due 2026-11-22T17:10
Meet tomorrow at 7 o'clock => Meet; due 2026-11-22T19:00
18:00 tomorrow meet => meet; due 2026-11-22T18:00
5pm on friday call => call; due 2026-11-27T17:00
Call at 5pm on friday with the bank => Call with the bank; due 2026-11-27T17:00
tomorrow buy milk 18:00 => buy milk; due 2026-11-22T18:00
Submit by friday => Submit; due 2026-11-27
Submit by friday 18:00 => Submit; due 2026-11-27T18:00
Submit until friday => Submit; due 2026-11-27
Submit by tomorrow at noon => Submit; due 2026-11-22T12:00
Submit due friday => Submit; due 2026-11-27
due:fri 18:00 Report => Report; due 2026-11-27T18:00
Report due:tomorrow => Report; due 2026-11-22
Report due:2026-12-01 => Report; due 2026-12-01
Report due:"next friday 9:00" => Report; due 2026-12-04T09:00
Report due:3d => Report; due 2026-11-24
Report due:eom => Report; due 2026-11-30
Report deadline:fri => Report; due 2026-11-27
Report sched:mon due:fri => Report; due 2026-11-27; starts 2026-11-23
Report start:tomorrow 9:00 => Report; starts 2026-11-22T09:00
Report wait:mon => Report; wait 2026-11-23
Report wait:someday => Report; wait 9999-12-30
Report until:31 dec => Report; expires 2026-12-31
Standup fri 10-11:30 => Standup; event 2026-11-27T10:00..2026-11-27T11:30
Standup fri 10:00-11:30 => Standup; event 2026-11-27T10:00..2026-11-27T11:30
Standup 10:00 for 45m => Standup; event 2026-11-22T10:00..2026-11-22T10:45
Standup tomorrow at 10:00 for 45m => Standup; event 2026-11-22T10:00..2026-11-22T10:45
Standup 3-4pm => Standup; event 2026-11-21T15:00..2026-11-21T16:00
Standup 11-1pm tomorrow => Standup; event 2026-11-22T11:00..2026-11-22T13:00
Standup from 10 to 11:30 tomorrow => Standup; event 2026-11-22T10:00..2026-11-22T11:30
Standup tomorrow from 9 to 5 => Standup; event 2026-11-22T09:00..2026-11-22T17:00
Standup 22:00-02:00 => Standup; event 2026-11-21T22:00..2026-11-22T02:00
Standup between 10 and 11:30 => Standup; event 2026-11-22T10:00..2026-11-22T11:30
event:fri 10:00 Dentist => Dentist; event 2026-11-27T10:00..2026-11-27T11:00
event:fri 10:00-11:00 Dentist => Dentist; event 2026-11-27T10:00..2026-11-27T11:00
meeting:tomorrow 15:00 Review ~30m => Review; event 2026-11-22T15:00..2026-11-22T15:30; est 30m
Holiday from 1 dec to 10 dec => Holiday; event 2026-12-01..2026-12-10
Holiday 5-7 dec => Holiday; event 2026-12-05..2026-12-07
Holiday dec 5-7 => Holiday; event 2026-12-05..2026-12-07
Conference from monday to wednesday => Conference; event 2026-11-23..2026-11-25
Write ~45m => Write; est 45m
Write ~1h30m => Write; est 90m
Write ~1.5h => Write; est 90m
Write ~1:30 => Write; est 90m
Write for 2 hours => Write; est 120m
Write for an hour and a half => Write; est 90m
Write est:2h => Write; est 120m
Write dur:90m friday => Write; due 2026-11-27; est 90m
Call remind:15m,1d tomorrow 12:00 => Call; due 2026-11-22T12:00; remind 15m before; remind 1440m before
Call tomorrow 12:00 remind me an hour before => Call; due 2026-11-22T12:00; remind 60m before
Call tomorrow 12:00 remind 15 min before and 1 day before => Call; due 2026-11-22T12:00; remind 15m before; remind 1440m before
Call tomorrow remind at 9 => Call; due 2026-11-22; remind at 2026-11-22T09:00
Call tomorrow 12:00 remind me at 9 via telegram => Call; due 2026-11-22T12:00; remind at 2026-11-22T09:00 by telegram
Call remind:1h@vk tomorrow 12:00 => Call; due 2026-11-22T12:00; remind 60m before by vk
Call remind:tomorrow => Call; remind at 2026-11-22
remind me to call anna tomorrow at 9 => call anna; due 2026-11-22T09:00; remind 0m before
Gym every day => Gym; due 2026-11-21; rec FREQ=DAILY
Gym every weekday => Gym; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
Gym every weekday at 7:00 => Gym; due 2026-11-23T07:00; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
Gym every weekend => Gym; due 2026-11-21; rec FREQ=WEEKLY;BYDAY=SA,SU
Gym every mon, wed and fri => Gym; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO,WE,FR
Gym every mon-fri at 9 => Gym; due 2026-11-23T09:00; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
Gym every 2 weeks on tue => Gym; due 2026-11-24; rec FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
Gym every other friday => Gym; due 2026-11-27; rec FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
Gym ev other tues 7am starting 1 Dec => Gym; due 2026-12-01T07:00; rec FREQ=WEEKLY;INTERVAL=2;BYDAY=TU
Gym every 15th => Gym; due 2026-12-15; rec FREQ=MONTHLY;BYMONTHDAY=15
Gym every 1st and 15th => Gym; due 2026-12-01; rec FREQ=MONTHLY;BYMONTHDAY=1,15
Gym every last day => Gym; due 2026-11-30; rec FREQ=MONTHLY;BYMONTHDAY=-1
Gym every last day of the month => Gym; due 2026-11-30; rec FREQ=MONTHLY;BYMONTHDAY=-1
Gym every 1st monday => Gym; due 2026-12-07; rec FREQ=MONTHLY;BYDAY=1MO
Gym every 3rd friday at 18:00 => Gym; due 2026-12-18T18:00; rec FREQ=MONTHLY;BYDAY=3FR
Gym every last friday => Gym; due 2026-11-27; rec FREQ=MONTHLY;BYDAY=-1FR
Gym every last workday => Gym; due 2026-11-30; rec FREQ=MONTHLY;BYSETPOS=-1 workdays
Gym every 15th workday => Gym; due 2026-12-21; rec FREQ=MONTHLY;BYSETPOS=15 workdays
Gym every workday => Gym; due 2026-11-23; rec FREQ=DAILY workdays
Gym every jan 27 => Gym; due 2027-01-27; rec FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27
Gym every 27th of january => Gym; due 2027-01-27; rec FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27
Gym every 12 hours => Gym; due 2026-11-21T22:00; rec FREQ=HOURLY;INTERVAL=12
Gym every 12 hours starting 19:00 => Gym; due 2026-11-21T19:00; rec FREQ=HOURLY;INTERVAL=12
Gym every 30 minutes => Gym; due 2026-11-21T10:30; rec FREQ=MINUTELY;INTERVAL=30
Gym daily => Gym; due 2026-11-21; rec FREQ=DAILY
Gym weekly => Gym; due 2026-11-21; rec FREQ=WEEKLY
Gym monthly => Gym; due 2026-11-21; rec FREQ=MONTHLY
Gym quarterly => Gym; due 2026-11-21; rec FREQ=MONTHLY;INTERVAL=3
Gym yearly => Gym; due 2026-11-21; rec FREQ=YEARLY
Gym daily at 7:00 => Gym; due 2026-11-22T07:00; rec FREQ=DAILY
Gym every day starting 1 dec => Gym; due 2026-12-01; rec FREQ=DAILY
Gym every day until 31 dec => Gym; due 2026-11-21; rec FREQ=DAILY;UNTIL=20261231
Gym every day x10 => Gym; due 2026-11-21; rec FREQ=DAILY;COUNT=10
Gym every week for 8 weeks => Gym; due 2026-11-21; rec FREQ=WEEKLY;UNTIL=20270115
Gym every morning => Gym; due 2026-11-22T09:00; rec FREQ=DAILY
Gym every evening => Gym; due 2026-11-21T19:00; rec FREQ=DAILY
Gym every quarter => Gym; due 2026-11-21; rec FREQ=MONTHLY;INTERVAL=3
Gym every 6 months => Gym; due 2026-11-21; rec FREQ=MONTHLY;INTERVAL=6
Gym every year => Gym; due 2026-11-21; rec FREQ=YEARLY
Gym every! week => Gym; due 2026-11-21; rec FREQ=WEEKLY after done
Gym every month after completion => Gym; due 2026-11-21; rec FREQ=MONTHLY after done
Gym on mondays and thursdays => Gym; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO,TH
Gym every monday 10:00-11:30 => Gym; event 2026-11-23T10:00..2026-11-23T11:30; rec FREQ=WEEKLY;BYDAY=MO
Gym every monday 10:00 for 45m => Gym; event 2026-11-23T10:00..2026-11-23T10:45; rec FREQ=WEEKLY;BYDAY=MO
Gym every monday 10:00 until 31 dec => Gym; due 2026-11-23T10:00; rec FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231
Gym every 31st => Gym; due 2026-11-30; rec FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1
Gym every 15th or next workday => Gym; due 2026-12-15; rec FREQ=MONTHLY;BYMONTHDAY=15 shift next
Gym once a week => Gym; due 2026-11-21; rec FREQ=WEEKLY
Gym once every 2 weeks => Gym; due 2026-11-21; rec FREQ=WEEKLY;INTERVAL=2
Gym rec:weekly => Gym; due 2026-11-21; rec FREQ=WEEKLY
Gym rec:2w => Gym; due 2026-11-21; rec FREQ=WEEKLY;INTERVAL=2
Gym rec:3d! => Gym; due 2026-11-21; rec FREQ=DAILY;INTERVAL=3 after done
Gym rec:RRULE=FREQ=WEEKLY;BYDAY=MO => Gym; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO
Gym rec:FREQ=MONTHLY;BYDAY=-1FR until 31 dec => Gym; due 2026-11-27; rec FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231
Gym rec:none => Gym; rec none
Gym every second tuesday => Gym; due 2026-12-08; rec FREQ=MONTHLY;BYDAY=2TU
every monday tomorrow-proof the garden => tomorrow-proof the garden; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO
Deploy dep:12,15-17 => Deploy; needs 12; needs 15; needs 16; needs 17
Deploy after:12 blocks:7 => Deploy; needs 12; blocks 7
Deploy dep:-12 => Deploy; frees 12
Deploy dep:12ss+2d => Deploy; needs 12 SS +48h
Deploy dep:12ff-90m,14 => Deploy; needs 12 FF -1.5h; needs 14
Deploy dep:lunch => Deploy dep:lunch
Deploy parent:12 => Deploy; in 12
Deploy ^12 => Deploy; in 12
Deploy ^12 parent:none => Deploy ^12; in None
A >> B tomorrow >> C +Home => A >> B; due 2026-11-22 >> C; +Home
A>>B => A>>B
"A >> B" >> C => "A >> B" >> C
Buy milk // two litres, tomorrow => Buy milk; note 'two litres, tomorrow'
Buy milk note:"two litres" !1 => Buy milk; !1; note 'two litres'
Read https://example.org/a?b=c#d friday => Read; due 2026-11-27; link https://example.org/a?b=c#d
https://example.org/page => https://example.org/page; link https://example.org/page
Visit link:https://example.org/ => Visit; link https://example.org/
Task !1 => Task; !1
Task p2 => Task; !2
Task !!! => Task; !1
Task !! => Task; !2
(A) Task => Task; !1
(c) Task => Task; !3
Task pri:H => Task; !1
Task pri:low => Task; !3
Task priority:4 => Task; !4
Task pri:none => Task; !None
Task !5 => Task !5
Task pri:huge => Task pri:huge
Wow! great!! => Wow! great!!
Task +Work/Design => Task; +Work/Design
Task +"Big Project" => Task; +Big Project
Task project:Home => Task; +Home
Task pro:"Big Project" => Task; +Big Project
Task project:none => Task; +None
Task +1 => Task +1
Task + something => Task + something
2+2 is 4 => 2+2 is 4
Task #two-words #shop => Task; #two-words; #shop
Task tag:a,b => Task; #a; #b
Task -#shop => Task; -#shop
Task tag:-shop => Task; -#shop
Fix #1 => Fix; #1
Task @anna => Task; for anna
Task @home => Task; #@home
Task for @anna => Task; for anna
Task with @anna => Task; with anna
Task @anna @boris => Task; for anna; with boris
Task for:anna => Task; for anna
Task for:none => Task; for None
Sync with @anna fri 10:00-11:00 => Sync; event 2026-11-27T10:00..2026-11-27T11:00; with anna
Sync with:anna,boris fri 10:00-11:00 => Sync; event 2026-11-27T10:00..2026-11-27T11:00; with anna,boris
Learn C# and mail a@b.org => Learn C# and mail a@b.org
Fix type:bug severity:high points:3 => Fix; type bug; severity=high; points=3
Fix type:bug severity:huge => Fix severity:huge; type bug
Fix type:bug public:yes found:2026-11-01 => Fix; type bug; public=True; found=2026-11-01
Fix severity:high => Fix severity:high
Fix type:rocket => Fix type:rocket
Fix foo:bar => Fix foo:bar
Task status:started => Task; status started
Mark the monitor may sat => Mark the monitor may sat
Mark said he may go => Mark said he may go
Call Tom => Call Tom
Call Tom tomorrow => Call Tom; due 2026-11-22
Tom 5pm call => Tom call; due 2026-11-21T17:00
Read War and March => Read War and March
Buy a sun hat => Buy a sun hat
They wed in may => They wed; due 2027-05-01
Write weekly report => Write weekly report
Morning run => Morning run
Good morning => Good morning
Weekend trip plans => Weekend trip plans
1st draft => 1st draft
Take the 2nd floor => Take the 2nd floor
Version 2.5 release => Version 2.5 release
Look at 3 offers => Look offers; due 2026-11-21T15:00
Sow seeds => Sow seeds
Food for 3 days => Food for 3 days
Run 5 km in 30 minutes => Run 5 km; due 2026-11-21T10:30
Write "every day" on the wall => Write "every day" on the wall
Say \tomorrow out loud => Say tomorrow out loud
Pay \#1 and \+Home => Pay #1 and +Home
Foo -- tomorrow +Home #x => Foo tomorrow +Home #x
-- every day => every day
Call Anna tomorrow, then Bob => Call Anna, then Bob; due 2026-11-22
Meeting (tomorrow) about x => Meeting about x; due 2026-11-22
Report - friday => Report; due 2026-11-27
Report: friday => Report; due 2026-11-27
friday: report => report; due 2026-11-27
BUY MILK TOMORROW 18:00 => BUY MILK; due 2026-11-22T18:00
  Buy   milk   tomorrow   18:00   => Buy milk; due 2026-11-22T18:00
discuss friday report monday => discuss friday report; due 2026-11-23
Move the 10:00 meeting to tomorrow 18:00 => Move the 10:00 meeting; due 2026-11-22T18:00
Task !1 !3 => Task !1; !3
Task +Home +Work => Task +Home; +Work
Re-read tomorrow-land => Re-read tomorrow-land
I'm on it => I'm on it
18:00 => ; due 2026-11-21T18:00
tomorrow => ; due 2026-11-22
Task no date => Task; due none
Meet 25:00 => Meet 25:00
Meet 31.02 => Meet 31.02
Meet 2026-02-30 => Meet 2026-02-30
Meet at 9:75 => Meet at 9:75
Ring in 99999999999999 days => Ring in 99999999999999 days
Finish before friday => Finish; due 2026-11-27
Call after 5 may => Call after 5 may
9.12 report => report; due 2026-12-09
remind me in 2 hours to stretch => stretch; remind at 2026-11-21T12:00
remind me tomorrow to pay rent => pay rent; remind at 2026-11-22
Run morning => Run; due 2026-11-22T09:00
Meet john afternoon => Meet john; due 2026-11-21T14:00
Meeting with Bob next tuesday at 3pm => Meeting with Bob; due 2026-12-01T15:00
Lunch with Sam on friday at 12:30 => Lunch with Sam; due 2026-11-27T12:30
Dentist appointment dec 3 at 9am => Dentist appointment; due 2026-12-03T09:00
Doctor on Dec 3rd from 9am to 10am => Doctor; event 2026-12-03T09:00..2026-12-03T10:00
Pick up kids at 3:30 pm every weekday => Pick up kids; due 2026-11-23T15:30; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
Submit taxes by april 15 => Submit taxes; due 2027-04-15
Take out trash every tuesday night => Take out trash; due 2026-11-24T22:00; rec FREQ=WEEKLY;BYDAY=TU
Team meeting every other monday at 10am for 1 hour => Team meeting; event 2026-11-23T10:00..2026-11-23T11:00; rec FREQ=WEEKLY;INTERVAL=2;BYDAY=MO
Review PRs every weekday at 9am and 4pm => Review PRs and 4pm; due 2026-11-23T09:00; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
Water plants every 3 days starting tomorrow => Water plants; due 2026-11-22; rec FREQ=DAILY;INTERVAL=3
Backup daily at 2am => Backup; due 2026-11-22T02:00; rec FREQ=DAILY
Pay credit card on the 5th of every month => Pay credit card; due 2026-12-05; rec FREQ=MONTHLY;BYMONTHDAY=5
Cancel trial in 13 days => Cancel trial; due 2026-12-04
Flight to NYC on 2026-12-20 at 07:15 => Flight to NYC; due 2026-12-20T07:15
Birthday Dec 12 => Birthday; due 2026-12-12
Buy tickets before Monday => Buy tickets; due 2026-11-23
Call the bank first thing tomorrow => Call the bank first thing; due 2026-11-22
Conference dec 5 - dec 7 => Conference; event 2026-12-05..2026-12-07
Trip from dec 20 to jan 3 => Trip; event 2026-12-20..2027-01-03
Standup 9:30am - 9:45am => Standup; event 2026-11-22T09:30..2026-11-22T09:45
Meeting 2pm to 3pm => Meeting; event 2026-11-21T14:00..2026-11-21T15:00
Call 5 to 6pm => Call; event 2026-11-21T17:00..2026-11-21T18:00
Party saturday night => Party; due 2026-11-28T22:00
Work 9 to 5 => Work 9 to 5
Deadline today 23:59 => Deadline; due 2026-11-21T23:59
Read for 20 minutes every night => Read; due 2026-11-21T22:00; est 20m; rec FREQ=DAILY
Every first of the month pay rent => pay rent; due 2026-12-01; rec FREQ=MONTHLY;BYMONTHDAY=1
Every 2 weeks on friday payday => payday; due 2026-11-27; rec FREQ=WEEKLY;INTERVAL=2;BYDAY=FR
Every last friday of the month drinks => drinks; due 2026-11-27; rec FREQ=MONTHLY;BYDAY=-1FR
Twice a week gym => Twice a week gym
Meet at the office at 10 => Meet at the office; due 2026-11-22T10:00
On monday and tuesday => On monday and; due 2026-11-24
See you at 10am or 11am => See you at 10am or; due 2026-11-21T11:00
Buy 2 tickets for 5 pm show => Buy 2 tickets for show; due 2026-11-21T17:00
Second monday of every month board meeting => board meeting; due 2026-12-14; rec FREQ=MONTHLY;BYDAY=2MO
every 1st and 3rd friday sync => sync; due 2026-12-04; rec FREQ=MONTHLY;BYDAY=1FR,3FR
every 15th workday, last workday pay => pay; due 2026-11-30; rec FREQ=MONTHLY;BYSETPOS=15,-1 workdays
annual review => annual review
Plan for tomorrow => Plan; due 2026-11-22
Tomorrow's agenda => Tomorrow's agenda
Do it now => Do it now
ASAP call => ASAP call
in the evening read => read; due 2026-11-21T19:00
this evening movie => movie; due 2026-11-21T19:00
tomorrow 9 call => 9 call; due 2026-11-22
Meet at 3 or 4 => Meet or 4; due 2026-11-21T15:00
Return 2 books tomorrow => Return 2 books; due 2026-11-22
Buy 3 kg of apples => Buy 3 kg of apples
Chapter 5-7 => Chapter 5-7
Read pages 10-12 => Read pages 10-12
Flight 22:40 friday => Flight; due 2026-11-27T22:40
Call 555-12-34 => Call 555-12-34
Ratio 16:9 => Ratio 16:9
Score 3:2 => Score 3:2
Pay $9.99 friday => Pay $9.99; due 2026-11-27
Pay 100.50 tomorrow => Pay 100.50; due 2026-11-22
v2.0 release => v2.0 release
192.168.1.1 => 192.168.1.1
Python 3.11 => Python 3.11
2026 plans => 2026 plans
Meet at 10.30 => Meet; due 2026-11-21T10:30
Task (friday 18:00) => Task; due 2026-11-27T18:00
Task "friday" friday => Task "friday"; due 2026-11-27
Task "unclosed friday => Task "unclosed; due 2026-11-27
it's 5 o'clock => it's; due 2026-11-21T17:00
Task tomorrow. => Task.; due 2026-11-22
Task tomorrow! => Task!; due 2026-11-22
Call at 9, then write => Call, then write; due 2026-11-22T09:00
Meet Anna (tomorrow at 5pm), Bob => Meet Anna, Bob; due 2026-11-22T17:00
Renew passport in march => Renew passport; due 2027-03-01
Renew passport by march => Renew passport; due 2027-03-01
Party next january => Party next january
Sunday roast => roast; due 2026-11-22
Sat nav update => Sat nav update
Sun cream => Sun cream
Wed 10:00 dentist => dentist; due 2026-11-25T10:00
sat 10:00 dentist => dentist; due 2026-11-28T10:00
wed 9 dec dentist => dentist; due 2026-12-09
Fri, 27 nov: dentist => dentist; due 2026-11-27
on mon at 9 and tue => on mon at 9 and; due 2026-11-24
Task in 0 days => Task; due 2026-11-21
Task every 0 days => Task every 0 days
Task in 1000000 years => Task in 1000000 years
Task 29 feb => Task; due 2028-02-29
Task every feb 29 => Task; due 2028-02-29; rec FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29
Task for 5 people => Task for 5 people
Task for 2 days => Task for 2 days
Task +3 apples => Task +3 apples
Task - subtask => Task - subtask
Task -- -- x => Task -- x
Task @5pm => Task @5pm
Task @ home => Task @ home
Task ##x => Task ##x
Task #a #A #b => Task; #a; #b
Task (#x) => Task; #x
Task +Home. => Task.; +Home
Task !1. => Task.; !1
task:foo => task:foo
note: => note:
due: => due:
due:  => due:
due:blah => due:blah
http:// => http://
mailto:a@b.org write => write; link mailto:a@b.org
at => at
every => every
in => in
every day every week => every day; due 2026-11-21; rec FREQ=WEEKLY
weekly monthly => weekly; due 2026-11-21; rec FREQ=MONTHLY
remind => remind
remind me => remind me
remind at 9 => ; remind at 2026-11-22T09:00
"""  # noqa: E501 - one case, one line


def _cases() -> list[tuple[str, str]]:
    """What is typed, and what it comes to."""
    rows = LINES.strip("\n").splitlines()
    return [(typed, meaning) for typed, _, meaning in (row.rpartition(" => ") for row in rows)]


@pytest.mark.parametrize(("typed", "meaning"), _cases())
def test_a_line_means_what_a_person_expects(typed: str, meaning: str) -> None:
    assert summary(parse_line(typed, CONTEXT)) == meaning


def test_every_canonical_line_means_the_same() -> None:
    for typed, meaning in _cases():
        canonical = format_fields(parse_line(typed, CONTEXT), CONTEXT)
        assert summary(parse_line(canonical, CONTEXT)) == meaning, (typed, canonical)


def test_case_yo_and_spaces_change_nothing() -> None:
    for typed, meaning in _cases():
        if typed.strip() != typed or any(mark in typed for mark in _KEPT_AS_TYPED):
            continue
        for variant in (typed.upper(), typed.replace("ё", "е"), typed.replace(" ", "   ") + " "):
            assert _folded(summary(parse_line(variant, CONTEXT))) == _folded(meaning), variant


_KEPT_AS_TYPED = (":/", "FREQ", "note:")
"""Addresses, rules and notes are kept as they were typed."""


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
