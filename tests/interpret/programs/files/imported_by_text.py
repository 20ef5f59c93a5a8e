"""Modules imported by a text are what an import statement would give."""

import importlib

import torch

nn = importlib.import_module("torch.nn")
reveal_shape(nn.Linear(4, 2)(torch.zeros(3, 4)))  # (3, 2)
functional = importlib.import_module(".functional", package="torch.nn")
reveal_shape(functional.pad(torch.zeros(2, 3), (1, 1)))  # (2, 5)
ways = {name: importlib.import_module(f"torch.nn.{name}") for name in ("functional", "init")}
reveal_shape(ways["functional"].one_hot(torch.zeros(3, dtype=torch.long), 5))  # (3, 5)
settings = importlib.import_module("package.settings")
reveal_shape(torch.zeros(settings.WIDTH))  # (6,)
