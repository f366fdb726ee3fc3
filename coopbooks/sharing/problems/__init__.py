"""What is wrong with agreements, before any share is counted."""
