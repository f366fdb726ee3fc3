"""From roster, schedules and measures to what everybody owes for a period."""
