"""The register: vendors, their documents, search, and who is the same person."""
