"""What happens, in order: load, decide, save, ring.

A function that takes `deps` first is one transaction (or one errand of the outbox); one that takes `session` first
joins the transaction of its caller.
"""
