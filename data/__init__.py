"""Where it comes from: facts, log, snapshots."""
