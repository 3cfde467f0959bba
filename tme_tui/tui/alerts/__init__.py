"""Reminders on the screen: the pop-up, what was missed, peace for a while, and the panel of services."""
