"""What counts as text, and how people write numbers and days in it: one home for all rooms above.

Every module here is pure, knows neither schools nor the law, and is linear in the length of what it is given.
"""
