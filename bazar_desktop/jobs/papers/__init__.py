"""The papers and files of a day, drawn and written."""
