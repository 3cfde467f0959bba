"""Commands done for others: a process that has everything loaded and lends a copy of itself to each.

`tme_tui.warm` says how others find it. A copy has the streams, the folder and the environment of the one who
asked and is otherwise a process of its own: nothing that a command does reaches the next one.
"""
