"""What a year's book gives to share: its result by source, and who worked how much."""
