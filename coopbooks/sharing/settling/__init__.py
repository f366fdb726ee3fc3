"""Settling shares: what is paid by setting off, what with money, and the mirror."""
