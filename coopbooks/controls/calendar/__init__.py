"""The days by which something is to be done, from everything that a book says."""
