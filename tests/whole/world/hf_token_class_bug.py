import json

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
from transformers import AutoModel, AutoTokenizer

MODEL = "bert-base-uncased"
LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
MAX_LEN = 32


class NerDataset(Dataset):
    def __init__(self, path, tokenizer, max_len):
        with open(path) as f:
            self.items = json.load(f)
        self.tokenizer = tokenizer
        self.max_len = max_len

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        item = self.items[i]
        enc = self.tokenizer(
            item["text"], max_length=self.max_len, padding="max_length", truncation=True, return_tensors="pt"
        )
        labels = [LABELS.index(tag) for tag in item["tags"]][: self.max_len]
        labels += [-100] * (self.max_len - len(labels))
        return {
            "input_ids": enc["input_ids"].squeeze(0),
            "attention_mask": enc["attention_mask"].squeeze(0),
            "labels": torch.tensor(labels),
        }


class NerModel(nn.Module):
    def __init__(self, num_labels):
        super().__init__()
        self.bert = AutoModel.from_pretrained(MODEL)
        self.dropout = nn.Dropout(0.1)
        self.classifier = nn.Linear(self.bert.config.hidden_size, num_labels)
        self.num_labels = num_labels

    def forward(self, input_ids, attention_mask, labels=None):
        out = self.bert(input_ids=input_ids, attention_mask=attention_mask)
        logits = self.classifier(self.dropout(out.last_hidden_state))
        loss = None
        if labels is not None:
            loss_fct = nn.CrossEntropyLoss()
            loss = loss_fct(logits, labels)  # error: [target-mismatch]
        return loss, logits


def main():
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    loader = DataLoader(NerDataset("data/ner.json", tokenizer, MAX_LEN), batch_size=4, shuffle=True)
    model = NerModel(len(LABELS))
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
    model.train()
    for batch in loader:
        optimizer.zero_grad()
        loss, logits = model(**batch)
        loss.backward()
        optimizer.step()
        print(loss.item())


if __name__ == "__main__":
    main()
