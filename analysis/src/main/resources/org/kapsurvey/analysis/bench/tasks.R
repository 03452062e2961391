# What the benchmark's tasks cost in R: our own few calls of base R and its survey package on the same file.
# Prints "versions R survey", and "task rows seconds" for each; the table has standard errors alone, raking stops by the package's own rule.
suppressPackageStartupMessages(library(survey))
cat("versions", as.character(getRversion()), packageDescription("survey")$Version, "\n")
timed <- function(task, expression) {
  seconds <- system.time(expression)[["elapsed"]]
  cat(task, nrow(data), format(seconds, nsmall = 3), "\n")
}
reading <- system.time(data <- read.csv(commandArgs(trailingOnly = TRUE)[1]))[["elapsed"]]
cat("read", nrow(data), format(reading, nsmall = 3), "\n")

timed("derive", within(data, {
  v0 <- ifelse(age < 25, 1, 0)
  v1 <- ifelse(age >= 25 & age < 50, 1, 0)
  v2 <- k01 + k02 + k03 + k04 + k05
  v3 <- ifelse(k01 == 1 & k02 == 1 & k03 == 1, 1, 0)
  v4 <- ifelse(k10 == 1 | k11 == 1, 1, 0)
  v5 <- hours * 52 / 12
  v6 <- ifelse(g02 == "a", 1, 0)
  v7 <- ifelse(g01 == 1 & !(g04 == "b"), 1, 0)
  v8 <- ifelse(is.na(hours), age, hours)
  v9 <- (age - 15) / 60 * k20
}))

timed("table", {
  sample <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = data)
  for (grouping in sprintf("g%02d", 1:12)) {
    svyby(reformulate(sprintf("k%02d", 1:40)), reformulate(grouping), sample, svymean)
  }
})

timed("rake", {
  sample <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = data)
  margins <- sprintf("g%02d", 1:4)
  totals <- lapply(margins, function(margin) {
    levels <- sort(unique(data[[margin]]))
    shares <- 10 + seq_along(levels) - 1
    setNames(data.frame(levels, 9e8 * shares / sum(shares)), c(margin, "Freq"))
  })
  rake(sample, lapply(margins, reformulate), totals)
})
