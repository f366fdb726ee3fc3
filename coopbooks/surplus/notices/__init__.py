"""What is told to members and reported: notices, forms, deadlines."""
