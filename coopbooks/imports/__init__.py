"""Spreadsheets in: sheets -> rows -> fates -> proposed entries."""
