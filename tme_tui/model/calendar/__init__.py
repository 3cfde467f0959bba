"""What a calendar looks like, whoever draws it: how full days are, rows of hours, lanes side by side."""
