"""Every body's own books, added up without counting twice."""
