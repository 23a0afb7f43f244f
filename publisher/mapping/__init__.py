"""The bridge: what minutes say becomes JSON-LD records. Only here do both sides meet."""
