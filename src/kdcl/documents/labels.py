"""The names of forms, headings and columns, as English templates; `kdcl.locale` has the Vietnamese of the guidance.

Two labels that differ in Vietnamese differ in English, since the English is the key.
"""

from __future__ import annotations

from kdcl.messages import message

# The report and its parts
REPORT_TITLE = message("SELF-ASSESSMENT REPORT")
COUNCIL = message("MEMBERS OF THE SELF-ASSESSMENT COUNCIL AND THEIR SIGNATURES")
CONTENTS = message("CONTENTS")
CONTENT = message("Content")
PAGE = message("Page")
ABBREVIATIONS = message("LIST OF ABBREVIATIONS")
SUMMARY = message("SUMMARY OF SELF-ASSESSMENT RESULTS")
PART_ONE = message("Part I. DATABASE")
PART_TWO = message("Part II. SELF-ASSESSMENT")
PART_THREE = message("Part III. APPENDIX")
INTRODUCTION = message("I. INTRODUCTION")
ASSESSMENT = message("II. SELF-ASSESSMENT")
GENERAL_CONCLUSION = message("III. GENERAL CONCLUSION")
EVIDENCE_LIST = message("LIST OF EVIDENCE CODES")

# Columns
NUMBER = message("No.")
FULL_NAME = message("Full name")
POSITION = message("Position")
DUTY = message("Duty")
SIGNATURE = message("Signature")
SERIAL_NUMBER = message("Number")
ABBREVIATION = message("Abbreviation")
MEANING = message("Meaning")
CRITERION = message("Criterion")
MET = message("Met")
NOT_MET = message("Not met")
EVIDENCE_CODE = message("Evidence code")
EVIDENCE_NAME = message("Name of the evidence")
EVIDENCE_REFERENCE = message("Number and date of issue, or time of survey, inquiry, interview or observation")
EVIDENCE_ISSUER = message("Issued or carried out by")
NOTE = message("Note")

# Columns of the evidence list that only the school's own copy has, and what stands in them
EVIDENCE_HOLDER = message("Holder")
EVIDENCE_COLLECTOR = message("Collector")
EVIDENCE_COLLECTING = message("Collected from – to")
EVIDENCE_STATUS = message("Status")
EVIDENCE_LINK = message("Link")
STATUS_EXPECTED = message("expected")
STATUS_REQUESTED = message("requested")
STATUS_COLLECTED = message("collected")
STATUS_MISSING = message("cannot be found")

# Boxes of evidence
BOX_LABELS = message("LABELS OF THE EVIDENCE BOXES")
BOX_CONTENTS = message("CONTENTS OF THE EVIDENCE BOXES")
ITEMS = message("Items")
EVIDENCE_PLACE = message("Place kept")

# Part II
OPENING = message("Opening")
CURRENT_STATE = message("1. Current state")
STRENGTHS = message("2. Strengths")
WEAKNESSES = message("3. Weaknesses")
IMPROVEMENT_PLAN = message("4. Quality improvement plan")
VERDICT = message("5. Self-assessment")
STANDARD_STRENGTHS = message("Strengths:")
STANDARD_WEAKNESSES = message("Weaknesses:")

# Verdicts inside a sentence
VERDICT_MET = message("met")
VERDICT_NOT_MET = message("not met")
VERDICT_OPEN = message("not assessed yet")

# The signature
PRINCIPAL = message("PRINCIPAL")
SIGN_AND_STAMP = message("(signature and stamp)")
