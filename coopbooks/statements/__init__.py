"""Statements: income, balance sheet, cash flow, trial balance and general ledger."""
