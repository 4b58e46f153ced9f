"""The word that an event or one of its days does not go on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("bazaar", sa.Column("halt", TEXT, nullable=True))
    op.add_column("bazaar_day", sa.Column("halt", TEXT, nullable=True))
