"""`?`: which keys count here."""
