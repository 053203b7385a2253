"""What it means: pure functions on arrays and frames."""
