"""What was charged and paid, and how members stand by it."""
