"""The official wording of the law, out of a user's own copy of letter 46 or of the circular.

`reading` is the way in. `lines` and `marks` say what each line is, `outline` which standard, criterion and indicator it
belongs to, and `findings` holds the whole against the framework (``docs/analysis/wording.md``).
"""
