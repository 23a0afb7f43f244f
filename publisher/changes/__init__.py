"""What changed, and when: one log, and the feeds that are written from it (D-038)."""
