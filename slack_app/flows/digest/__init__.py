"""The digest: counted, told, acted upon; and the recap, the brief and the history that go with it."""
