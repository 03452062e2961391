# What the benchmark's table costs in R: our own few calls of its survey package on the same file.
# Prints "table rows seconds" for making the design and the proportions with standard errors; reading is not counted.
suppressPackageStartupMessages(library(survey))
data <- read.csv(commandArgs(trailingOnly = TRUE)[1])
items <- reformulate(sprintf("k%02d", 1:40))
seconds <- system.time({
  sample <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = data)
  for (grouping in sprintf("g%02d", 1:12)) {
    svyby(items, reformulate(grouping), sample, svymean)
  }
})[["elapsed"]]
cat("table", nrow(data), seconds, "\n")
