"""Types that look as if they did not fit."""

import numpy as np
import torch
from torch import nn

features = torch.from_numpy(np.random.rand(6, 8))
print(nn.Linear(8, 2).double()(features).shape, nn.Linear(8, 2, dtype=torch.float64)(features).shape)
model = nn.Sequential(nn.Linear(8, 4), nn.LayerNorm(4)).to("cpu").to(torch.float64)
print(model(features).shape, nn.Linear(8, 2)(features.to(dtype=torch.float32)).shape)

counts = torch.arange(6)
print(counts.float().mean(), counts.sum() / 2, torch.mean(counts, dtype=torch.float32), (counts > 2).sum())
print((counts * 0.5).softmax(0), torch.softmax(counts, 0, dtype=torch.float32), counts.sqrt().std())
print(torch.cat([counts, torch.rand(3)]).mean(), torch.where(counts > 2, counts, 0.5).mean())
print((counts.view(2, 3) @ counts.view(3, 2)).shape, counts.view(2, 3) * torch.rand(2, 3))

ids = torch.randint(0, 9, (2, 5), dtype=torch.int32)
print(nn.Embedding(9, 4)(ids).shape, torch.rand(9)[torch.zeros(4, dtype=torch.uint8).long()])
scores = torch.rand(4, 3)
print(nn.CrossEntropyLoss()(scores, torch.rand(4, 3).softmax(1)), nn.CrossEntropyLoss()(scores, torch.arange(4) % 3))
print(nn.BCEWithLogitsLoss()(scores, torch.ones(4, 3, dtype=torch.float64)), nn.MSELoss()(scores, torch.ones(4, 3).long()))
total = torch.zeros(3)
total += torch.arange(3)
print(total, nn.BatchNorm1d(3)(torch.rand(4, 3).to(torch.bfloat16)).dtype)
