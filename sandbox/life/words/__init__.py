"""The words of which the fictional community is made: all invented here, in French and in English."""
