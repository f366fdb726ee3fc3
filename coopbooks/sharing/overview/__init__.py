"""The figures of sharing for reports and pages."""
