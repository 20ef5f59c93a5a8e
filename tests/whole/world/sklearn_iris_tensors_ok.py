import torch
from torch import nn
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from torch.utils.data import TensorDataset, DataLoader
iris = load_iris()
Xtr, Xte, ytr, yte = train_test_split(iris.data, iris.target, test_size=0.2)
ds = TensorDataset(torch.tensor(Xtr, dtype=torch.float32), torch.from_numpy(ytr))
dl = DataLoader(ds, batch_size=16, shuffle=True)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(4, 32)
        self.fc2 = nn.Linear(32, 3)
    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))
net = Net()
crit = nn.CrossEntropyLoss()
for xb, yb in dl:
    loss = crit(net(xb), yb)
    loss.backward()
