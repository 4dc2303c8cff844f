"""Self-assessment reports (báo cáo tự đánh giá) that were written in Word.

`reading` is the way in and `result` what comes out. `outline` cuts the text into the parts of a report; every other
module reads one part, or tells one kind of line or table from the others (``docs/analysis/readers-word.md``).
"""
