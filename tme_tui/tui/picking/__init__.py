"""Choosing one or several out of many by typing a part of their names."""
