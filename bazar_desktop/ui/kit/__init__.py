"""The widgets that every page is made of; each module holds one kind."""
