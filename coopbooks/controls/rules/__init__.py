"""What is looked at in a book: a rule for each kind of finding, with its code."""
