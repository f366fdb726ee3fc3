"""How it is written what bodies share with one another, and what changes that."""
