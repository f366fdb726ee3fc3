"""Strike pay, hardship, solidarity: who is entitled, to how much, and what is left."""
