"""What the reader sees: one thin module per page."""
