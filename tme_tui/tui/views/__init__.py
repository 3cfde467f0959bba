"""The pane of views: its lines, their counts, and what is dropped on them."""
