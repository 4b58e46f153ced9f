"""What an officer can do: one file a subject, one function an action."""
