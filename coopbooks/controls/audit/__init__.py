"""What trustees look at when they audit a year: one module for each worksheet."""
