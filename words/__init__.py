"""What it is called: one file of words per language."""
