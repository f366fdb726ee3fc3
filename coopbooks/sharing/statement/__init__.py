"""A statement that the other side can work out again by itself."""
