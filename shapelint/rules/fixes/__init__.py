"""Fixes: the edits that put right what rules found."""
