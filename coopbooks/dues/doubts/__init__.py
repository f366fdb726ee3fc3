"""Dues that are not expected any more: put aside, or written off."""
