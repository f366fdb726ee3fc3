"""What is wrong with what a book says about dues, as far as it can be seen at once."""
