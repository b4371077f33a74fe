#!/usr/bin/env python3
"""Fits a four-parameter logistic curve to the standards of one plate: fit.py PLATE.csv"""
import sys

import numpy as np
import pandas as pd
from scipy.optimize import curve_fit


def four_pl(x, a, b, c, d):
    return d + (a - d) / (1 + (x / c) ** b)


def main(path):
    plate = pd.read_csv(path)
    blank = plate.loc[plate.role == "blank", "od"].mean()
    standards = plate[plate.role == "standard"]
    x, y = standards.concentration.to_numpy(), standards.od.to_numpy() - blank
    start = [y.min(), 1.0, np.median(x), y.max()]
    p, cov = curve_fit(four_pl, x, y, p0=start, sigma=np.maximum(y, 0.01), maxfev=20_000)
    for name, value, error in zip("abcd", p, np.sqrt(np.diag(cov))):
        print(f"{name}\t{value:.4g}\t{error:.2g}")


if __name__ == "__main__":
    main(sys.argv[1])
