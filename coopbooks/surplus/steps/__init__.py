"""From the result to members, step by step."""
