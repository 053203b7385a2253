"""Pages of the decide section."""
