"""The meeting's workbook: a proposal in which people try other percentages out."""
