"""From what counts to what is due, step by step."""
