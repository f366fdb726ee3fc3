"""How it is written what members owe, and what becomes of it."""
