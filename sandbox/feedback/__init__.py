"""The fourth journey: feedback, from what somebody says to what everyone who spoke hears of it."""
