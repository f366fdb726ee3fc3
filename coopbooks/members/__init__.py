"""Who belongs, in what standing, and since when."""
