"""The pane with all about one task."""
