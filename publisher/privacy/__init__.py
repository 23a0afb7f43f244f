"""Between reading and mapping: nothing private passes this line."""
