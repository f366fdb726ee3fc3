"""What every subject stands on: money, periods, directives, the book, the journal."""
