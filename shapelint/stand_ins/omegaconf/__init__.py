"""omegaconf: configurations of dictionaries and texts."""

import os

import yaml
from easydict import EasyDict
from shapelint.stand_in import known, settings, unknown


class DictConfig(EasyDict):
    pass


class ListConfig(list):
    pass


class OmegaConf:
    @staticmethod
    def create(obj=None, **kwargs):
        if obj is None:
            return DictConfig()
        if not known(obj):
            return unknown("a configuration that is not known")
        if isinstance(obj, str):
            obj = yaml.safe_load(obj)
        return DictConfig(obj) if isinstance(obj, dict) else obj

    @staticmethod
    def structured(obj, **kwargs):
        return obj() if isinstance(obj, type) else obj

    @staticmethod
    def load(file):
        text = settings(os.fspath(file))
        return OmegaConf.create(text) if known(text) else unknown("a configuration in a file", "cfg")

    @staticmethod
    def merge(*configs):
        made = DictConfig()
        for one in configs:
            if not known(one) or not isinstance(one, dict):
                return unknown("a merged configuration")
            _merge(made, one)
        return made

    @staticmethod
    def to_container(cfg, **kwargs):
        return cfg

    @staticmethod
    def to_yaml(cfg, **kwargs):
        return unknown("the text of a configuration")

    @staticmethod
    def from_cli(args_list=None):
        return DictConfig()

    @staticmethod
    def set_struct(conf, value):
        pass


def _merge(into, other):
    for key, value in other.items():
        if isinstance(value, dict) and key in into and isinstance(into[key], dict):
            _merge(into[key], value)
        else:
            into[key] = value
