# Makes censored_survival.csv: the log-normal fits of censored_offers.csv by survreg of R's package survival.
#
# Run by hand: Rscript tests/pay/reference/make_censored_survival.R (Debian: r-base-core, r-cran-survival).
# survreg reports ln(scale), and the covariance of (intercept, ln(scale)) from the observed information.
suppressMessages(library(survival))

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
offers <- read.csv(file.path(here, "censored_offers.csv"))
tool <- sprintf("R %s.%s, survival %s, survreg(type = 'interval2', dist = 'lognormal')",
                R.version$major, R.version$minor, packageVersion("survival"))
found <- lapply(split(offers, offers$set), function(one) {
  fit <- survreg(Surv(one$low, one$high, type = "interval2") ~ 1, dist = "lognormal",
                 control = survreg.control(rel.tolerance = 1e-14, maxiter = 200))
  log_quantile <- fit$coefficients + qnorm(c(.1, .5, .9)) * fit$scale
  slope <- cbind(1, qnorm(c(.1, .5, .9)) * fit$scale)
  errors <- sqrt(rowSums((slope %*% fit$var) * slope))
  data.frame(tool = tool, set = one$set[1], mu = fit$coefficients, sigma = fit$scale,
             var_mu = fit$var[1, 1], cov = fit$var[1, 2], var_log_sigma = fit$var[2, 2],
             p10 = exp(log_quantile[1]), p50 = exp(log_quantile[2]), p90 = exp(log_quantile[3]),
             p10_error = errors[1], p50_error = errors[2], p90_error = errors[3])
})
table <- do.call(rbind, found)
is_number <- sapply(table, is.numeric)
table[is_number] <- lapply(table[is_number], function(column) sprintf("%.10g", column))
write.csv(table, file.path(here, "censored_survival.csv"), row.names = FALSE, quote = 1:2)
