package org.kapsurvey.questionnaire.interview;

import org.kapsurvey.questionnaire.definition.QuestionType;

/** What may be found in answers. Codes are stable: they are stored with interviews. */
public enum FindingCode {
    REQUIRED("required", true, "Câu này cần có câu trả lời.", "This question needs an answer."),
    CONSTRAINT(
            "constraint",
            true,
            "Câu trả lời nằm ngoài phạm vi cho phép.",
            "The answer is outside the range that is allowed."),
    TYPE("type", true, "Câu trả lời chưa đúng dạng.", "The answer has not the right form."),
    UNKNOWN_CHOICE(
            "unknown_choice",
            true,
            "Câu trả lời không có trong danh sách lựa chọn.",
            "The answer is not among the choices."),
    EXCLUSIVE(
            "exclusive",
            true,
            "Lựa chọn này không đi cùng lựa chọn khác.",
            "This choice can't go together with another."),
    MISSING_CODE(
            "missing_code",
            true,
            "Câu này không có lý do bỏ trống đó.",
            "This question doesn't offer that reason for having no answer."),
    WARNING(
            "warning",
            false,
            "Câu trả lời này ít gặp. Hãy hỏi lại cho chắc.",
            "This answer is unusual. Please make sure of it."),
    TOO_MANY_ROWS(
            "too_many_rows",
            false,
            "Danh sách dài hơn mức cho phép; các dòng thừa không được ghi nhận.",
            "The list is longer than allowed; the rows beyond are not kept."),
    TOO_LONG(
            "too_long",
            false,
            "Câu trả lời dài quá 5.000 ký tự và đã bị cắt.",
            "The answer was cut at 5,000 characters."),
    CLEANED(
            "cleaned",
            false,
            "Đã bỏ các ký tự không lưu được trong câu trả lời.",
            "Characters that can't be stored were taken out of the answer."),
    ANSWER_TO_IRRELEVANT(
            "answer_to_irrelevant",
            false,
            "Có câu trả lời cho câu không được hỏi; câu trả lời không được ghi nhận.",
            "There is an answer to a question that was not asked; it is not kept."),
    UNKNOWN_QUESTION(
            "unknown_question",
            false,
            "Phiếu không có câu hỏi này; câu trả lời không được ghi nhận.",
            "The form has no such question; the answer is not kept.");

    private final String code;
    private final boolean blocking;
    private final String vietnamese;
    private final String english;

    FindingCode(String code, boolean blocking, String vietnamese, String english) {
        this.code = code;
        this.blocking = blocking;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String code() {
        return code;
    }

    /** Whether an interview with such a finding is not complete. */
    public boolean isBlocking() {
        return blocking;
    }

    /** The general words: Vietnamese for {@code vi}, English for any other language. */
    String message(String language) {
        return language.equals("vi") ? vietnamese : english;
    }

    /** What the answer to a type of question must look like. */
    static String typeMessage(QuestionType type, String language) {
        boolean vi = language.equals("vi");
        return switch (type) {
            case INTEGER -> vi ? "Hãy nhập một số nguyên, ví dụ 27." : "Enter a whole number, for instance 27.";
            case DECIMAL -> vi ? "Hãy nhập một số, ví dụ 2,5." : "Enter a number, for instance 2.5.";
            case DATE -> vi ? "Hãy chọn một ngày có thật." : "Choose a day that exists.";
            case TIME -> vi ? "Hãy nhập giờ và phút, ví dụ 07:30." : "Enter hours and minutes, for instance 07:30.";
            case RANGE -> vi ? "Hãy chọn một số trong thang." : "Choose a number of the scale.";
            case RANK -> vi ? "Hãy xếp thứ tự tất cả các mục." : "Put all the items in order.";
            case GEOPOINT ->
                vi
                        ? "Hãy nhập vĩ độ và kinh độ, ví dụ 20.8651 106.6838."
                        : "Enter latitude and longitude, for instance 20.8651 106.6838.";
            case TEXT, SELECT_ONE, SELECT_MULTIPLE, ACKNOWLEDGE, NOTE, CALCULATE, HIDDEN -> TYPE.message(language);
        };
    }
}
