import torch
from torch.utils.data import DataLoader, Dataset


class Reviews(Dataset):
    def __init__(self, split):
        n = {"train": 48, "validation": 16}[split]
        g = torch.Generator().manual_seed(n)
        self.tokens = [torch.randint(5, 200, (int(torch.randint(5, 20, (1,), generator=g)),)) for _ in range(n)]
        self.labels = torch.randint(0, 2, (n,)).tolist()

    def __len__(self):
        return len(self.tokens)

    def __getitem__(self, i):
        return self.tokens[i], self.labels[i]


def collate_fn(data):
    sents = [i[0] for i in data]
    labels = torch.LongTensor([i[1] for i in data])
    input_ids = torch.nn.utils.rnn.pad_sequence(sents, batch_first=True)
    attention_mask = (input_ids != 0).long()
    return input_ids, attention_mask, labels


class Pretrained(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = torch.nn.Embedding(200, 48, padding_idx=0)
        self.layer = torch.nn.TransformerEncoderLayer(48, 4, 96, batch_first=True)

    def forward(self, input_ids, attention_mask):
        return self.layer(self.embed(input_ids), src_key_padding_mask=attention_mask == 0)


pretrained = Pretrained()
for param in pretrained.parameters():
    param.requires_grad_(False)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(48, 2)

    def forward(self, input_ids, attention_mask):
        with torch.no_grad():
            out = pretrained(input_ids=input_ids, attention_mask=attention_mask)
        out = self.fc(out[:, 0])
        out = out.softmax(dim=1)  # warning: [loss-of-probabilities]
        return out


model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4)
criterion = torch.nn.CrossEntropyLoss()
loader = DataLoader(dataset=Reviews("train"), batch_size=16, collate_fn=collate_fn, shuffle=True, drop_last=True)
model.train()
for i, (input_ids, attention_mask, labels) in enumerate(loader):
    out = model(input_ids=input_ids, attention_mask=attention_mask)
    loss = criterion(out, labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    if i % 5 == 0:
        accuracy = (out.argmax(dim=1) == labels).sum().item() / len(labels)
        print(i, loss.item(), accuracy)
out = out.detach()
