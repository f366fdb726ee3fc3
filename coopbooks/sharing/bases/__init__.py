"""What counts: revenue, surplus, dues, heads, hours, another share."""
