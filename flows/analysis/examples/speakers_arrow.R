# Which people are quoted most, and under which role? With R and its arrow package.
# Run: Rscript speakers_arrow.R [output folder]

library(arrow, warn.conflicts = FALSE)
library(dplyr, warn.conflicts = FALSE)

arguments <- commandArgs(trailingOnly = TRUE)
output <- if (length(arguments) > 0) arguments[[1]] else "output"

# Followed once: what is read below is one published state.
state <- normalizePath(file.path(output, "current"), mustWork = TRUE)

quotes <- open_dataset(file.path(state, "quotes"), partitioning = hive_partition(month = utf8()))
actors <- open_dataset(file.path(state, "actors"), partitioning = hive_partition(month = utf8()))

people <- actors |>
  filter(type == "person") |>
  select(article_id, speaker_actor_id = actor_id, name, role)

quotes |>
  filter(kind %in% c("direct", "partial")) |>
  select(article_id, speaker_actor_id) |>
  inner_join(people, by = c("article_id", "speaker_actor_id")) |>
  group_by(speaker_actor_id, name, role) |>
  summarise(quotes = n()) |>
  collect() |>
  ungroup() |>
  arrange(desc(quotes), name) |>
  head(20) |>
  print(n = 20)
