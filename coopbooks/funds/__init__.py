"""Money kept for a purpose: restricted, set aside by vote, campaigns, budgets."""
