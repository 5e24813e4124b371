"""You said, we did: a month's answer to the community."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A month's answer, and its lines."""
    op.create_table(
        "you_said",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("team_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("opening", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("closing", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("by_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("draft_channel_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("draft_ts", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("channel_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("message_ts", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("sent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_you_said")),
        sa.UniqueConstraint("team_id", "month", name=op.f("uq_you_said_team_id_month")),
    )
    with op.batch_alter_table("you_said", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_you_said_team_id_status"), ["team_id", "status"], unique=False)

    op.create_table(
        "you_said_line",
        sa.Column("team_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("you_said_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("line", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "you_said_id", "ticket_id", name=op.f("pk_you_said_line")),
    )
    with op.batch_alter_table("you_said_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_you_said_line_team_id_ticket_id"), ["team_id", "ticket_id"], unique=False)


def downgrade() -> None:
    """Without them."""
    with op.batch_alter_table("you_said_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_you_said_line_team_id_ticket_id"))

    op.drop_table("you_said_line")
    with op.batch_alter_table("you_said", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_you_said_team_id_status"))

    op.drop_table("you_said")
