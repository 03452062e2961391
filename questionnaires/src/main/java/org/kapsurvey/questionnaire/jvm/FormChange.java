package org.kapsurvey.questionnaire.jvm;

/**
 * One thing that is otherwise in a new version of a form.
 *
 * @param name of the question, group, choice list or setting; {@code list/code} of a choice
 * @param before what it was; empty where the kind says all
 * @param after what it is now; empty where the kind says all
 */
public record FormChange(Kind kind, String name, String before, String after) {
    /** What a change means for the comparison of answers to the two versions. */
    public enum Comparability {
        NO("not comparable", "không so sánh được"),
        JUDGE("to be judged", "cần xem xét"),
        YES("comparable", "so sánh được"),
        NEW("new", "mới");

        private final String english;
        private final String vietnamese;

        Comparability(String english, String vietnamese) {
            this.english = english;
            this.vietnamese = vietnamese;
        }

        public String in(String language) {
            return language.equals("vi") ? vietnamese : english;
        }
    }

    /** What may change: {@code {0}} stands for the name, {@code {1}} and {@code {2}} for before and after. */
    public enum Kind {
        QUESTION_REMOVED(
                Comparability.NO,
                "The question {0} ({1}) is gone: its series ends.",
                "Câu {0} ({1}) không còn: chuỗi số liệu của câu này kết thúc."),
        QUESTION_ADDED(Comparability.NEW, "The question {0} ({2}) is new.", "Câu {0} ({2}) là câu mới."),
        QUESTION_RENAMED(
                Comparability.NO,
                "The question {1} seems to be called {2} now: it is another column, unless plans and jobs join the two.",
                "Câu {1} có vẻ đã đổi tên thành {2}: đây là cột khác, trừ khi kế hoạch và bản phân tích nối hai cột."),
        QUESTION_MOVED(
                Comparability.JUDGE,
                "The question {0} stands at another place: what is asked before a question may change its answers.",
                "Câu {0} đứng ở chỗ khác: câu hỏi trước đó có thể ảnh hưởng đến câu trả lời."),
        TYPE(
                Comparability.NO,
                "The question {0} was of type {1} and is of type {2}.",
                "Câu {0} trước là kiểu {1}, nay là kiểu {2}."),
        TYPE_WIDER(
                Comparability.YES,
                "The question {0} was of type {1} and is of type {2}, which takes all answers of before.",
                "Câu {0} trước là kiểu {1}, nay là kiểu {2}, vẫn nhận mọi câu trả lời như trước."),
        WORDING(
                Comparability.JUDGE,
                "The question {0} is worded otherwise: “{1}” became “{2}”.",
                "Câu {0} đổi cách hỏi: “{1}” thành “{2}”."),
        HINT(Comparability.YES, "The hint of {0} is worded otherwise.", "Gợi ý của câu {0} đổi cách viết."),
        CHOICE_ADDED(
                Comparability.JUDGE,
                "The choice {0} is new ({1}): shares of the other choices may fall.",
                "Lựa chọn {0} là mới ({1}): tỷ lệ các lựa chọn khác có thể giảm."),
        CHOICE_REMOVED(
                Comparability.NO,
                "The choice {0} is gone ({1}): who would have chosen it answers something else.",
                "Lựa chọn {0} không còn ({1}): người lẽ ra chọn mục này sẽ trả lời khác."),
        CHOICE_WORDING(
                Comparability.JUDGE,
                "The choice {0} is worded otherwise: “{1}” became “{2}”.",
                "Lựa chọn {0} đổi cách viết: “{1}” thành “{2}”."),
        CHOICE_ORDER(
                Comparability.JUDGE,
                "The choices of {0} ({1}) stand in another order: those read first are chosen more often.",
                "Các lựa chọn của {0} ({1}) đứng theo thứ tự khác: mục đọc trước thường được chọn nhiều hơn."),
        TEXT(
                Comparability.JUDGE,
                "The text {0}, read beside questions, is worded otherwise: “{1}” became “{2}”.",
                "Phần chữ {0}, đọc cùng các câu hỏi, đổi cách viết: “{1}” thành “{2}”."),
        EXCLUSIVE(
                Comparability.JUDGE,
                "The choice {0} goes together with others otherwise: exclusive was “{1}” and is “{2}”.",
                "Lựa chọn {0} đổi cách chọn cùng mục khác: exclusive trước là “{1}”, nay là “{2}”."),
        DEFAULT(
                Comparability.JUDGE,
                "The question {0} is filled in beforehand otherwise: “{1}” became “{2}”. What stands there is easily left.",
                "Câu {0} được điền sẵn khác trước: “{1}” thành “{2}”. Câu trả lời điền sẵn thường được để nguyên."),
        READ_ONLY(
                Comparability.JUDGE,
                "The answer to {0} can be changed otherwise: read_only was “{1}” and is “{2}”.",
                "Câu trả lời của {0} được sửa khác trước: read_only trước là “{1}”, nay là “{2}”."),
        SELF_FILL(
                Comparability.JUDGE,
                "The page {0} is filled in by another: self_fill was “{1}” and is “{2}”. People tell a surveyor other things than a screen.",
                "Trang {0} do người khác điền: self_fill trước là “{1}”, nay là “{2}”. Trả lời điều tra viên có thể khác với tự điền."),
        APPEARANCE(
                Comparability.JUDGE,
                "{0} is shown otherwise: “{1}” became “{2}”.",
                "{0} hiển thị khác trước: “{1}” thành “{2}”."),
        RELEVANCE(
                Comparability.JUDGE,
                "{0} is asked of others: relevant was “{1}” and is “{2}”.",
                "{0} được hỏi với người khác: điều kiện trước là “{1}”, nay là “{2}”."),
        LIMITS(
                Comparability.JUDGE,
                "The question {0} takes other answers: “{1}” became “{2}”.",
                "Câu {0} nhận câu trả lời khác trước: “{1}” thành “{2}”."),
        WARNING(
                Comparability.YES,
                "The question {0} warns of other answers: “{1}” became “{2}”.",
                "Câu {0} nhắc lại với câu trả lời khác trước: “{1}” thành “{2}”."),
        MISSING(
                Comparability.JUDGE,
                "The question {0} can be left without an answer otherwise: “{1}” became “{2}”.",
                "Cách bỏ trống câu {0} khác trước: “{1}” thành “{2}”."),
        CALCULATION(
                Comparability.NO,
                "{0} is computed otherwise: “{1}” became “{2}”.",
                "{0} được tính khác trước: “{1}” thành “{2}”."),
        ROWS(
                Comparability.JUDGE,
                "The repeat {0} has another number of rows: “{1}” became “{2}”.",
                "Nhóm lặp {0} có số dòng khác trước: “{1}” thành “{2}”."),
        SCORING(
                Comparability.JUDGE,
                "The answers of {0} are scored otherwise: scores must be computed anew for both versions.",
                "Câu trả lời của {0} được tính điểm khác trước: phải tính lại điểm cho cả hai phiên bản."),
        OUTCOME(
                Comparability.NO,
                "It is said otherwise which visits are {0}: “{1}” became “{2}”. Response rates, weights and who is counted differ.",
                "Cách xác định lượt đến “{0}” khác trước: “{1}” thành “{2}”. Tỷ lệ trả lời, trọng số và những người được tính sẽ"
                        + " khác."),
        ASKED(
                Comparability.NO,
                "The form is for others: {0} was “{1}” and is “{2}”.",
                "Phiếu dành cho người khác: {0} trước là “{1}”, nay là “{2}”."),
        SETTING(
                Comparability.YES,
                "The setting {0} was “{1}” and is “{2}”.",
                "Thiết lập {0} trước là “{1}”, nay là “{2}”."),
        OTHER_FORM(
                Comparability.NO,
                "These are versions of two forms, {1} and {2}.",
                "Đây là phiên bản của hai phiếu khác nhau, {1} và {2}."),
        SAME_VERSION(
                Comparability.NO,
                "Both are called version {2}: what is published never changes, so give the new one another version.",
                "Cả hai cùng là phiên bản {2}: phiếu đã xuất bản không bao giờ thay đổi, hãy đặt phiên bản khác cho bản mới.");

        private final Comparability comparability;
        private final String english;
        private final String vietnamese;

        Kind(Comparability comparability, String english, String vietnamese) {
            this.comparability = comparability;
            this.english = english;
            this.vietnamese = vietnamese;
        }

        public Comparability comparability() {
            return comparability;
        }

        /** Whether it is said of a choice list or one of its choices. */
        boolean isOfList() {
            return switch (this) {
                case CHOICE_ADDED, CHOICE_REMOVED, CHOICE_WORDING, CHOICE_ORDER, EXCLUSIVE -> true;
                default -> false;
            };
        }

        /** Whether it is said of the form, and of no question in it. */
        boolean isOfForm() {
            return switch (this) {
                case OUTCOME, ASKED, SETTING, OTHER_FORM, SAME_VERSION -> true;
                default -> false;
            };
        }
    }

    /** The change as a sentence: Vietnamese for {@code vi}, English for any other language. */
    public String in(String language) {
        String sentence = language.equals("vi") ? kind.vietnamese : kind.english;
        String[] parts = {name, before, after};
        return Sentence.filled(sentence, part -> parts[part]);
    }
}
