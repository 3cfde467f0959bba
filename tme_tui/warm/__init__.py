"""Commands answered by a program that runs already: where to find it, how to ask it, how to start it.

Only what a bare interpreter has is imported on the asking side, since its start is all that a person waits
for; the commands themselves are run by `tme_tui.cli.serving`, in a process of their own.
"""
