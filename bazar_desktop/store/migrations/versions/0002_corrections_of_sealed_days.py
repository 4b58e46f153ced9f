"""Corrections of the register that reach back to sealed days."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "sealed_correction",
        sa.Column("bazaar_id", TEXT, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("vendor_id", TEXT, nullable=True),
        sa.Column("register", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("corrected_by", TEXT, nullable=True),
        sa.Column("corrected_at", sa.String(), nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sealed_correction_bazaar_id", "sealed_correction", ["bazaar_id"])
    op.create_index("ix_sealed_correction_vendor_id", "sealed_correction", ["vendor_id"])
