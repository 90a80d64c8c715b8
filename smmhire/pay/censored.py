"""A log-normal distribution of offers of which only ends are known: 'from 60,000', 'up to 90,000', a band.

It is a model of what is offered, not of what is paid: a band tells where an employer means to end up, and
nobody says where they did. A salary stated as one figure is an offer of exactly that. The formulas stand in
`censored_likelihood.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.censored_likelihood import Curve, Offers, best_at, climb, gathered
from smmhire.pay.quantiles import CONFIDENCE
from smmhire.pay.reasons import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_OFFERS = 10  # for a fit: from fewer, two parameters say more of the model than of the offers
LARGE = 400  # offers from which the interval is the simple one: there both covered 95 % and agreed to 1 %
NEAR = 1e-7  # how exactly the end of an interval is searched, on the scale of logarithms
FAR = 50.0  # standard deviations from the estimate: an end that is not found so far out is not estimable


@dataclass(frozen=True, slots=True)
class LogNormalFit:
    """The log-normal distribution of offers that makes the given ones likeliest.

    `mu`, `sigma`: of the natural logarithm of money; `mu_error` and `sigma_error` their standard errors,
    `covariance` (2, 2) that of (mu, ln sigma), all from the observed information. `n_exact` offers state one
    figure, `n_interval` both ends, `n_below` only the upper ('up to') and `n_above` only the lower ('from').
    `converged` is False where Newton's steps did not end; then no figure is to be shown.
    """

    mu: float
    sigma: float
    mu_error: float
    sigma_error: float
    covariance: tuple[tuple[float, float], tuple[float, float]]
    log_likelihood: float
    n_exact: int
    n_interval: int
    n_below: int
    n_above: int
    converged: bool
    _offers: Offers = field(repr=False, compare=False)

    @property
    def n(self) -> int:
        """All offers."""
        return self.n_exact + self.n_interval + self.n_below + self.n_above

    def quantile(self, p: float) -> tuple[float, float | None, float | None]:
        """The quantile `p` (0 < p < 1) of offers with its 95 % interval; None for a side not estimable.

        From `LARGE` offers on the interval is exp(ln q ± 1.96 errors). With fewer that one covers too seldom
        (at 10 offers in 82 to 92 % of simulations): there it holds all values that a likelihood ratio does
        not rule out, with the limit at which the interval of the median of n exact figures is Student's (93
        to 97 % for figures, bands, 40 and 80 % of one-sided offers, 10 to 200 of them).
        Raises ValueError for a `p` outside 0..1.
        """
        from scipy.special import ndtri

        if not 0 < p < 1:
            raise ValueError(f"probability {p} is not between 0 and 1")
        z = float(ndtri(p))
        log_value = self.mu + z * self.sigma
        if self.n >= LARGE:
            half = float(ndtri((1 + CONFIDENCE) / 2)) * self._log_error(z)
            ends = (log_value - half, log_value + half)
        else:
            ends = (self._end(z, -1), self._end(z, 1))
        low, high = (None if end is None else float(np.exp(end)) for end in ends)
        return float(np.exp(log_value)), low, high

    def _log_error(self, z: float) -> float:
        """The standard error of mu + z sigma, by the delta method."""
        slope = np.array([1.0, z * self.sigma])
        return float(np.sqrt(slope @ np.array(self.covariance) @ slope))

    def _end(self, z: float, side: int) -> float | None:
        """Where, on one `side` of the log quantile, the likelihood has fallen to the limit; None: nowhere."""
        at_best = self.mu - self._offers.middle + z * self.sigma
        limit, rate = _limit(self.n), 1 / self.sigma

        def root(distance: float) -> float:
            """The signed root of the likelihood ratio that far from the estimate: nearly a straight line."""
            nonlocal rate
            value, rate = best_at(self._offers, at_best + side * distance, z, rate)
            return float(np.sqrt(max(0.0, 2 * (self.log_likelihood - value))))

        inner, inner_root = 0.0, 0.0
        outer = self._log_error(z) * limit
        farthest = FAR * max(self.sigma, outer)
        while (outer_root := root(outer)) < limit:
            inner, inner_root = outer, outer_root
            outer *= 1.5
            if outer > farthest:
                return None
        while outer - inner > NEAR * outer:
            share = (limit - inner_root) / (outer_root - inner_root)
            between = inner + (outer - inner) * min(max(share, 0.02), 0.98)
            found = root(between)
            if abs(found - limit) < NEAR:
                return self._offers.middle + at_best + side * between
            if found > limit:
                outer, outer_root = between, found
            else:
                inner, inner_root = between, found
        return self._offers.middle + at_best + side * outer


def fit_log_normal(low: NDArray[np.float64], high: NDArray[np.float64]) -> LogNormalFit | None:
    """The fit of offers `low` to `high` (n,), money above 0 in one unit; None where there is none.

    NaN in `high`: 'from', NaN in `low`: 'up to', both equal: one figure; a `low` of 0 is no lower end.
    `reason_without_fit` says why there is none. Raises ValueError for an end that is infinite or below 0, a
    `high` of 0 or below its `low`, and an offer without any end.
    """
    if reason_without_fit(low, high) is not None:
        return None
    offers = gathered(low, high)
    at, curve, converged = climb(offers)
    return _fit_at(offers, at, curve, _kinds(low, high), converged)


def reason_without_fit(low: NDArray[np.float64], high: NDArray[np.float64]) -> Reason | None:
    """Why these offers have no fit; None where they have one. Raises ValueError as `fit_log_normal` does."""
    _check(low, high)
    n_exact, n_interval, n_below, n_above = _kinds(low, high)
    n = n_exact + n_interval + n_below + n_above
    if n < MIN_OFFERS:
        return Reason.of("too_few_figures", n=n, needed=MIN_OFFERS)
    if n_exact + n_interval == 0:
        return Reason.of("offers_one_sided", n=n)
    # Some figure lies within all offers: the narrowest distribution around it is the likeliest.
    if float(np.nanmax(low)) <= float(np.nanmin(high)):
        return Reason.of("offers_no_spread")
    return None


def _check(low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    if low.shape != high.shape or low.ndim != 1:
        raise ValueError(f"{low.shape} lower and {high.shape} upper ends do not belong together")
    for name, end, wrong in (("low", low, low < 0), ("high", high, high <= 0)):
        bad = np.isinf(end) | wrong
        if np.any(bad):
            raise ValueError(f"{name} end {end[bad][0]} is no amount of money")
    upside_down = low > high
    if np.any(upside_down):
        raise ValueError(f"an offer from {low[upside_down][0]} to {high[upside_down][0]} is upside down")
    empty = np.isnan(high) & ~(low > 0)
    if np.any(empty):
        raise ValueError(f"an offer from {low[empty][0]} to nan has no end")


def _kinds(low: NDArray[np.float64], high: NDArray[np.float64]) -> tuple[int, int, int, int]:
    """How many offers are exact, have both ends, only the upper, only the lower."""
    exact, above, below = low == high, np.isnan(high), ~(low > 0)
    return (
        int(exact.sum()),
        int((~exact & ~above & ~below).sum()),
        int(below.sum()),
        int(above.sum()),
    )


@lru_cache(maxsize=1024)
def _limit(n: int) -> float:
    """The signed root of the likelihood ratio at the ends of the interval: 1.96 for many offers.

    For n exact figures the ratio at Student's ends of the median is exp(n/2 · ln(1 + t²/(n − 1))).
    """
    from scipy.special import stdtrit

    t = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2))
    return float(np.sqrt(n * np.log1p(t * t / (n - 1))))


def _fit_at(
    offers: Offers,
    at: NDArray[np.float64],
    curve: Curve,
    kinds: tuple[int, int, int, int],
    converged: bool,
) -> LogNormalFit:
    """The fit at (ν, λ), its errors turned into those of (mu, ln sigma)."""
    nu, rate = float(at[0]), float(at[1])
    # d(ν, λ) / d(mu, ln sigma); at the maximum the slope is 0 and the curvature turns by it alone.
    turned = np.array([[rate, -nu], [0.0, -rate]])
    covariance = np.linalg.inv(turned.T @ -curve.curvature @ turned)
    sigma = 1 / rate
    (v_mu, v_both), (_same, v_log_sigma) = covariance.tolist()
    return LogNormalFit(
        mu=offers.middle + nu / rate,
        sigma=sigma,
        mu_error=float(np.sqrt(v_mu)),
        sigma_error=sigma * float(np.sqrt(v_log_sigma)),
        covariance=((v_mu, v_both), (v_both, v_log_sigma)),
        log_likelihood=curve.value,
        n_exact=kinds[0],
        n_interval=kinds[1],
        n_below=kinds[2],
        n_above=kinds[3],
        converged=converged,
        _offers=offers,
    )
