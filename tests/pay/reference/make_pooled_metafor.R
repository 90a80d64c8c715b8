# Makes pooled_metafor.csv: the groups of pooled_groups.csv pooled by metafor (DerSimonian & Laird) on the log
# scale, every group with the variance within that is pooled over all of them.
#
# Run by hand: Rscript tests/pay/reference/make_pooled_metafor.R (Debian: r-base-core, r-cran-metafor).
suppressMessages(library(metafor))

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
figures <- read.csv(file.path(here, "pooled_groups.csv"))
tool <- sprintf("R %s.%s, metafor %s, rma(method = 'DL') and blup()",
                R.version$major, R.version$minor, packageVersion("metafor"))
found <- lapply(split(figures, figures$set), function(one) {
  logs <- split(log(one$figure), one$group)
  n <- sapply(logs, length)
  within <- sum(sapply(logs, function(group) sum((group - mean(group))^2))) / (sum(n) - length(n))
  fit <- rma(yi = sapply(logs, mean), vi = within / n, method = "DL")
  data.frame(tool = tool, set = one$set[1], group = names(logs), within = within, mu = c(fit$beta),
             mu_error = fit$se, tau2 = fit$tau2, q = fit$QE, i2 = fit$I2 / 100,
             weight = c(weights(fit)) / 100, shrunken = blup(fit)$pred)
})
table <- do.call(rbind, found)
is_number <- sapply(table, is.numeric)
table[is_number] <- lapply(table[is_number], function(column) sprintf("%.12g", column))
write.csv(table, file.path(here, "pooled_metafor.csv"), row.names = FALSE, quote = 1:3)
