"""Whether anything private stands in what a build has made: when asked, and before publishing."""
