"""Tables put together for people, as text, CSV, workbook and page."""
