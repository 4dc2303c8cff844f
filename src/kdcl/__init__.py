"""Vietnam's school-accreditation framework as typed Python: law, codes, a school's facts, scoring, documents."""
