"""Full-text search of a site: what is indexed, by what base forms, and the page that asks."""
