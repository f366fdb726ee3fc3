"""Checks that bean-check and Fava run; they change no entry."""
