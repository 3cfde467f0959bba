"""Where a reminder goes: one module or package for each way to reach people, each with a `MAKER`.

A channel is given values, sends what it is told to send, and says what became of it in the words of
`tme_tui.model.delivery`. It knows nothing of tasks, bases and times, and imports its library when it is made.
"""
