"""What an officer can do: one folder a subject, one function an action."""
