"""Questions to the published tables: ready views, queries, exports, and their description.

Everything here only reads one published state. DuckDB does the work; it is set up in
`flows.analysis.session` so that a query reaches the dataset and nothing else on the machine.
"""
