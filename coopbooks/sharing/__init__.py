"""Agreements between bodies: what one shares with another."""
