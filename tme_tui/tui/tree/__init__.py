"""The tab with trees: subtasks, dependencies, and their graph."""
