"""Who stands in which booth: hard rules, soft rules with weights, the proof where it cannot be, the search."""
