"""Pages of the manage section."""
