"""Losses with targets of another shape than their input, as they want them."""

import torch
import torch.nn.functional as F
from torch import nn

logits = torch.randn(8, 5)
print(nn.CrossEntropyLoss()(logits, torch.randint(5, (8,))))
print(nn.CrossEntropyLoss()(logits, torch.rand(8, 5).softmax(1)))
print(nn.CrossEntropyLoss()(logits[0], torch.tensor(3)))

masks = torch.randint(21, (2, 16, 16))
print(F.cross_entropy(torch.randn(2, 21, 16, 16), masks, ignore_index=255))
words = torch.randn(4, 7, 100)
print(F.nll_loss(words.log_softmax(-1).view(-1, 100), torch.randint(100, (4, 7)).view(-1)))
print(F.cross_entropy(words.transpose(1, 2), torch.randint(100, (4, 7))))

scores = torch.randn(6, 4)
print(nn.BCEWithLogitsLoss(pos_weight=torch.ones(4))(scores, torch.rand(6, 4)))
print(nn.BCELoss()(torch.rand(9, 1), torch.rand(9).unsqueeze(1)))
print(nn.MultiMarginLoss()(scores, torch.randint(4, (6,))))
