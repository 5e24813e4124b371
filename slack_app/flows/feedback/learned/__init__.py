"""The models: what they think of a ticket, and how they learn of what people confirm or correct."""
