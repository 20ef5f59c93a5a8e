import torch
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

batch_size = 20
learning_rate = 1e-2
num_epochs = 1

train_dataset = TensorDataset(torch.rand(100, 1, 28, 28), torch.randint(0, 10, (100,)))
train_loader = DataLoader(train_dataset, batch_size=batch_size, shuffle=True)


class Rnn(nn.Module):
    def __init__(self, in_dim, hidden_dim, n_layer, n_class):
        super().__init__()
        self.n_layer = n_layer
        self.hidden_dim = hidden_dim
        self.lstm = nn.LSTM(in_dim, hidden_dim, n_layer)
        self.classifier = nn.Linear(hidden_dim, n_class)

    def forward(self, x):
        out, _ = self.lstm(x)  # warning: [wrong-axis]
        out = out[:, -1, :]
        return self.classifier(out)


torch.manual_seed(0)
model = Rnn(28, 32, 2, 10)
criterion = nn.CrossEntropyLoss()
optimizer = optim.Adam(model.parameters(), lr=learning_rate)
for epoch in range(num_epochs):
    running_loss, running_acc = 0.0, 0.0
    for img, label in train_loader:
        img = img.squeeze(1)
        out = model(img)
        loss = criterion(out, label)
        running_loss += loss.item() * label.size(0)
        running_acc += (out.argmax(1) == label).sum().item()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
model.eval()
out = model(torch.rand(20, 28, 28)).detach()
