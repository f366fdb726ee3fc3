"""A shared surplus as entries of the book, with the decision that it rests on."""
