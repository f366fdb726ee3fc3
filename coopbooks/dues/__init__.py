"""Union dues: what each member owes, and whether they stand."""
