"""Calling other machines: who we are to them, how long we wait, and what never shows."""
