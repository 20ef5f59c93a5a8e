"""torch_xla.distributed.xla_multiprocessing: what each process does is done once."""


def spawn(fn, args=(), nprocs=None, join=True, daemon=False, start_method="spawn"):
    fn(0, *args)
