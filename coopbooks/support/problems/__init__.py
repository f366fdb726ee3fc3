"""What is wrong with the terms of support, before any is given."""
