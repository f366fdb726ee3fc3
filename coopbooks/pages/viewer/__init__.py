"""Fava for a committee: what may be asked of it, and nothing else."""
