"""Files for people and programs: CSV, workbooks, data packages."""
