import numpy as np
import torch
import torch.nn.functional as F
labels = np.zeros(10)
labels[3:] = 2
t = torch.from_numpy(labels)
onehot = F.one_hot(t.to(torch.int64), num_classes=3)
print(onehot.shape)
