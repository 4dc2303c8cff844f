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
EVIDENCE_LIST_INTERNAL = message("LIST OF EVIDENCE CODES (INTERNAL COPY)")

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

# Verdicts behind a label, and inside a sentence
VERDICT_NOT_YET = message("Not assessed yet")
VERDICT_OPEN = message("not assessed yet")

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

# The signature
PRINCIPAL = message("PRINCIPAL")
SIGN_AND_STAMP = message("(signature and stamp)")

# Administrative papers
STATE = message("SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = message("Independence - Freedom - Happiness")
RECIPIENTS = message("Recipients:")
ARCHIVE = message("Archive")
AS_ADDRESSED = message("As above")
NUMBER_BLANK = message("No.: …………/…………")
DECISION_NUMBER_BLANK = message("No.: …………/QD-…………")
PLAN_NUMBER_BLANK = message("No.: …………/KH-…………")
ON_BEHALF_OF_COUNCIL = message("ON BEHALF OF THE SELF-ASSESSMENT COUNCIL")
COUNCIL_ISSUER = message("SELF-ASSESSMENT COUNCIL")
CHAIR = message("CHAIR")
COUNCIL_CHAIR = message("CHAIR OF THE COUNCIL")
COUNCIL_SECRETARY = message("SECRETARY OF THE COUNCIL")

# Criterion sheet
SHEET_SCHOOL = message("School")
SHEET_SCHOOL_NAME = message("Name of the school")
SHEET_TITLE = message("CRITERION ASSESSMENT SHEET")
SHEETS_TITLE = message("CRITERION ASSESSMENT SHEETS")
VERDICT_OF_INDICATORS = message("5.1. Whether the school meets each indicator of the criterion:")
SHEET_CONFIRMED = message("Confirmed by the head of the group")
SHEET_WRITER = message("Written by")
SIGN_WITH_NAME = message("(signature and full name)")

# Council
COUNCIL_DECISION = message("DECISION")
COUNCIL_DECISION_TITLE = message("DECISION ON THE SELF-ASSESSMENT COUNCIL")
COUNCIL_DECISION_SUBJECT = message("on setting up the self-assessment council")
DECIDES = message("DECIDES:")
COUNCIL_LIST = message("LIST OF THE MEMBERS OF THE SELF-ASSESSMENT COUNCIL")
COUNCIL_GROUPS = message("SECRETARIAT AND WORKING GROUPS")
SECRETARIAT = message("Secretariat")
WORKING_GROUP = message("Working group")
GROUP = message("Group")
TITLE_OR_POSITION = message("Title, position")
GROUP_LEADER = message("Head of the group")

# Plan
PLAN_TITLE = message("SELF-ASSESSMENT PLAN")
PLAN_AIM = message("I. PURPOSE AND SCOPE")
PLAN_PURPOSE = message("Purpose")
PLAN_SCOPE = message("Scope")
PLAN_REQUIREMENTS = message("Requirements")
PLAN_SITUATION = message("Situation of the school")
PLAN_ADVANTAGES = message("What helps:")
PLAN_DIFFICULTIES = message("What stands against it:")
PLAN_KEY_TASKS = message("Main tasks")
PLAN_TASKS = message("Single tasks")
PLAN_TARGETS = message("Targets and how to reach them")
PLAN_TARGETS_ONLY = message("Targets:")
PLAN_ACTIONS = message("How to reach them:")
PLAN_CONTENT = message("II. CONTENT")
PLAN_ASSIGNMENT = message("1. Assignment of duties")
PLAN_ASSIGNED_COUNCIL = message("a) Self-assessment council")
PLAN_ASSIGNED_SECRETARIAT = message("b) Secretariat")
PLAN_ASSIGNED_GROUPS = message("c) Working groups")
PLAN_TRAINING = message("2. Training")
PLAN_RESOURCES = message("3. Resources to be mobilised (people, facilities, money), and when")
PLAN_EVIDENCE = message("4. Expected evidence for each criterion")
PLAN_TIMETABLE = message("5. Timetable")
PLAN_CARRYING_OUT = message("III. CARRYING OUT")
PLAN_BY_WEEKS = message("a) By weeks")
PLAN_BY_MONTHS = message("b) By months")
TIME = message("Time")
TRAINED = message("Participants")
TRAINING_CONTENT = message("What is taught")
STANDARD_OR_CRITERION = message("Standard, criterion")
ACTIVITIES = message("Activities")
RESOURCES_NEEDED = message("Resources to be mobilised or provided")
RESOURCES_TIME = message("Time of mobilisation")
EXPECTED_EVIDENCE = message("Evidence expected to be collected")
COLLECTING_PLACE = message("Place of collection")
COLLECTORS = message("Working group or person who collects")
COLLECTING_TIME = message("Time of collection")
EXPECTED_COST = message("Expected cost")
ACTIVITY = message("Activity")
MONTH = message("Month")
FOR_THE_WHOLE = message("For all standards")

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

# The yearly plan of accreditation work
WORK_PLAN_TITLE = message("PLAN OF THE YEAR'S ACCREDITATION WORK")
WORK_PLAN_AIM = message("PURPOSE, SCOPE AND REQUIREMENTS")
WORK_PLAN_SITUATION = message("SITUATION OF THE SCHOOL")
WORK_PLAN_KEY_TASKS = message("MAIN TASKS")
WORK_PLAN_TASKS = message("SINGLE TASKS")
WORK_PLAN_TARGETS = message("TARGETS AND HOW TO REACH THEM")
WORK_PLAN_CARRYING_OUT = message("CARRYING OUT")
WORK_PLAN_CALENDAR = message("CALENDAR OF THE ACCREDITATION WORK")
WORK_PLAN_SCHEDULE = message("SCHEDULE OF THE SELF-ASSESSMENT")
WORK_PLAN_MAIN_CONTENT = message("Main content")
WORK_PLAN_ADVANTAGES = message("What helps")
WORK_PLAN_DIFFICULTIES = message("What stands against it")
WORK_PLAN_TARGETS_ONLY = message("Targets")
WORK_PLAN_ACTIONS = message("How to reach them")

# Registration for external assessment
REGISTRATION_TITLE = message("REGISTRATION FOR EXTERNAL ASSESSMENT")
REGISTRATION_SUBJECT = message("Re: registration for external assessment")

# Improvement plan
IMPROVEMENT_TITLE = message("FOLLOW-UP OF THE QUALITY IMPROVEMENT PLAN")
IMPROVEMENT_WHAT = message("What will be done")
IMPROVEMENT_WHO = message("Carried out by")
IMPROVEMENT_RESOURCES = message("Resources")
IMPROVEMENT_RESULT = message("Expected result")
IMPROVEMENT_STATUS = message("State")

# Opinions on the published draft
OPINIONS_TITLE = message("SUMMARY OF OPINIONS ON THE DRAFT OF THE SELF-ASSESSMENT REPORT")
OPINION_DAY = message("Received on")
OPINION_SOURCE = message("From whom")
OPINION_PART = message("On which part")
OPINION_TEXT = message("Opinion")
OPINION_OUTCOME = message("What was decided")
OPINION_REASON = message("Reason, or what was changed")
OPINION_UNDECIDED = message("not decided yet")

# Figures against the numbers of the law
FIGURES_TITLE = message("FIGURES AGAINST THE NUMBERS THE LAW ASKS FOR")
FIGURES_LIMITS = message(
    "This paper is computed from the figures alone. It suggests: an indicator may ask for more than numbers, and the "
    "ratings are those of the council."
)
SCHOOL_CATEGORY = message("Type of school")
SCHOOL_REGION = message("Region by which the numbers are chosen")
FIGURE_MEASURE = message("What is measured")
FIGURE_ASKED = message("Number asked for")
FIGURE_VERDICT = message("In all")
FIGURE_PLACE = message("Where the number was read")
FIGURES_UNMEASURED = message("Not held against figures")
FIGURE_NOT_KNOWN = message("not known")

# Changes between two files
CHANGES_TITLE = message("WHAT CHANGED BETWEEN TWO VERSIONS OF THE SELF-ASSESSMENT")
CHANGES_MARKS = message(
    "Words that are gone are slanted, new words are bold, both with a rule below; plain texts have no marks."
)
CHANGES_PART = message("Part")
CHANGES_COUNT = message("Number of changes")
CHANGES_TOTAL = message("Together")
CHANGES_HEAD = (message("Where"), message("Before"), message("After"))
CHANGES_RENUMBERED = message("code given anew")

# Who has which work
ASSIGNMENT_TITLE = message("ASSIGNMENT OF THE WORK ON THE SELF-ASSESSMENT")
ASSIGNMENT_SHEETS = message("Sheets to be written")
ASSIGNMENT_EVIDENCE = message("Evidence to be collected")
MEMBER_PAGES_TITLE = message("WORK OF EACH MEMBER")
WORK = message("Work")
WORK_WRITERS = message("Writers")
WORK_LACKS = message("Still lacking")
WORK_TASKS = message("Tasks of the plan")
WORK_OF_NOBODY = message("Work that nobody has")
WORK_NONE = message("no work")

# The pack of evidence with its scans
PACK_TITLE = message("EVIDENCE WITH ITS SCANS")
PACK_SCANS = message("Scans")
