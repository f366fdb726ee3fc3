"""Contributed against received, in money and in kind."""
