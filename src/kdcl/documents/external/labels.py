"""The names of papers, headings and columns of an external assessment, as English templates.

Two labels that differ in Vietnamese differ in English, since the English is the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kdcl.documents import labels as school_labels
from kdcl.messages import Message, message

TEAM = message("EXTERNAL ASSESSMENT TEAM")
TEAM_LEADER = message("LEADER OF THE TEAM")
DIRECTOR = message("DIRECTOR")
NOT_WRITTEN = message("none stated")

# Papers
TEAM_LIST = message("LIST OF THE MEMBERS OF THE EXTERNAL ASSESSMENT TEAM")
WORKING_PLAN = message("WORKING PLAN OF THE EXTERNAL ASSESSMENT TEAM")
PRELIMINARY_REPORT = message("PRELIMINARY REPORT")
CRITERIA_REMARKS = message("REMARKS ON THE CRITERIA")
TEAM_SHEETS = message("CRITERION ASSESSMENT SHEETS OF THE TEAM")
TEAM_SHEET = message("CRITERION ASSESSMENT SHEET OF THE TEAM")
FILE_STUDY = message("REPORT ON THE STUDY OF THE FILE")
PRELIMINARY_SURVEY = message("MINUTES OF THE PRELIMINARY SURVEY")
MAIN_SURVEY = message("REPORT ON THE MAIN SURVEY")
EXTERNAL_REPORT = message("EXTERNAL ASSESSMENT REPORT")
COMPARISON = message("SELF-ASSESSMENT AND EXTERNAL ASSESSMENT SIDE BY SIDE")
SCHOOL_ANSWER = message("ANSWER TO THE DRAFT OF THE EXTERNAL ASSESSMENT REPORT")

INTAKE_SUBJECT = message("Re: file of registration for external assessment")
OFFICE_HEAD = message("HEAD OF THE OFFICE")

REGISTER = message("REGISTER OF EXTERNAL ASSESSMENTS")

# Sentences that are read back
INTAKE_CHECKED = message("The registration file of {school}, school year {year}, was checked:")
INTAKE_RETURNED = message("The registration file of {school}, school year {year}, has to be completed:")
INTAKE_FORWARDED = message(
    "The registration file of {school}, school year {year}, is accepted and sent to the provincial department."
)
INTAKE_ACCEPTED = message("The registration file of {school}, school year {year}, is accepted for external assessment.")
TEAM_ARTICLE = message(
    "The external assessment team of {school} is set up. It has {count} members, who are named in the list attached to "
    "this decision."
)
ANSWERED_TO = message("To: the external assessment team")
OBJECTS = message("The school objects to these points of the draft:")
AGREES = message("The school agrees to the draft of the external assessment report.")

FORM_REMARK = message("Remark on the form (this sheet is no part of the paper)")
FORM_DOUBT = message("Annex {annex} was not read; the paper follows {source}.")

PLAN_MEMBERS = message("1. Members and their criteria")
PLAN_WORK = message("2. Work and days")

# Columns
STANDARD = message("Standard")
WHOM = message("Who is asked")
PEOPLE = message("Number of people")
INTERVIEW_CONTENT = message("What is asked")
WORKPLACE = message("Workplace")
TEAM_DUTY = message("Duty in the team")
ASSIGNED_CRITERIA = message("Criteria")
WORK = message("Work")
RESPONSIBLE = message("In charge")
PAGE_AND_LINE = message("Page - line")
FOUND_SLIP = message("Slip in the report")
PROPOSED = message("Proposed correction")
BLANK_MISSING = message("Blank missing")
BLANK_EXTRA = message("Blank too many")
SELF = message("Self-assessment")
OUTSIDE = message("External assessment")
OBJECTION = message("What the school says")
DECIDED = message("What the team decided")

# Annex X
STUDY_FORM = message("1. Form, structure and language")
STUDY_CONTENT = message("2. Content")
STUDY_CRITERIA = message("3. Criteria")
NOT_ASSESSED = message("a) not assessed: {criteria}")
ASSESSED_WRONGLY = message("b) assessed wrongly: {criteria}")
ASSESSED_IN_PART = message("c) not fully assessed: {criteria}")
STUDY_CHECK = message("4. Criteria whose evidence has to be checked")
STUDY_ADD = message("5. Criteria whose evidence has to be added to")
STUDY_INTERVIEWS = message("6. Interviews")
STUDY_SIGHTS = message("7. Facilities and activities to look at")

# Annex XI
SURVEY_WHO = message("I. WHO TOOK PART")
SURVEY_TEAM = message("1. The external assessment team")
SURVEY_SCHOOL = message("2. The school")
SURVEY_CONTENT = message("II. CONTENT")
SURVEY_EXCHANGE = message("1. Exchange on the study of the file")
SURVEY_REQUESTS = message("2. What the school is asked for")
SURVEY_PLAN = message("3. Plan of the main survey")

# Annex XII
SURVEY_OVERVIEW = message("I. OVERVIEW OF THE SURVEY")
SURVEY_RESULTS = message("II. RESULTS BY CRITERION")
SURVEY_STANDARDS = message("III. GENERAL ASSESSMENT OF THE STANDARDS")
SURVEY_TIME = message("Time: {days}. Place: {school}.")
SURVEY_CLOSING = message(
    "The survey closed at {time}. These minutes are made in {count} copies: one for the team, one for the school, "
    "one for the department."
)
RESULT = message("{what} - result: {result}")
EVIDENCE_CHECKED = message("Evidence checked: {what}")
EVIDENCE_ADDED = message("Evidence added: {what}")
INTERVIEW_HELD = message("Interview: {what}")
SIGHT_SEEN = message("Seen: {what}")

# Annexes VIII and IX, and the sheets in Annex XIII
SHEET_STRENGTHS = message("1. Strengths of the school")
SHEET_WEAKNESSES = message("2. Weaknesses of the school")
SHEET_IMPROVEMENT = message("3. Its quality improvement plan")
SHEET_UNCLEAR = message("4. Unclear points (to be checked again, evidence to be added)")
SHEET_VERDICT = message("5. Verdict of the team")
REMARK = message("Remarks and surveys")
TO_CHECK = message("Evidence to check")
TO_ADD = message("Evidence to add")
INTERVIEWS = message("Interviews at the school")

# Annex XIII
REPORT_PART_ONE = message("Part I. OVERVIEW")
REPORT_PART_TWO = message("Part II. RESULTS BY CRITERION")
REPORT_PART_THREE = message("Part III. CONCLUSION AND RECOMMENDATIONS")
REPORT_INTRODUCTION = message("1. Introduction")
REPORT_PROCESS = message("2. Process of the external assessment")
REPORT_RESULT = message("3. Summary of the results")
REPORT_STRUCTURE = message("a) Structure of the self-assessment report")
REPORT_COVERAGE = message("b) Coverage of the criteria")
REPORT_WEAK = message("c) Criteria not sufficiently analysed")
REPORT_TABLE = message("d) Results of the self-assessment and of the external assessment")
REPORT_REMARKS = message("e) General remarks")
REPORT_CONCLUSION = message("1. Conclusion")
REPORT_RECOMMENDATIONS = message("2. Recommendations to the school")
STANDARD_REMARK = message("General assessment of Standard {number}")

# Annex VII
MEMBER_STRUCTURE = message("1.1. Form and structure")
MEMBER_STYLE = message("1.2. Style")
MEMBER_SPELLING = message("1.3. Spelling")
MEMBER_TYPING = message("1.4. Typing")
MEMBER_FIGURES = message("1.5. Figures of Part I and of the descriptions")
MEMBER_FORM = message("1. Form of the report")
MEMBER_CONTENT = message("2. Content of the report")
MEMBER_STATE = message("2.1. Descriptions of the current state")
MEMBER_STRENGTHS = message("2.2. Strengths and weaknesses")
MEMBER_PLANS = message("2.3. Improvement plans")
MEMBER_EVIDENCE = message("2.4. Remarks on evidence")
MEMBER_VERDICTS = message("2.5. Verdicts")
MEMBER_CRITERIA = message("3. Criteria not assessed, assessed wrongly or not fully")
MEMBER_DISCUSS = message("4. To be discussed in the team")
WRITER = message("Writer")
MAIL = message("Mail")
TELEPHONE = message("Telephone")

# Parts and columns by the facts that stand in them: papers are written by them, and read back
_Labels = Mapping[str, Message]
SHEET_ITEMS: Final[_Labels] = {
    "strengths": SHEET_STRENGTHS,
    "weaknesses": SHEET_WEAKNESSES,
    "improvement_plan": SHEET_IMPROVEMENT,
    "unclear": SHEET_UNCLEAR,
}
MEMBER_CONTENTS: Final[_Labels] = {
    "current_state": MEMBER_STATE,
    "strengths_and_weaknesses": MEMBER_STRENGTHS,
    "improvement_plans": MEMBER_PLANS,
    "evidence": MEMBER_EVIDENCE,
    "verdicts": MEMBER_VERDICTS,
}
CRITERIA_LISTS: Final[_Labels] = {
    "not_assessed": NOT_ASSESSED,
    "assessed_wrongly": ASSESSED_WRONGLY,
    "assessed_in_part": ASSESSED_IN_PART,
}
CONTACTS: Final[_Labels] = {"workplace": WORKPLACE, "telephone": TELEPHONE, "mail": MAIL}
SPELLING_COLUMNS: Final[_Labels] = {"where": PAGE_AND_LINE, "found": FOUND_SLIP, "proposal": PROPOSED}
TYPING_COLUMNS: Final[_Labels] = {"where": PAGE_AND_LINE, "missing": BLANK_MISSING, "extra": BLANK_EXTRA}
MEMBER_COLUMNS: Final[_Labels] = {
    "number": school_labels.NUMBER,
    "name": school_labels.FULL_NAME,
    "position": school_labels.POSITION,
    "workplace": WORKPLACE,
    "role": TEAM_DUTY,
}
ASSIGNED_COLUMNS: Final[_Labels] = {
    "number": school_labels.NUMBER,
    "name": school_labels.FULL_NAME,
    "role": TEAM_DUTY,
    "criteria": ASSIGNED_CRITERIA,
}
WORK_COLUMNS: Final[_Labels] = {
    "number": school_labels.NUMBER,
    "what": WORK,
    "days": school_labels.TIME,
    "responsible": RESPONSIBLE,
    "note": school_labels.NOTE,
}
ANSWER_COLUMNS: Final[_Labels] = {
    "number": school_labels.NUMBER,
    "criterion": school_labels.CRITERION,
    "text": OBJECTION,
    "reason": DECIDED,
}
REQUEST_COLUMNS: Final[_Labels] = {
    "number": school_labels.NUMBER,
    "standard": STANDARD,
    "criterion": school_labels.CRITERION,
    "what": school_labels.EVIDENCE_CODE,
}
INTERVIEW_COLUMNS: Final[_Labels] = {
    "number": school_labels.NUMBER,
    "standard": STANDARD,
    "criterion": school_labels.CRITERION,
    "whom": WHOM,
    "count": PEOPLE,
    "content": INTERVIEW_CONTENT,
}
