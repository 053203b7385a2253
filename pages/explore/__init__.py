"""Pages of the explore section."""
