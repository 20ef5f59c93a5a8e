"""Reads widths from a file of the package."""

import os
import pkgutil


def read(name):
    data = pkgutil.get_data(__name__, os.path.join("data", name + ".txt"))
    widths = {}
    for entry in data.decode("utf-8").strip().split("***"):
        key, shape = entry.split(":")
        widths[key] = [int(n) for n in shape[1:-1].split(",")]
    return widths
