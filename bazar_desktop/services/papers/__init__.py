"""What was printed, photographed and told of a day."""
