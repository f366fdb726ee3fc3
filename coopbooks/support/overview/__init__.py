"""The figures of support for reports and pages."""
