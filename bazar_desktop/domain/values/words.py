"""Words of which a column holds one, where no rule of the trade has them already."""

from __future__ import annotations

PARTICIPATION_STATES = ("applicant", "invited", "confirmed", "reserve", "cancelled", "rejected")
SOURCES = ("list", "walk_in", "substitute")
BAZAAR_KINDS = ("offline", "online", "pameran", "business_matching")
LOKASI_KINDS = (
    "rusun",
    "kantor_kecamatan",
    "rptra",
    "puskesmas",
    "balai_kota",
    "pasar_modern",
    "toko_kelontong",
    "lain",
)
DOCUMENT_KINDS = ("NIB", "P-IRT", "halal", "e-order", "e-katalog", "kurasi", "Jakpreneur")
