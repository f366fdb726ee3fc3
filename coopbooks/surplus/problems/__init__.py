"""What is wrong with the rules of a surplus, before any year is shared."""
