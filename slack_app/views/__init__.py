"""Everything people see, and the forms that are read back. Pure: values in, blocks out."""
