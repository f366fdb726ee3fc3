"""What belongs to each member, lot by lot, and what becomes of it."""
