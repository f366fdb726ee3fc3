"""Page one: what a member reads first, in plain words."""
