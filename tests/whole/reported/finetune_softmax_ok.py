import torch
from torch.utils.data import DataLoader


class Dataset(torch.utils.data.Dataset):
    def __init__(self):
        self.ids = torch.randint(1, 100, (40, 30))
        self.labels = torch.randint(0, 2, (40,))

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return self.ids[i], self.labels[i]


class Pretrained(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Embedding(100, 48)
        layer = torch.nn.TransformerEncoderLayer(48, 4, 96, 0.0, batch_first=True)
        self.encoder = torch.nn.TransformerEncoder(layer, 1)

    def forward(self, input_ids):
        return self.encoder(self.embed(input_ids))


pretrained = Pretrained()
for param in pretrained.parameters():
    param.requires_grad_(False)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(48, 2)

    def forward(self, input_ids):
        with torch.no_grad():
            out = pretrained(input_ids)

        out = self.fc(out[:, 0])

        return out


model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4)
criterion = torch.nn.CrossEntropyLoss()
loader = DataLoader(Dataset(), batch_size=16, drop_last=True)

model.train()
for i, (input_ids, labels) in enumerate(loader):
    result = model(input_ids)

    loss = criterion(result, labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()

    if i % 5 == 0:
        accuracy = (result.argmax(dim=1) == labels).sum().item() / len(labels)
        print(i, loss.item(), accuracy)
out = loss.detach()
