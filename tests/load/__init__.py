"""Many readers at once, each a websocket of its own, while somebody loads."""
