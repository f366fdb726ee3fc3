"""What is owed up to parents."""
