"""The only SQL: tables, transactions, and queries named for the question that they answer."""
