"""A ConvNeXt-like network whose whole shape stands in frozen dataclasses and an enum."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

import torch
from torch import Tensor, nn


class Norm(Enum):
    LAYER = "layer"
    BATCH = "batch"


@dataclass(frozen=True)
class StageConfig:
    width: int
    depth: int = 1
    downsample: int = 2

    @property
    def hidden(self) -> int:
        return 4 * self.width


@dataclass(frozen=True)
class ModelConfig:
    stages: tuple[StageConfig, ...] = (StageConfig(16, 2, 4), StageConfig(32, 1))
    kernel_size: int = 7
    num_classes: int = 10
    norm: Norm = Norm.LAYER
    layer_scale: float | None = 1e-6
    channels: list[int] = field(default_factory=lambda: [3])

    @classmethod
    def small(cls) -> ModelConfig:
        return cls(stages=(StageConfig(8, 1, 4),), kernel_size=3)


class LayerNorm2d(nn.LayerNorm):
    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def make_norm(kind: Norm, width: int) -> nn.Module:
    if kind is Norm.LAYER:
        return LayerNorm2d(width, eps=1e-6)
    if kind == Norm.BATCH:
        return nn.BatchNorm2d(width)
    raise ValueError(kind)


class Block(nn.Module):
    def __init__(self, stage: StageConfig, config: ModelConfig) -> None:
        super().__init__()
        k = config.kernel_size
        self.dwconv = nn.Conv2d(stage.width, stage.width, k, padding=k // 2, groups=stage.width)
        self.norm = make_norm(config.norm, stage.width)
        self.pwconv1 = nn.Linear(stage.width, stage.hidden)
        self.pwconv2 = nn.Linear(stage.hidden, stage.width)
        self.gamma = None
        if config.layer_scale is not None:
            self.gamma = nn.Parameter(config.layer_scale * torch.ones(stage.width))

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.dwconv(x)).permute(0, 2, 3, 1)
        y = self.pwconv2(nn.functional.gelu(self.pwconv1(y)))
        if self.gamma is not None:
            y = self.gamma * y
        return x + y.permute(0, 3, 1, 2)


class ConvNet(nn.Module):
    def __init__(self, config: ModelConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or ModelConfig()
        width = config.channels[0]
        self.stages = nn.ModuleList()
        for stage in config.stages:
            down = nn.Conv2d(width, stage.width, stage.downsample, stride=stage.downsample)
            blocks = [Block(stage, config) for _ in range(stage.depth)]
            self.stages.append(nn.Sequential(down, *blocks))
            width = stage.width
        self.norm = make_norm(config.norm, width)
        self.head = nn.Linear(width, config.num_classes)

    def forward(self, x: Tensor) -> Tensor:
        for stage in self.stages:
            x = stage(x)
        return self.head(self.norm(x).mean(dim=(-2, -1)))


def build(norm: str = "layer", small: bool = False, **overrides) -> ConvNet:
    config = ModelConfig.small() if small else ModelConfig()
    return ConvNet(replace(config, norm=Norm(norm), **overrides))


RUNS = [
    ("ConvNet", {}, [[2, 3, 64, 64]]),
    ("build", {"norm": "batch", "num_classes": 4, "layer_scale": None}, [[1, 3, 50, 36]]),
    ("build", {"small": True}, [[1, 3, 33, 40]]),
]
