"""A build: from folders of minutes to a published, proven site, touching only what changed."""
