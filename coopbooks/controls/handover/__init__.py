"""What a new treasurer has to know of a book on the day they take it over."""
