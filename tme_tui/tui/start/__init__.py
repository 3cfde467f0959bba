"""How the screen opens: the last picture or a sketch of it, before there is anything that could draw it."""
