"""The list of tasks, from its lines to the mouse on them; `task_list` puts it together."""
