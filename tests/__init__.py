"""The tests, one file for each module they test."""
