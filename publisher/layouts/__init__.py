"""Ways in which pages and exports lay a matter out, each of them seen in more than one place."""
