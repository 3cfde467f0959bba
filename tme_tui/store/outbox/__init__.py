"""The outbox: what will be sent to whom, what is being sent, and what became of it.

Rows are planned in the transaction that changes their task, claimed by one dispatcher at a time, and settled
by what the channel answered. No row is ever sent outside this order, so nothing is sent twice or forgotten.
"""
