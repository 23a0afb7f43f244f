"""The configuration by which a web server answers as `pykala serve` does (D-029)."""
