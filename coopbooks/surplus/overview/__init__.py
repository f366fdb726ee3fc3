"""The figures of surplus and capital for reports and pages."""
