"""Stamps that delegates sell."""
