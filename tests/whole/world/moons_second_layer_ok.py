import torch
from sklearn.datasets import make_moons
from sklearn.model_selection import train_test_split
from torch import nn

X, y = make_moons(n_samples=1000, noise=0.1, random_state=42)
X = torch.tensor(X, dtype=torch.float)
y = torch.tensor(y, dtype=torch.float)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.4)
device = "cuda" if torch.cuda.is_available() else "cpu"


class MoonModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer_1 = nn.Linear(in_features=2, out_features=5)
        self.layer_2 = nn.Linear(in_features=5, out_features=1)

    def forward(self, x):
        return self.layer_2(torch.relu(self.layer_1(x)))


model = MoonModel().to(device)
loss_fn = nn.BCEWithLogitsLoss()
for epoch in range(3):
    logits = model(X_train.to(device)).squeeze()
    loss = loss_fn(logits, y_train.to(device))
    loss.backward()
