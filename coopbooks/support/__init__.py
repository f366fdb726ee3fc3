"""What bodies do for one another: resources, loans, help in times of need."""
