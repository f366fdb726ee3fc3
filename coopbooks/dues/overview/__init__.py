"""Dues at a glance, for reports."""
