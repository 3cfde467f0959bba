"""How the program is set up: one typed, frozen object from defaults, YAML, `.env` and the environment."""
