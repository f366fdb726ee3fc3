"""Shares into the book: charged, settled, and the mirror for the other book."""
