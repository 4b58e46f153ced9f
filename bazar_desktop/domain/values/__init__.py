"""What a value of the journal may be: kinds of values, shapes of JSON, and the members of a change."""
