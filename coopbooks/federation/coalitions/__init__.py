"""Campaigns that several bodies carry together: in which parts, and who pays whom."""
