"""Whole meetings: front page, attendance, and where each of their items begins and ends."""
