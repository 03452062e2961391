package org.kapsurvey.api.problem;

/**
 * The one catalogue of what can be wrong with a request. The part of a code before the dot is the HTTP status. A code is
 * never used again for something else; {@code docs/api.md} lists them all.
 */
public enum Problems {
    MALFORMED_JSON("400.1", "Nội dung gửi lên không phải là JSON hợp lệ.", "The body is not valid JSON."),
    INVALID_FIELD(
            "400.2", "Nội dung gửi lên thiếu trường hoặc có trường sai.", "A field of the body is missing or wrong."),
    INVALID_INTERVIEW_ID("400.3", "Mã phiếu phỏng vấn phải là một UUID.", "The id of an interview must be a UUID."),
    INVALID_REVISION(
            "400.4",
            "Số lần sửa phải là số nguyên từ 1 đến 9999.",
            "The revision must be a whole number from 1 to 9999."),
    MISSING_DIGEST(
            "400.5",
            "Thiếu tiêu đề Content-Digest với sha-256 của nội dung.",
            "The header Content-Digest with the sha-256 of the body is missing."),
    JSON_TOO_COMPLEX(
            "400.6",
            "Nội dung JSON lồng quá sâu hoặc có phần quá dài.",
            "The JSON is nested too deep or has a part that is too long."),
    MALFORMED_REQUEST("400.7", "Yêu cầu không đúng dạng.", "The request is malformed."),
    INVALID_KEY("400.8", "Idempotency-Key phải là một UUID.", "The Idempotency-Key must be a UUID."),
    NOT_LOGGED_IN(
            "401.1",
            "Bạn chưa đăng nhập, hoặc phiên làm việc đã hết. Hãy đăng nhập.",
            "You are not logged in, or your session has ended. Log in."),
    LOGIN_REFUSED("401.2", "Tên đăng nhập hoặc mật khẩu không đúng.", "The login name or the password is wrong."),
    FOREIGN_HOST(
            "403.1",
            "Máy chủ không trả lời dưới tên miền này; hãy dùng địa chỉ mà đơn vị của bạn đã thông báo.",
            "The service does not answer under this name; use the address that your office has announced."),
    FOREIGN_ORIGIN(
            "403.2", "Không nhận dữ liệu gửi từ một trang web khác.", "Data sent from another web site is not taken."),
    NOT_ALLOWED("403.3", "Tài khoản của bạn không có quyền làm việc này.", "Your account is not allowed to do this."),
    OUTSIDE_AREAS(
            "403.4",
            "Việc này cần số liệu của cả đợt khảo sát, nhưng đợt khảo sát có phần nằm ngoài địa bàn của tài khoản. Hãy nhờ người phụ trách"
                    + " toàn tỉnh.",
            "This takes the whole survey round, and a part of it lies outside of the areas of your account. Ask somebody who"
                    + " works for the whole province."),
    WRONG_PASSWORD(
            "403.5",
            "Mật khẩu hiện tại không đúng; mật khẩu chưa được đổi.",
            "The present password is wrong; it was not changed."),
    NOT_FOUND("404.1", "Không tìm thấy địa chỉ này.", "There is nothing at this address."),
    UNKNOWN_QUESTIONNAIRE(
            "404.2",
            "Không có phiếu hỏi với mã và phiên bản này.",
            "There is no questionnaire with this id and version."),
    UNKNOWN_INTERVIEW("404.3", "Không có phiếu phỏng vấn với mã này.", "There is no interview with this id."),
    UNKNOWN_ROUND("404.4", "Không có đợt khảo sát với mã này.", "There is no survey round with this id."),
    UNKNOWN_JOB("404.5", "Không có lượt phân tích với mã này.", "There is no job with this id."),
    UNKNOWN_FRAME(
            "404.6",
            "Không có khung mẫu với mã và phiên bản này.",
            "There is no sampling frame with this id and version."),
    UNKNOWN_PERSON(
            "404.7", "Đợt khảo sát không chọn người có mã này.", "The survey round has selected nobody with this id."),
    UNKNOWN_INSTITUTIONS(
            "404.8",
            "Không có khảo sát cơ quan, đơn vị với mã và phiên bản này.",
            "There is no survey of institutions with this id and version."),
    UNKNOWN_ACCOUNT("404.9", "Không có tài khoản với mã này.", "There is no account with this id."),
    WRONG_METHOD("405.1", "Địa chỉ này không nhận phương thức đó.", "This address does not take that method."),
    BODY_STALLED(
            "408.1",
            "Nội dung gửi lên bị ngắt giữa chừng. Hãy gửi lại.",
            "The body stopped arriving before it was complete. Send it again."),
    INTERVIEW_CONFLICT(
            "409.1",
            "Mã phiếu và số lần sửa này đã có với nội dung khác. Cả hai bản đều được giữ lại.",
            "This interview and revision are here already with other content. Both are kept."),
    STATE_CONFLICT(
            "409.2",
            "Phiếu không còn ở trạng thái hoặc lần sửa mà yêu cầu nêu.",
            "The interview is no longer in the state or revision that the request names."),
    TRANSITION_REFUSED(
            "409.3", "Không thể chuyển phiếu giữa hai trạng thái này.", "An interview can't go between these states."),
    QUARANTINED_NOT_APPROVED(
            "409.4", "Không thể duyệt phiếu đang bị cách ly.", "A quarantined interview can't be approved."),
    IMMUTABLE(
            "409.5",
            "Mã này đã được công bố với nội dung khác; nội dung đã công bố không bao giờ thay đổi.",
            "This id is published with other content; what is published never changes."),
    JOB_ENDED(
            "409.6",
            "Lượt phân tích đã kết thúc nên không hủy được nữa.",
            "The job has ended, so it can't be cancelled any more."),
    JOB_NOT_DONE(
            "409.7",
            "Lượt phân tích chưa ở trạng thái mà yêu cầu này cần.",
            "The job is not in the state that this request needs."),
    JOB_KEY_TAKEN(
            "409.8",
            "Idempotency-Key này đã dùng cho một lượt phân tích có nội dung khác.",
            "This Idempotency-Key was used for a job with other content."),
    ROUND_LOCKED(
            "409.9",
            "Đợt khảo sát đã khóa nên không thêm hay sửa gì được nữa.",
            "The survey round is locked: nothing is added to it or changed in it any more."),
    ROUND_UNDECIDED(
            "409.10",
            "Đợt khảo sát còn phiếu chưa được duyệt hay loại, nên chưa khóa.",
            "The survey round has interviews that are neither approved nor rejected, so it was not locked."),
    LAST_ADMINISTRATOR(
            "409.11",
            "Đây là quản trị viên toàn hệ thống cuối cùng còn hoạt động. Hãy thêm một quản trị viên khác trước.",
            "This is the last active administrator without areas. Add another one first."),
    JOB_FILES_REMOVED(
            "410.1",
            "Tệp kết quả của lượt phân tích này đã quá thời hạn lưu nên được xóa. Hãy chạy lại bản mô tả.",
            "The files of this job were kept for their time and are removed. Run the job again."),
    BODY_TOO_LARGE("413.1", "Nội dung gửi lên quá lớn.", "The body is too large."),
    WRONG_CONTENT_TYPE(
            "415.1", "Chỉ nhận nội dung kiểu application/json.", "Only a body of type application/json is taken."),
    DIGEST_MISMATCH(
            "422.1",
            "Nội dung nhận được không khớp với Content-Digest; chưa lưu gì. Hãy gửi lại.",
            "The body received does not match its Content-Digest; nothing was stored. Send it again."),
    JOB_REFUSED(
            "422.2",
            "Bản mô tả phân tích có lỗi nên chưa được đưa vào hàng đợi.",
            "The job has faults, so it was not queued."),
    FRAME_REFUSED("422.3", "Khung mẫu có lỗi nên chưa được lưu.", "The frame has faults, so nothing of it was kept."),
    INSTITUTIONS_REFUSED(
            "422.4",
            "Danh bạ hoặc phiếu trả lời có lỗi nên chưa được lưu.",
            "The register or the returns have faults, so nothing of them was kept."),
    SAMPLE_REFUSED(
            "422.5", "Chưa chọn được mẫu; chưa lưu gì.", "The sample could not be drawn, so nothing of it was kept."),
    FORM_REFUSED("422.6", "Phiếu hỏi có lỗi nên chưa được công bố.", "The form has faults, so it was not published."),
    LOGIN_THROTTLED(
            "429.1",
            "Đã thử sai quá nhiều lần. Hãy đợi rồi thử lại.",
            "There were too many wrong tries. Wait, then try again."),
    UNEXPECTED(
            "500.1",
            "Có lỗi trong chương trình. Hãy gửi lại sau; nếu còn lỗi, báo mã lỗi cho người quản trị.",
            "A fault in the program. Try again later; if it stays, tell the administrator the error's id."),
    DATABASE_UNAVAILABLE(
            "503.1",
            "Cơ sở dữ liệu tạm thời không trả lời. Hãy thử lại sau ít giây.",
            "The database does not answer at the moment. Try again in a few seconds."),
    BUSY(
            "503.2",
            "Máy chủ đang quá tải. Hãy gửi lại sau ít giây.",
            "The service is too busy at the moment. Send again in a few seconds."),
    QUEUE_FULL(
            "503.3",
            "Hàng đợi phân tích đã đầy. Hãy gửi lại khi một lượt đã xong.",
            "The queue of jobs is full. Send again when one has ended.");

    private final String code;
    private final String vietnamese;
    private final String english;

    Problems(String code, String vietnamese, String english) {
        this.code = code;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /** For instance {@code 409.1}. */
    public String code() {
        return code;
    }

    public int status() {
        return Integer.parseInt(code.substring(0, 3));
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }

    public ProblemException exception() {
        return new ProblemException(this, Details.none(), null);
    }

    public ProblemException exception(Details details) {
        return new ProblemException(this, details, null);
    }

    public ProblemException exception(Throwable cause) {
        return new ProblemException(this, Details.none(), cause);
    }
}
