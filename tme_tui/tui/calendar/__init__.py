"""The tab with the calendar: month, week, day, agenda and year."""
