package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kapsurvey.analysis.report.Figures;

/** How {@code tables.html} is to be read, and what was let pass but should be known. */
final class ReadingNotes {
    /** The codes of the column of notes: each with what it says in Vietnamese and in English. */
    private static final List<List<String>> NOTES = List.of(
            List.of(
                    "df<8",
                    "ít bậc tự do, sai số chuẩn kém chắc chắn",
                    "few degrees of freedom, an uncertain standard error"),
            List.of("df<1", "không có bậc tự do, không có khoảng tin cậy", "no degrees of freedom, no interval"),
            List.of("p=0", "mọi câu trả lời đều là không", "all answers are no"),
            List.of("p=1", "mọi câu trả lời đều là có", "all answers are yes"),
            List.of(
                    "p<0",
                    "trọng số âm đưa tỷ lệ ra ngoài 0 và 1, không có khoảng tin cậy",
                    "negative weights bring a share outside 0 and 1, no interval"),
            List.of(
                    "p>1",
                    "trọng số âm đưa tỷ lệ ra ngoài 0 và 1, không có khoảng tin cậy",
                    "negative weights bring a share outside 0 and 1, no interval"),
            List.of("constant", "các giá trị không thay đổi", "the values do not vary"),
            List.of(
                    "variance-below-0",
                    "trọng số âm làm phương sai của các giá trị nhỏ hơn 0",
                    "negative weights bring the variance of the values below 0"),
            List.of(
                    "weights<0",
                    "trọng số âm nên phân vị không phải là một vị trí trong thứ tự các giá trị",
                    "negative weights, so the quantile is no place in the order of the values"),
            List.of(
                    "deff-of-enclosing-domain",
                    "khoảng tin cậy mượn hệ số thiết kế của nhóm lớn hơn",
                    "the interval borrows the design effect of a larger group"),
            List.of(
                    "n*=psus",
                    "cỡ mẫu hiệu dụng lấy bằng số đơn vị chọn mẫu",
                    "the effective size is the number of PSUs"),
            List.of(
                    "routes-unknown",
                    "số câu trả lời không tính được vì không rõ có bao nhiêu người có thể kể về cùng đơn vị đó, như cặp vợ"
                            + " chồng",
                    "answers left out because how many could tell of the same unit, such as a couple, is not known"),
            List.of("se-undefined", "sai số chuẩn không tính được", "the standard error cannot be computed"),
            List.of("undefined", "không tính được", "cannot be computed"),
            List.of(
                    HeldBack.NOTE,
                    "[c] thay cho số không công bố, để không ai suy ra được câu trả lời của một số ít người; các tệp CSV để trống"
                            + " ở đó. [c] không có nghĩa là 0 hay không có số liệu",
                    "[c] stands for a number that is not published, so that the answers of few persons can't be worked out; the CSV"
                            + " files are empty there. It means neither 0 nor no data"));

    private final JobResult result;
    private final StringBuilder html;

    ReadingNotes(JobResult result, StringBuilder html) {
        this.result = result;
        this.html = html;
    }

    /** What stands before all tables, as it decides what they are good for; nothing where nothing was let pass. */
    void warnings() {
        if (result.warnings().isEmpty()) {
            return;
        }
        TablesHtml.heading(html, both("Cần biết trước khi dùng các số này", "Know this before using the figures"));
        html.append("<ul>\n");
        for (JobResult.Warning warning : result.warnings()) {
            html.append("<li class=\"note\">")
                    .append(both(
                            line(warning, Figures.in("vi"), vietnamese(warning)),
                            line(warning, Figures.in("en"), warning.message())))
                    .append("</li>\n");
        }
        html.append("</ul>\n</section>\n");
    }

    /** How figures, drawings and those notes that occur are to be read. */
    void write() {
        TablesHtml.heading(html, both("Cách đọc", "How to read this"));
        html.append("<ul>\n");
        item(
                "Số trong ngoặc đơn dựa trên 25–49 dòng (không tính trọng số), cần thận trọng; dấu * thay cho số dựa trên"
                        + " dưới 25 dòng. Các tệp CSV có đủ mọi số.",
                "Figures in parentheses rest on 25–49 rows, unweighted, and need caution; * stands for figures on fewer than"
                        + " 25. The CSV files have them all.");
        item(
                "Hình vẽ: vạch đứng là ước lượng, dải ngang là khoảng tin cậy, vạch đứt là chỉ tiêu.",
                "Drawings: the upright line is the estimate, the band its interval, the dashed line a target.");
        item(
                "Hệ số thiết kế: phương sai gấp mấy lần so với mẫu ngẫu nhiên đơn có hoàn lại cùng cỡ.",
                "Design effect: how many times the variance is that of a simple random sample with replacement of the same"
                        + " size.");
        Set<String> found = Stream.concat(
                        result.rows().stream()
                                .map(JobResult.Row::printed)
                                .flatMap(row -> Arrays.stream(row.note().split(" "))),
                        result.indicators().stream().flatMap(row -> row.notes().stream()))
                .collect(Collectors.toSet());
        for (List<String> note : NOTES) {
            if (found.stream().anyMatch(code -> code.equals(note.get(0)) || code.startsWith(note.get(0) + "="))) {
                item(
                        "Ghi chú " + note.get(0) + ": " + note.get(1) + ".",
                        "Note " + note.get(0) + ": " + note.get(2) + ".");
            }
        }
        html.append("</ul>\n</section>\n");
    }

