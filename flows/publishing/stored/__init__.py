"""An output in a store: the same files as in a folder, published by a pointer.

    s3://bucket/news/
      LATEST                          which generation is published: where readers start
      generations/00000007-1f9c02ab/manifest.json, datapackage.json
      generations/00000007-1f9c02ab/quotes/month=2024-03/part-01-3fa9c1d2b4e5.parquet
      .state/lock                     who is running
      .state/objects/<hash>           ledger and what else a later run counts on

A run works on a copy of the output in a local folder, by the very code that publishes folders, so
that both give the same bytes. The copy is brought up to the store's state first (only what is
missing comes down), and the new generation goes up before the pointer is written. What did not
change is copied within the store, so that every generation is whole and a plain glob below it is
exact. All that is ever rewritten are `LATEST` and the lock, and both only on the condition that
they still are as the writer read them.

pointer   `LATEST`
lock      one run at a time, with signs of life, so that a dead run is told from a slow one
copies    the store's state as a local folder: to work on, to read, to verify
state     ledger and caches in the store
sending   a new generation to the store, and away with old ones
output    all of it: `open_stored_output`
"""
