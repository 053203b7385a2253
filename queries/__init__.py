"""What we ask: one question per .sql file."""
