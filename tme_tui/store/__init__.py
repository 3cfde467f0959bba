"""What is remembered: tables, transactions, the journal, search, backups."""
