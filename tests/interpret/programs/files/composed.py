# symbolic
"""A function that is called with the configuration that stands beside it."""

import hydra
from omegaconf import DictConfig, OmegaConf


@hydra.main(version_base=None, config_path="configs", config_name="net")
def train(cfg: DictConfig):
    reveal_shape((cfg.model.width, cfg.model.depth))  # (64, 3)


if __name__ == "__main__":
    train()
    reveal_shape(OmegaConf.load("configs/net.yaml").model.width)  # 64
