"""timm.models: networks by name."""

from timm import create_model
