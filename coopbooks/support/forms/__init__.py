"""How it is written what a body provides, lends, and pays in times of need."""
