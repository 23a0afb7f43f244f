"""The site: records and listings become documents; nothing here knows minutes."""
