"""When things happen: the clock of a process, the dispatcher of reminders, ears for answers, their keeper.

The same code runs in the process of the screen and in `tme run`. The base is the truth: everything here can
be killed at any moment, and another process goes on where it stopped.
"""
