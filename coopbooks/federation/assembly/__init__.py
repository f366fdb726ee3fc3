"""What the assembly looks at: bodies side by side, and nobody found out."""
