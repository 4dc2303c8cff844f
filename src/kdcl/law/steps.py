"""The steps of an external assessment, and the two ways on which a school hands in its file (Article 27)."""

from __future__ import annotations

from kdcl.messages import WordedEnum, message


class Step(WordedEnum):
    """A step of an external assessment."""

    REGISTERED = "registered", message("registered"), message("The school registered")
    """Nhà trường nộp hồ sơ đăng ký đánh giá ngoài."""
    RETURNED = "returned", message("to be completed"), message("The file is to be completed")
    """Hồ sơ phải bổ sung, hoàn thiện."""
    COMPLETED = "completed", message("completed"), message("The school handed in what was missing")
    """Nhà trường đã bổ sung hồ sơ."""
    FORWARDED = "forwarded", message("forwarded"), message("The district office accepted the file and forwarded it")
    """Phòng chấp nhận và gửi hồ sơ về sở."""
    ACCEPTED = "accepted", message("accepted by the department"), message("The department accepted the file")
    """Sở chấp nhận đánh giá ngoài."""
    TEAM_APPOINTED = "team_appointed", message("team appointed"), message("The team was appointed")
    """Giám đốc sở thành lập đoàn."""
    FILE_STUDIED = "file_studied", message("file studied"), message("The team studied the file")
    """Nghiên cứu hồ sơ đánh giá."""
    PRELIMINARY_SURVEY = (
        "preliminary_survey",
        message("preliminary survey made"),
        message("The preliminary survey was made"),
    )
    """Khảo sát sơ bộ."""
    MAIN_SURVEY = "main_survey", message("main survey made"), message("The main survey was made")
    """Khảo sát chính thức."""
    DRAFT_SENT = "draft_sent", message("draft sent"), message("The draft report was sent to the school")
    """Gửi dự thảo báo cáo đánh giá ngoài cho trường."""
    OBJECTED = "objected", message("answered with objections"), message("The school answered with objections")
    """Trường có ý kiến khác."""
    AGREED = "agreed", message("agreed by the school"), message("The school agreed to the draft")
    """Trường nhất trí với dự thảo."""
    OBJECTION_ANSWERED = (
        "objection_answered",
        message("objections answered"),
        message("The team answered the objections"),
    )
    """Đoàn trả lời ý kiến của trường."""
    REPORTED = "reported", message("report handed in"), message("The team handed in its report")
    """Đoàn hoàn thành báo cáo đánh giá ngoài."""
    RECOGNISED = "recognised", message("recognised"), message("The school was recognised")
    """Công nhận, cấp giấy chứng nhận."""
    REFUSED = "refused", message("not recognised"), message("The school was not recognised")
    """Không công nhận."""


class Route(WordedEnum):
    """Where a school hands in its file."""

    DISTRICT = "district", message("through the district office")
    """Qua phòng giáo dục và đào tạo."""
    DEPARTMENT = "department", message("at the provincial department")
    """Tại sở giáo dục và đào tạo."""
