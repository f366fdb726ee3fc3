"""What more than one test needs: goldens, office programs, skips."""
