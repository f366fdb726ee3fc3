"""Worker co-ops: how a surplus is shared."""
