"""Perlu keputusan: figures that two officers wrote differently."""
