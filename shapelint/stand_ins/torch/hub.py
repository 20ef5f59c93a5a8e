"""torch.hub: networks of torchvision by name."""

import torchvision.models
from shapelint.stand_in import known, unknown


def load(
    repo_or_dir, model, *args, source="github", trust_repo=None, force_reload=False, verbose=True,
    skip_validation=False, **kwargs
):  # fmt: skip
    if known(repo_or_dir) and known(model) and repo_or_dir.startswith("pytorch/vision"):
        return torchvision.models.get_model(model, **kwargs)
    return unknown("a network of a repository")
