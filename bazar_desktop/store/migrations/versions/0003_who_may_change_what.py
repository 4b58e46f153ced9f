"""Verdicts over what laptops propose, what is taken back, and the changes that stand aside."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
FACT = (
    ("id", TEXT, False),
    ("changed_at", TEXT, False),
    ("withdrawn", sa.Boolean(), False),
)


def upgrade() -> None:
    op.create_table(
        "aside",
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entity", TEXT, nullable=False),
        sa.Column("row_id", TEXT, nullable=False),
        sa.Column("standing", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("origin", "seq"),
    )
    op.create_table(
        "verdict",
        sa.Column("origin", TEXT, nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.Column("decided_by", TEXT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        *(sa.Column(name, kind, nullable=null) for name, kind, null in FACT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_verdict_origin", "verdict", ["origin"])
    op.create_table(
        "take_back",
        sa.Column("origin", TEXT, nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("taken_at", sa.String(), nullable=True),
        sa.Column("taken_by", TEXT, nullable=True),
        *(sa.Column(name, kind, nullable=null) for name, kind, null in FACT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_take_back_origin", "take_back", ["origin"])
    op.add_column("day_close", sa.Column("without", TEXT, nullable=True))
    # What is here came before there was such a rule: its office vouches for it at its next act of exchange.
    op.execute("INSERT INTO store_fact (key, value) SELECT 'vouch', '1' WHERE EXISTS (SELECT 1 FROM change)")
