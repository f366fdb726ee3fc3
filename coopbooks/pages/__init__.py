"""What Fava shows beyond its own pages."""
