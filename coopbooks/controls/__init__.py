"""What is checked beyond what the language itself asks for."""
