"""A proposal into the book: with a decision that carries its code."""
