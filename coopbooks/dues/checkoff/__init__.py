"""What employers take from pay: expected, listed, deposited, and owed by them."""
