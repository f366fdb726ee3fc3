"""Reading files as their senders made them: workbooks and CSV files into rows."""
