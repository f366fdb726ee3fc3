"""How it is written how a surplus is shared, and what becomes of members' capital."""
