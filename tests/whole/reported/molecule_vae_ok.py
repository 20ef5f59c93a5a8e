import torch
import torch.nn as nn


class MoleculeVAE(nn.Module):
    """A VAE over SMILES tokens."""

    def __init__(self, vocab_size=40, embed_dim=64, num_heads=4, num_layers=2, latent_dim=32, max_len=60, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embedding = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.positional = nn.Parameter(torch.randn(1, max_len, embed_dim))
        encoder_layer = nn.TransformerEncoderLayer(d_model=embed_dim, nhead=num_heads, dim_feedforward=128, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(encoder_layer, num_layers=num_layers)
        self.fc_mu = nn.Linear(embed_dim, latent_dim)
        self.fc_logvar = nn.Linear(embed_dim, latent_dim)
        self.decoder = nn.Linear(latent_dim, vocab_size * max_len)
        self.max_len, self.vocab_size = max_len, vocab_size

    def encode(self, x):
        embedded = self.embedding(x) + self.positional[:, : x.size(1), :]
        encoded = self.encoder(embedded)
        pooled = encoded.mean(dim=1)
        return self.fc_mu(pooled), self.fc_logvar(pooled)

    def forward(self, x):
        mu, logvar = self.encode(x)
        z = mu + torch.exp(0.5 * logvar)
        return self.decoder(z).view(-1, self.max_len, self.vocab_size), mu, logvar


torch.manual_seed(0)
model = MoleculeVAE()
tokens = torch.randint(1, 40, (16, 60))
recon, mu, logvar = model(tokens)
out = mu
