"""The history on the screen: what was done, by whom, from where, and undoing back to a point."""
