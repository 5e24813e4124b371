"""What every table shares: how constraints are named, large keys, columns of JSON."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Integer
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

BigId = BigInteger().with_variant(Integer, "sqlite")


def json_column() -> Any:  # noqa: ANN401  SQLModel's Field takes the column as a plain argument
    """A column that holds JSON and is never empty."""
    return Column(JSON, nullable=False)
