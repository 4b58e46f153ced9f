"""What an officer types as omzet: cells, slips and their codes."""
