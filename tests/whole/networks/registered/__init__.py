"""Models that are built by name."""

from . import models  # fills the registry
from .registry import MODELS, create_model, list_models, register

__all__ = ["MODELS", "create_model", "list_models", "models", "register"]
