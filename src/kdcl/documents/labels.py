"""The names of forms, headings and columns that are long or stand at several places, as English templates.

What one paper alone prints in a few words is written where it prints it; `kdcl.locale` has the Vietnamese of the
guidance. Two labels that differ in Vietnamese differ in English, since the English is the key.
"""

from __future__ import annotations

from kdcl.messages import message

# Titles of papers
REPORT_TITLE = message("SELF-ASSESSMENT REPORT")
SUMMARY = message("SUMMARY OF SELF-ASSESSMENT RESULTS")
EVIDENCE_LIST = message("LIST OF EVIDENCE CODES")
EVIDENCE_LIST_INTERNAL = message("LIST OF EVIDENCE CODES (INTERNAL COPY)")
BOX_LABELS = message("LABELS OF THE EVIDENCE BOXES")
BOX_CONTENTS = message("CONTENTS OF THE EVIDENCE BOXES")
SHEET_TITLE = message("CRITERION ASSESSMENT SHEET")
SHEETS_TITLE = message("CRITERION ASSESSMENT SHEETS")
COUNCIL_DECISION = message("DECISION")
COUNCIL_DECISION_SUBJECT = message("on setting up the self-assessment council")
PLAN_TITLE = message("SELF-ASSESSMENT PLAN")
WORK_PLAN_TITLE = message("PLAN OF THE YEAR'S ACCREDITATION WORK")
REGISTRATION_TITLE = message("REGISTRATION FOR EXTERNAL ASSESSMENT")
IMPROVEMENT_TITLE = message("FOLLOW-UP OF THE QUALITY IMPROVEMENT PLAN")
OPINIONS_TITLE = message("SUMMARY OF OPINIONS ON THE DRAFT OF THE SELF-ASSESSMENT REPORT")
FIGURES_TITLE = message("FIGURES AGAINST THE NUMBERS THE LAW ASKS FOR")
CHANGES_TITLE = message("WHAT CHANGED BETWEEN TWO VERSIONS OF THE SELF-ASSESSMENT")
ASSIGNMENT_TITLE = message("ASSIGNMENT OF THE WORK ON THE SELF-ASSESSMENT")
MEMBER_PAGES_TITLE = message("WORK OF EACH MEMBER")

# Headings and labels
COUNCIL = message("MEMBERS OF THE SELF-ASSESSMENT COUNCIL AND THEIR SIGNATURES")
COUNCIL_LIST = message("LIST OF THE MEMBERS OF THE SELF-ASSESSMENT COUNCIL")
CURRENT_STATE = message("1. Current state")
STRENGTHS = message("2. Strengths")
WEAKNESSES = message("3. Weaknesses")
IMPROVEMENT_PLAN = message("4. Quality improvement plan")
PLAN_PURPOSE = message("Purpose")
PLAN_SCOPE = message("Scope")
PLAN_REQUIREMENTS = message("Requirements")
PLAN_RESOURCES = message("3. Resources to be mobilised (people, facilities, money), and when")
WORK_PLAN_SCHEDULE = message("SCHEDULE OF THE SELF-ASSESSMENT")
ASSIGNMENT_SHEETS = message("Sheets to be written")
ASSIGNMENT_EVIDENCE = message("Evidence to be collected")
FIGURES_UNMEASURED = message("Not held against figures")
SCHOOL_REGION = message("Region by which the numbers are chosen")
SHEET_SCHOOL = message("School")

# Columns
NUMBER = message("No.")
FULL_NAME = message("Full name")
POSITION = message("Position")
TITLE_OR_POSITION = message("Title, position")
DUTY = message("Duty")
CRITERION = message("Criterion")
STANDARD_OR_CRITERION = message("Standard, criterion")
MET = message("Met")
NOT_MET = message("Not met")
GROUP = message("Group")
WORKING_GROUP = message("Working group")
EVIDENCE_CODE = message("Evidence code")
EVIDENCE_NAME = message("Name of the evidence")
EVIDENCE_REFERENCE = message("Number and date of issue, or time of survey, inquiry, interview or observation")
EVIDENCE_STATUS = message("Status")
NOTE = message("Note")
CONTENT = message("Content")
TIME = message("Time")
MONTH = message("Month")
ACTIVITY = message("Activity")
WORK = message("Work")
COLLECTORS = message("Working group or person who collects")
COLLECTING_TIME = message("Time of collection")
FIGURE_ASKED = message("Number asked for")
FIGURE_PLACE = message("Where the number was read")

# Heads and feet of administrative papers
STATE = message("SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = message("Independence - Freedom - Happiness")
AS_ADDRESSED = message("As above")
NUMBER_BLANK = message("No.: …………/…………")
DECISION_NUMBER_BLANK = message("No.: …………/QD-…………")
PLAN_NUMBER_BLANK = message("No.: …………/KH-…………")
DECIDES = message("DECIDES:")
ON_BEHALF_OF_COUNCIL = message("ON BEHALF OF THE SELF-ASSESSMENT COUNCIL")
COUNCIL_SECRETARY = message("SECRETARY OF THE COUNCIL")
SHEET_CONFIRMED = message("Confirmed by the head of the group")
SIGN_AND_STAMP = message("(signature and stamp)")
SIGN_WITH_NAME = message("(signature and full name)")

# Words inside a sentence or a cell
VERDICT_OPEN = message("not assessed yet")
OPINION_UNDECIDED = message("not decided yet")
WORK_NONE = message("no work")

# How many of all there are: met, not met, open
INDICATOR_COUNTS = (
    message("Indicators met: {count}/{total}, that is {share}"),
    message("Indicators not met: {count}/{total}, that is {share}"),
    message("Indicators not assessed yet: {count}/{total}, that is {share}"),
)
CRITERION_COUNTS = (
    message("Criteria met: {count}/{total}, that is {share}"),
    message("Criteria not met: {count}/{total}, that is {share}"),
    message("Criteria not assessed yet: {count}/{total}, that is {share}"),
)

# What a plan says of its purpose, scope and requirements where the school states nothing else
DEFAULT_PURPOSE = (
    message("To find out how far the school meets each criterion, and to say so openly to all."),
    message("To plan improvements by what is found, and to be ready for external assessment."),
)
DEFAULT_SCOPE = (message("All activities of the school, by the criteria for schools of its type."),)
DEFAULT_REQUIREMENTS = (
    message("Objective and honest: each statement rests on evidence."),
    message("Open and transparent: all members and staff of the school know of it and take part."),
)

# Figures against the numbers of the law
FIGURES_LIMITS = message(
    "This paper is computed from the figures alone. It suggests: an indicator may ask for more than numbers, and the "
    "ratings are those of the council."
)

# Changes between two files
CHANGES_MARKS = message(
    "Words that are gone are slanted, new words are bold, both with a rule below; plain texts have no marks."
)
CHANGES_HEAD = (message("Where"), message("Before"), message("After"))
