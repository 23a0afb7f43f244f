"""Bytes in, text with positions out; nothing here knows a municipality."""
