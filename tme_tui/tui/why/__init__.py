"""`W`: why a task is where it is."""