    private void item(String vietnamese, String english) {
        html.append("<li>").append(both(vietnamese, english)).append("</li>\n");
    }

    private static String line(JobResult.Warning warning, Figures figures, String message) {
        return warning.code() + " (" + figures.count((double) warning.count()) + "): " + message;
    }

    /** What the warning says; one that is new here in its own words. */
    private static String vietnamese(JobResult.Warning warning) {
        return switch (warning.code()) {
            case "weight-zero" -> "Dòng có trọng số 0 không được tính vào ước lượng nào.";
            case Warnings.INDICATORS_IN_DOMAIN ->
                "“domain” của tệp công việc cũng giới hạn các chỉ tiêu của chương trình: số liệu và kết luận là của những người"
                        + " trong miền đó, không phải của mọi người mà chỉ tiêu nói đến.";
            case Warnings.EMPTY_GROUP ->
                "Nhóm không có dòng nào có giá trị thì không được ghi: "
                        + warning.message().substring(warning.message().indexOf(": ") + 2);
            case Warnings.NO_VALUE ->
                "Không dòng nào có trọng số trong miền có giá trị nên không có gì được ghi: "
                        + warning.message().substring(warning.message().indexOf(": ") + 2);
            case Warnings.SCALE_UNDEFINED ->
                "Có số liệu của thang đo không xác định, vì không dòng nào có giá trị ở mọi mục, các mục hoặc tổng của"
                        + " chúng không thay đổi, hoặc chỉ có một mục: "
                        + warning.message().substring(warning.message().indexOf(": ") + 2);
            case "weights-below-n" ->
                "Tổng trọng số không lớn hơn n (trọng số đã chuẩn hóa): không có deff so với mẫu không"
                        + " hoàn lại, chỉ có deff_wr.";
            case "df<1" -> "Ước lượng không có bậc tự do thì không có khoảng tin cậy t.";
            case "undefined" -> "Ước lượng không xác định, chẳng hạn tỷ số có mẫu số bằng 0.";
            case "se-undefined" -> "Sai số chuẩn không xác định.";
            case Warnings.TOO_LARGE ->
                "Tổng của các giá trị, của trọng số hoặc của bình phương quá lớn để ghi thành số: "
                        + warning.message()
                                .substring(
                                        warning.message().indexOf(": ") + 2,
                                        warning.message().indexOf(". Give"))
                        + ". Hãy dùng đơn vị lớn hơn cho các biến này hoặc cho trọng số.";
            case "p-undefined" ->
                "So sánh, chỉ tiêu và kiểm định không có giá trị p: một nhóm không có dòng nào, các giá trị không thay đổi, lấy"
                        + " lôgarit của ước lượng không lớn hơn 0, hoặc không còn bậc tự do.";
            case "stage-without-fpc" -> "Cấp chọn mẫu không có fpc được coi là rút từ quần thể vô hạn.";
            case Warnings.STAGE_COMPLETE ->
                "Theo fpc, mọi đơn vị đều được chọn nên không góp gì vào sai số chuẩn (sai số chuẩn bằng 0 nếu không có cấp nào"
                        + " khác góp vào), ở cấp chọn mẫu: "
                        + warning.message()
                                .substring(
                                        warning.message().indexOf(": ") + 2,
                                        warning.message().indexOf(". If"))
                        + ". Nếu không chọn tất cả, hãy ghi số đơn vị của quần thể hoặc tỷ lệ chọn mẫu, hoặc bỏ fpc.";
            case "weights-negative" -> "Hiệu chỉnh làm trọng số âm; hãy đặt giới hạn (bounds).";
            case "replicates-without-fpc" ->
                "Bootstrap không tính đến fpc: sai số chuẩn như khi không có fpc. Muốn tính đến, hãy dùng jkn.";
            case "replicates-of-stage-1" ->
                "Jackknife chỉ tính đến fpc của cấp một: việc chọn mẫu bên trong đơn vị cấp một không làm tăng sai số"
                        + " chuẩn. Để an toàn hãy bỏ fpc, hoặc dùng tuyến tính hóa.";
            case Warnings.CLASSES_COLLAPSED ->
                "Các lớp không trả lời quá nhỏ đã được gộp: "
                        + warning.message().substring(warning.message().indexOf(": ") + 2);
            case Warnings.CLASSES_SMALL ->
                "Không còn lớp bên cạnh để gộp với lớp có ít người trả lời hơn \"fewest\" hoặc hệ số lớn hơn \"largest\": "
                        + warning.message().substring(warning.message().indexOf(": ") + 2);
            case "replicates-not-converged" -> "Hiệu chỉnh các bộ trọng số lặp lại có cảnh báo.";
            default ->
                warning.code().endsWith("-not-converged")
                        ? "Bước hiệu chỉnh chưa hội tụ trong số vòng lặp cho phép."
                        : warning.message();
        };
    }
}
