"""Charges as entries of the book: only what it lacks, and what is paid ahead."""
