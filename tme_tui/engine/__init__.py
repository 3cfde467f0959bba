"""What can be done: one method per use case, each one transaction and one undo step."""
