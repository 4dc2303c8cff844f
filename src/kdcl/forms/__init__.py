"""Files that go out to people and come back: each knows which facts it asks for, and what they were when it was sent.

What comes back is merged like the work of two people who began with the same file (`kdcl.changes`): what somebody
changed in a form is taken, what was changed here since too is a conflict, and what nobody touched changes nothing.
"""

from kdcl.forms.state import Collected, FormConflict, FormState, Returned, TakenChange, collect

__all__ = ["Collected", "FormConflict", "FormState", "Returned", "TakenChange", "collect"]
