"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("name", TEXT, nullable=True),
        sa.Column("role", TEXT, nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "allocation",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("booth_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("holder", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_allocation_bazaar_id", "allocation", ["bazaar_id"])
    op.create_index("ix_allocation_holder", "allocation", ["holder"])

    op.create_table(
        "attachment",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("page_code", TEXT, nullable=True),
        sa.Column("sha256", TEXT, nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("caption", TEXT, nullable=True),
        sa.Column("added_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attachment_bazaar_id", "attachment", ["bazaar_id"])

    op.create_table(
        "attachment_file",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("photo", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "attendance",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("participation_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("status", TEXT, nullable=True),
        sa.Column("arrived_at", sa.String(), nullable=True),
        sa.Column("left_at", sa.String(), nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attendance_bazaar_id", "attendance", ["bazaar_id"])
    op.create_index("ix_attendance_participation_id", "attendance", ["participation_id"])

    op.create_table(
        "bazaar",
        sa.Column("code", TEXT, nullable=True),
        sa.Column("name", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("lokasi_id", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("programme_id", TEXT, nullable=True),
        sa.Column("layout_id", TEXT, nullable=True),
        sa.Column("letterhead", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bazaar_code", "bazaar", ["code"])
    op.create_index("ix_bazaar_lokasi_id", "bazaar", ["lokasi_id"])

    op.create_table(
        "bazaar_day",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("cut_off", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bazaar_day_bazaar_id", "bazaar_day", ["bazaar_id"])

    op.create_table(
        "booth",
        sa.Column("layout_id", TEXT, nullable=True),
        sa.Column("tent_id", TEXT, nullable=True),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("x", sa.Integer(), nullable=True),
        sa.Column("y", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=True),
        sa.Column("facing", TEXT, nullable=True),
        sa.Column("power", sa.Boolean(), nullable=True),
        sa.Column("water", sa.Boolean(), nullable=True),
        sa.Column("open_fire", sa.Boolean(), nullable=True),
        sa.Column("zone", TEXT, nullable=True),
        sa.Column("blocked", sa.Boolean(), nullable=True),
        sa.Column("accessible", sa.Boolean(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_booth_layout_id", "booth", ["layout_id"])

    op.create_table(
        "chain",
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("origin"),
    )
    op.create_table(
        "chain_note",
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("counts", TEXT, nullable=False),
        sa.Column("rupiah", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("origin"),
    )
    op.create_table(
        "change",
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("officer", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("entity", TEXT, nullable=False),
        sa.Column("row_id", TEXT, nullable=False),
        sa.Column("fields", TEXT, nullable=False),
        sa.Column("personal", TEXT, nullable=True),
        sa.Column("salt", TEXT, nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("prev_hash", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("origin", "seq"),
    )
    op.create_index("ix_change_action", "change", ["origin", "action"])
    op.create_index("ix_change_row", "change", ["row_id", "entity"])
    in_a_bazaar = sa.text("scope <> 'store'")
    op.create_index(
        "ix_change_scope",
        "change",
        ["scope", "entity", "origin", "seq"],
        sqlite_where=in_a_bazaar,
        postgresql_where=in_a_bazaar,
    )

    op.create_table(
        "conflict",
        sa.Column("entity", TEXT, nullable=False),
        sa.Column("row_id", TEXT, nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("scope", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("entity", "row_id", "field"),
    )
    op.create_index("ix_conflict_scope", "conflict", ["scope"])

    op.create_table(
        "day_activity",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("weather", TEXT, nullable=True),
        sa.Column("visitors", sa.Integer(), nullable=True),
        sa.Column("obstacles", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_day_activity_bazaar_id", "day_activity", ["bazaar_id"])

    op.create_table(
        "day_close",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("seal", TEXT, nullable=True),
        sa.Column("totals", TEXT, nullable=True),
        sa.Column("covers", TEXT, nullable=True),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.Column("closed_by", TEXT, nullable=True),
        sa.Column("reopened_at", sa.String(), nullable=True),
        sa.Column("reopened_by", TEXT, nullable=True),
        sa.Column("reopen_reason", TEXT, nullable=True),
        sa.Column("countersigned_by", TEXT, nullable=True),
        sa.Column("countersigned_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_day_close_bazaar_id", "day_close", ["bazaar_id"])

    op.create_table(
        "device",
        sa.Column("name", TEXT, nullable=True),
        sa.Column("letter", TEXT, nullable=True),
        sa.Column("role", TEXT, nullable=True),
        sa.Column("bazaars", TEXT, nullable=True),
        sa.Column("contact", TEXT, nullable=True),
        sa.Column("given", TEXT, nullable=True),
        sa.Column("prepared_at", sa.String(), nullable=True),
        sa.Column("sign_key", TEXT, nullable=True),
        sa.Column("age_key", TEXT, nullable=True),
        sa.Column("enrolled_at", sa.String(), nullable=True),
        sa.Column("origins", TEXT, nullable=True),
        sa.Column("revoked_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "draw",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("seed", TEXT, nullable=True),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("drawn_at", sa.String(), nullable=True),
        sa.Column("drawn_by", TEXT, nullable=True),
        sa.Column("digest", TEXT, nullable=True),
        sa.Column("entries", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_draw_bazaar_id", "draw", ["bazaar_id"])

    op.create_table(
        "erasure",
        sa.Column("vendor_id", TEXT, nullable=True),
        sa.Column("erased_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_erasure_vendor_id", "erasure", ["vendor_id"])

    op.create_table(
        "fixture",
        sa.Column("layout_id", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("x", sa.Integer(), nullable=True),
        sa.Column("y", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=True),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_fixture_layout_id", "fixture", ["layout_id"])

    op.create_table(
        "intake",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("maker", TEXT, nullable=False),
        sa.Column("package", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("facts", TEXT, nullable=False),
        sa.Column("scopes", TEXT, nullable=False),
        sa.Column("officer", TEXT, nullable=False),
        sa.Column("read_at", sa.String(), nullable=False),
        sa.Column("held", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_intake_origin", "intake", ["origin"])
    op.create_index("ix_intake_read_at", "intake", ["read_at"])
    op.create_index("ix_intake_sha256", "intake", ["sha256"])

    op.create_table(
        "layout",
        sa.Column("name", TEXT, nullable=True),
        sa.Column("lokasi_id", TEXT, nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=True),
        sa.Column("north", sa.Integer(), nullable=True),
        sa.Column("picture", TEXT, nullable=True),
        sa.Column("picture_x", sa.Integer(), nullable=True),
        sa.Column("picture_y", sa.Integer(), nullable=True),
        sa.Column("picture_width", sa.Integer(), nullable=True),
        sa.Column("picture_depth", sa.Integer(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_layout_lokasi_id", "layout", ["lokasi_id"])

    op.create_table(
        "lokasi",
        sa.Column("name", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("region", TEXT, nullable=True),
        sa.Column("kecamatan", TEXT, nullable=True),
        sa.Column("kota", TEXT, nullable=True),
        sa.Column("layout_id", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lokasi_region", "lokasi", ["region"])

    op.create_table(
        "officer",
        sa.Column("name", TEXT, nullable=True),
        sa.Column("nip", TEXT, nullable=True),
        sa.Column("role", TEXT, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "omzet_entry",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("participation_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("state", TEXT, nullable=True),
        sa.Column("cash", sa.BigInteger(), nullable=True),
        sa.Column("qris", sa.BigInteger(), nullable=True),
        sa.Column("noncash", sa.BigInteger(), nullable=True),
        sa.Column("marketplace", sa.BigInteger(), nullable=True),
        sa.Column("promised", sa.BigInteger(), nullable=True),
        sa.Column("follow_up", sa.BigInteger(), nullable=True),
        sa.Column("transactions", sa.Integer(), nullable=True),
        sa.Column("best_product", TEXT, nullable=True),
        sa.Column("late", sa.Boolean(), nullable=True),
        sa.Column("confirmed", sa.BigInteger(), nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_omzet_entry_bazaar_id", "omzet_entry", ["bazaar_id"])
    op.create_index("ix_omzet_entry_participation_id", "omzet_entry", ["participation_id"])

    op.create_table(
        "parcel",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("folder", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("rupiah", sa.BigInteger(), nullable=False),
        sa.Column("scopes", TEXT, nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("carried_at", sa.String(), nullable=True),
        sa.Column("received_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "participation",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("party", TEXT, nullable=True),
        sa.Column("vendor_id", TEXT, nullable=True),
        sa.Column("agency_id", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=True),
        sa.Column("source", TEXT, nullable=True),
        sa.Column("reserve_order", sa.Integer(), nullable=True),
        sa.Column("card_letter", TEXT, nullable=True),
        sa.Column("card_number", sa.Integer(), nullable=True),
        sa.Column("card_serial", sa.Integer(), nullable=True),
        sa.Column("booth_count", sa.Integer(), nullable=True),
        sa.Column("needs_power", sa.Boolean(), nullable=True),
        sa.Column("needs_water", sa.Boolean(), nullable=True),
        sa.Column("open_fire", sa.Boolean(), nullable=True),
        sa.Column("wheelchair", sa.Boolean(), nullable=True),
        sa.Column("stand_width", sa.Integer(), nullable=True),
        sa.Column("pinned_booth_id", TEXT, nullable=True),
        sa.Column("preference", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_participation_bazaar_id", "participation", ["bazaar_id"])
    op.create_index("ix_participation_vendor_id", "participation", ["vendor_id"])

    op.create_table(
        "partner_stock",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("participation_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("goods", TEXT, nullable=True),
        sa.Column("unit", TEXT, nullable=True),
        sa.Column("opening", sa.BigInteger(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("sold", sa.BigInteger(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_partner_stock_bazaar_id", "partner_stock", ["bazaar_id"])
    op.create_index("ix_partner_stock_participation_id", "partner_stock", ["participation_id"])

    op.create_table(
        "programme",
        sa.Column("name", TEXT, nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "refused_try",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("code", TEXT, nullable=True),
        sa.Column("rule", TEXT, nullable=True),
        sa.Column("tried_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_refused_try_bazaar_id", "refused_try", ["bazaar_id"])

    op.create_table(
        "registration",
        sa.Column("vendor_id", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("number", TEXT, nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("status", TEXT, nullable=True),
        sa.Column("grade", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_registration_number", "registration", ["number"])
    op.create_index("ix_registration_vendor_id", "registration", ["vendor_id"])

    op.create_table(
        "reveal",
        sa.Column("vendor_id", TEXT, nullable=True),
        sa.Column("field", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("revealed_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_reveal_vendor_id", "reveal", ["vendor_id"])

    op.create_table(
        "other_person",
        sa.Column("first_id", TEXT, nullable=True),
        sa.Column("second_id", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_other_person_first_id", "other_person", ["first_id"])
    op.create_index("ix_other_person_second_id", "other_person", ["second_id"])

    op.create_table(
        "same_person",
        sa.Column("first_id", TEXT, nullable=True),
        sa.Column("second_id", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_same_person_first_id", "same_person", ["first_id"])
    op.create_index("ix_same_person_second_id", "same_person", ["second_id"])

    op.create_table(
        "setting",
        sa.Column("key", TEXT, nullable=True),
        sa.Column("value", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "store_fact",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "substitution",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("booth_id", TEXT, nullable=True),
        sa.Column("left_id", TEXT, nullable=True),
        sa.Column("joined_id", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("done_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_substitution_bazaar_id", "substitution", ["bazaar_id"])

    op.create_table(
        "tent",
        sa.Column("layout_id", TEXT, nullable=True),
        sa.Column("label", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_tent_layout_id", "tent", ["layout_id"])

    op.create_table(
        "turn_override",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("participation_id", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("decided_by", TEXT, nullable=True),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_turn_override_bazaar_id", "turn_override", ["bazaar_id"])

    op.create_table(
        "vendor",
        sa.Column("name", TEXT, nullable=True),
        sa.Column("business", TEXT, nullable=True),
        sa.Column("nik", TEXT, nullable=True),
        sa.Column("nik_damaged", sa.Boolean(), nullable=True),
        sa.Column("phone", TEXT, nullable=True),
        sa.Column("email", TEXT, nullable=True),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("kecamatan", TEXT, nullable=True),
        sa.Column("kelurahan", TEXT, nullable=True),
        sa.Column("product", TEXT, nullable=True),
        sa.Column("category", TEXT, nullable=True),
        sa.Column("agency_id", TEXT, nullable=True),
        sa.Column("needs_power", sa.Boolean(), nullable=True),
        sa.Column("needs_water", sa.Boolean(), nullable=True),
        sa.Column("open_fire", sa.Boolean(), nullable=True),
        sa.Column("walk_in", sa.Boolean(), nullable=True),
        sa.Column("extra", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_vendor_kecamatan", "vendor", ["kecamatan"])
    op.create_index("ix_vendor_phone", "vendor", ["phone"])
