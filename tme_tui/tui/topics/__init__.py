"""What the main screen can do, a topic in each module; `main_screen` puts them together on `ground`."""
