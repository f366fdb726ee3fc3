"""Books from others: looked at as text, before anything of them is loaded."""
