"""Sinkronisasi, Paket masuk and Perlu keputusan: what came, what goes, what two officers wrote differently."""
