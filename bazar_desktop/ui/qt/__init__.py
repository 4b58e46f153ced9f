"""What Qt and PySide need before the first window."""
