"""ignite: an engine calls its step with the batches of a loader, and handlers at its events."""
