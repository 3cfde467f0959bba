"""Setting up a messenger step by step: what to do there, its token, a code that links it, a test message."""
