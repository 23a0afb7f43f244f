"""The datasets as data portals that run on CKAN take them: harvested, or sent by us (D-037)."""
