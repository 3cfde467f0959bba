"""The form: every field of a task, each with its text, what that means, and what is wrong with it."""
