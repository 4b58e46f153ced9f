"""The commands: a thin face over jobs and services, one file a subject."""
