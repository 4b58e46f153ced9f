"""What a seal proves: totals and the code over them."""
