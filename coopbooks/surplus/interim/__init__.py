"""Stands in for year and steps until they are done."""
