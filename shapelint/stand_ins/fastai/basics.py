"""fastai.basics: what a program gets that takes everything."""

import numpy as np
import pandas as pd
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor, as_tensor

from fastai.data.core import DataLoaders
from fastai.data.load import DataLoader
from fastai.learner import Learner
