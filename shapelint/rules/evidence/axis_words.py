"""What code calls the batch, and the steps of a sequence."""

BATCH = {"b", "bs", "bsz", "batch", "batch_size", "batchsize", "nbatch", "n_batch", "num_batch"}
SAMPLES = BATCH | {"num_samples", "n_samples"}
"""Beside steps: of audio, samples are steps themselves."""
STEPS = {
    "t", "l", "s", "seq", "seq_len", "seqlen", "seq_length", "sequence_length", "length", "time", "steps", "n_steps",
    "num_steps", "timesteps", "time_steps", "len",
}  # fmt: skip
