"""How far a network's computed loss gradient can lie from the exact one: running error analysis, entry by entry.

Beside each computed array goes one of bounds. A sum of n products, in any order, of which the factors are known within
e_x and e_w, lies within |w| e_x + e_w |x| + e_w e_x + gamma(n + 1) times the sum of |w x| + |b| of the exact one
(Higham 2002, sections 3.1 and 3.3); the statements themselves compute these sums, on absolute values. The gradient of a
layer is a sum of products, too. Where the sign of an argument of a rectified linear unit is in doubt, its gradient is,
too: then its bound is all that may come through. Terms of second order are covered by a factor of 1 + 2^-10 at the end,
since every bound is below 2^-10 of what it is about, which is checked.
"""

import numpy as np

from mathcnn import activation, classic, layers, pooling
from mathcnn.classic.rejecting_loss import as_logits

SLACK = 1 + 2.0**-10


class Running:
    """The computed gradient of a network's loss with a bound on its error, for arithmetic of unit roundoff u."""

    def __init__(self, network, x, t, u):
        self.network, self.u = network, u
        self.theta = {name: p.astype(float) for name, p in network.parameters.items()}
        self.value, self.error = [np.asarray(x, float)], [np.zeros(x.shape)]
        self.stack = [
            (layer, {**step.given})
            for layer, step in zip(network.training.layers, network.training._steps, strict=True)
        ]
        for layer, given in self.stack:
            given.update({a: np.asarray(given[a], float) for a in layer.formula.arrays[1:] if given.get(a) is not None})
            y, e = self.forwards(layer.formula, given, self.value[-1], self.error[-1])
            self.value.append(y)
            self.error.append(e)
        d, e = self.loss_gradient(t)
        self.gradient, self.bound = {}, {}
        for k in range(len(self.stack) - 1, -1, -1):
            layer, given = self.stack[k]
            d, e = self.backwards(layer, given, self.value[k], self.error[k], d, e)

    def gamma(self, n):
        return n * self.u / (1 - n * self.u)

    # ------------------------------------------------------------ forwards

    def forwards(self, of, given, x, e):
        y = of.fn(x, **given)
        size = {a: np.abs(v) if isinstance(v, np.ndarray) else v for a, v in given.items()}
        still = {**given, "b": None} if "b" in given else given
        match of:
            case layers.conv | classic.conv_by_table | layers.linear:
                terms = given["w"][0].size + 2
                return y, of.fn(e, **{**size, "b": None}) + self.gamma(terms) * of.fn(np.abs(x), **size)
            case classic.subsample:
                none = {**size, "b": np.zeros_like(size["b"])}
                return y, of.fn(e, **none) + self.gamma(int(np.prod(given["kernel_size"])) + 2) * of.fn(
                    np.abs(x), **size
                )
            case pooling.avg_pool:
                return y, of.fn(e, **still) + self.gamma(int(np.prod(given["kernel_size"])) + 2) * of.fn(
                    np.abs(x), **still
                )
            case activation.relu:
                return y, e
            case (
                activation.scaled_tanh
            ):  # its slope is at most 1.7159 * 2/3; tanh within 4 ulp, the product and the argument one each
                return y, 1.7159 * 2 / 3 * (e + 2 * self.u * np.abs(x)) + 12 * self.u * np.abs(y)
            case layers.flatten:
                return y, of.fn(e)
            case classic.euclidean_rbf:
                apart = np.abs(x[:, None] - given["w"])
                return y, (2 * apart * e[:, None]).sum(-1) + self.gamma(x.shape[1] + 4) * y
        raise NotImplementedError(of.name)

    # ------------------------------------------------------------ backwards

    def loss_gradient(self, t):
        """Cross-entropy: (p - one-hot) / N, where p moves by at most p (e^(2 max e) - 1) when its logits move by e."""
        z, e = self.value[-1], self.error[-1]
        dy = self.network.loss.backward.fn(np.float64(1), z, t, **self.network.loss_settings)[0]
        logits = as_logits(z, **self.network.loss_settings) if self.network.loss_settings else z
        p = activation.softmax.fn(logits, 1)[:, : z.shape[1]]
        spread = logits.max(axis=1, keepdims=True) - logits
        moved = 2 * e.max(axis=1, keepdims=True) + self.u * (
            2 * np.abs(logits).max(axis=1, keepdims=True) + spread.max() + 16
        )
        return dy, (p * np.expm1(moved) + 4 * self.u * np.abs(dy) * len(z)) / len(z)

    def backwards(self, layer, given, x, e_x, d, e_d):
        of = layer.formula
        found = of.backward.fn(d, x, **given)
        size = {a: np.abs(v) if isinstance(v, np.ndarray) else v for a, v in given.items()}
        of_size = lambda d, x: of.backward.fn(d, x, **size)
        match of:
            case activation.relu:
                doubtful = np.abs(x) <= e_x
                return found[0], np.where(doubtful, np.abs(d) + e_d, e_d * (x > 0))
            case (
                activation.scaled_tanh
            ):  # the slope's slope is at most 1.7159 * (2/3)^2 * 0.77; the slope within 24 ulp
                slope = of.backward.fn(np.ones_like(d), x)[0]
                moved = 1.7159 * 4 / 9 * 0.77 * (e_x + 2 * self.u * np.abs(x)) + 24 * self.u * slope
                return found[0], e_d * slope + np.abs(d) * moved
            case layers.flatten:
                return found[0], of.backward.fn(e_d, x)[0]
            case classic.euclidean_rbf:  # 2 sum d (x - w), computed from two sums
                spread = 2 * (np.abs(x) * np.abs(d).sum(axis=1, keepdims=True) + np.abs(d) @ size["w"])
                by_d = 2 * (e_d[:, :, None] * np.abs(x[:, None] - given["w"])).sum(axis=1)
                return found[0], by_d + 2 * e_x * np.abs(d).sum(axis=1, keepdims=True) + self.gamma(
                    len(given["w"]) + 6
                ) * spread
        taps = given["w"][:, 0].size if "w" in given else 1  # terms of a sum over what was sent
        positions = d.size // d.shape[1] + 2  # terms of a sum over positions and images
        both = [of_size(np.abs(d), np.abs(x)), of_size(e_d, np.abs(x)), of_size(np.abs(d), e_x), of_size(e_d, e_x)]
        for a, k in ((a, k) for k, a in enumerate(of.arrays) if a in layer.trained):
            whole, by_d, by_x, by_both = (g[k] for g in both)
            name = f"{layer.name}.{a}"
            self.gradient[name] = found[k]
            extra = int(np.prod(given.get("kernel_size", 1)))
            self.bound[name] = SLACK * (
                self.gamma(positions + extra) * whole + by_d + (by_x + by_both if a != "b" else 0)
            )
        return found[0], both[1][0] + self.gamma(taps + 2) * both[0][0]


def complex_step(network, x, t, direction):
    """The derivative of the loss along a direction in the row of parameters: the imaginary part of the loss a tiny
    imaginary step away.
    """
    tiny, begin, y = 1e-200, 0, np.asarray(x, complex)
    for layer, step in zip(network.training.layers, network.training._steps, strict=True):
        given = dict(step.given)
        for a in layer.trained:
            v = direction[begin : begin + given[a].size].reshape(given[a].shape)
            begin += v.size
            given[a] = given[a] + 1j * tiny * v
        y = layer.formula.fn(y, **given)
    return float(network.loss.fn(y, t, **network.loss_settings).imag / tiny)
