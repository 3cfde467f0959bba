"""The one line in which things are typed: what is shown around it, and what it means."""
