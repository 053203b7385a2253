"""How fast it is, measured in a real browser. Run with `make bench`; never part of the tests."""
