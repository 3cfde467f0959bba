"""What takes time: done by threads, asked for in questions, answered in messages."""
