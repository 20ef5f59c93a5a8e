"""What code calls the batch, and the steps of a sequence."""

BATCH = {"b", "bs", "bsz", "batch", "batch_size", "batchsize", "nbatch", "n_batch", "num_batch"}
STEPS = {"t", "l", "s", "seq", "seq_len", "seqlen", "length", "time", "steps", "n_steps", "num_steps", "len"}
