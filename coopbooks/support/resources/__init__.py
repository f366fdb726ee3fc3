"""What is promised, asked for and delivered, in quantities and in stated value."""
