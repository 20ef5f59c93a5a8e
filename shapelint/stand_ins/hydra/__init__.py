"""hydra: the function is called with the configuration that stands beside it."""

import os

import yaml
from omegaconf import DictConfig
from shapelint.stand_in import known, settings, unknown


def main(config_path=None, config_name=None, version_base=None):
    def decorate(function):
        def run(cfg_passthrough=None):
            return function(_configuration(config_path, config_name) if cfg_passthrough is None else cfg_passthrough)

        return run

    return decorate


def _configuration(folder, name):
    if not known(name) or name is None or not known(folder):
        return unknown("a configuration", "cfg")
    file = name if name.endswith(".yaml") else f"{name}.yaml"
    text = settings(os.path.join(folder or "", file))
    found = yaml.safe_load(text) if known(text) else unknown("a configuration in a file", "cfg")
    if not known(found) or not isinstance(found, dict) or "defaults" in found:
        return unknown("a configuration made of several", "cfg")
    return DictConfig(found)
