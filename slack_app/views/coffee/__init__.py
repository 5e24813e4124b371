"""Everything that people see of coffee: introductions, questions, choices, programmes, reports."""
