"""The version of the public table contract."""

# Raised whenever a column is added, renamed, retyped or given another meaning. An output of an
# older version is rebuilt by the next run, one of a newer version is refused untouched.
SCHEMA_VERSION = 3
