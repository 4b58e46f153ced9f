"""Packages for other laptops and the office: format, signature, encryption, receipts."""
