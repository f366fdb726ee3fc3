"""Loans between bodies: their schedules, in both books."""
