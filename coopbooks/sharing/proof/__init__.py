"""Both sides compared: what one owes and the other expects."""
