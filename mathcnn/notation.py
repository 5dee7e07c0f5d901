"""The one table of printed letters, units and conventions. A name in code is a letter on the page."""

LETTERS = {
    "ceil_mode": r"\text{ceil}", "count_include_pad": r"\text{padding counts}", "divisor_override": r"\Delta", "axis": r"\text{axis}",
    "running_correction": r"\text{correction}^{\circ}", "correction": r"\text{correction}", "training": r"\text{training}",
    "stride": "s", "dilation": "d", "groups": "G", "kernel_size": "k", "padding": "p", "output_padding": "a",
    "alpha": r"\alpha", "beta": r"\beta", "gamma": r"\gamma", "eps": r"\varepsilon", "theta": r"\theta",
    "mean": r"\mu", "var": r"\sigma^2", "momentum": r"\eta", "running_mean": r"\mu^{\circ}", "running_var": r"\sigma^{2\,\circ}",
    "joint": "p", "count": "|R|", "divisor": r"\Delta", "delta": r"\delta",
    "base": "b", "parts": "h", "channel": "c", "counts": "c", "slope": "a", "intercept": "b", "prediction": r"\hat{y}", "target": "y",
    "coefficient": "a", "table": "T", "rejection": r"\rho", "velocity": "v", "gradient": "g", "weight": "w", "decay": r"\delta",
    "peak": r"\lambda_{\max}", "warmup": "W", "steps": "T", "step": "t", "eta": r"\lambda_t", "updated": r"\text{updated}",
    "bias": r"\kappa", "convolved": "(f * g)", "loss": r"\mathcal{L}", "rate": r"\lambda", "flip": r"\text{flip}", "row": "p_X", "col": "p_Y",
}  # fmt: skip

UNITS = {
    "information": "bits (base = 2), nats (base = e)",
    "geometry": "pixels, for sizes; a multiply-add counts once",
}

CONVENTIONS = (
    "arrays are (N, C, *space), weights (O, C/groups, *kernel); space has 1 to 3 axes",
    "indices start at 0; the row index comes first, so x grows along columns and y along rows",
    "what lies outside an array takes no part: a sum or a maximum skips it; a sum of nothing is 0, a maximum minus infinity",
    "a maximum passes NaN on, and so does a sum; a NaN reaches exactly the results whose window holds it",
    "0 log 0 = 0; a conditional probability given an event of probability 0 is NaN",
    "integers are computed as int64 where the statement keeps them whole, and are refused where they might wrap around",
)
