"""Each body's book by itself: what is needed of it to look at all together."""
