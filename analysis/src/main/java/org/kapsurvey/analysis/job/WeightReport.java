package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;
import static org.kapsurvey.analysis.report.BilingualTable.escaped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.job.WeightingResult.GroupOutcomes;
import org.kapsurvey.analysis.job.WeightingResult.Replicates;
import org.kapsurvey.analysis.job.WeightingResult.Stage;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.OutcomeRate;
import org.kapsurvey.analysis.outcome.Outcomes;
import org.kapsurvey.analysis.report.BilingualPage;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.ReachedTotal;
import org.kapsurvey.analysis.weighting.Weighted;

/**
 * The file {@code weights.html}: how the weights came about, for reading and for the files of the survey. Vietnamese, with a
 * switch to English that needs no script. All text of the weighting file and the data is escaped.
 */
public final class WeightReport {
    /** More rows that were cut than these are in weights.csv alone. */
    private static final int CUT_LISTED = 50;

    private final WeightingResult result;
    private final StringBuilder html;

    private WeightReport(WeightingResult result, StringBuilder html) {
        this.result = result;
        this.html = html;
    }

    /** The text of {@code weights.html}. */
    public static String write(WeightingResult result) {
        String name = result.job().input().name();
        String title = name.isEmpty() ? "" : name + " – ";
        return BilingualPage.of(
                title + "Báo cáo trọng số",
                escaped(title) + both("Báo cáo trọng số", "Weight report"),
                WeightHistogram.STYLE,
                html -> new WeightReport(result, html).sections());
    }

    private void sections() {
        overview();
        steps();
        histogram();
        outcomes();
        totals();
        cut();
        classes();
        notes();
    }

    private void overview() {
        WeightSpread spread = WeightSpread.of(result.weights().calibrated());
        TablesHtml.paragraph(
                html,
                both(
                        overview(
                                "%s người được chọn, %s người có trọng số cuối cùng, đại diện cho %s "
                                        + (result.job().share().isPresent() ? "đơn vị" : "người")
                                        + ". %s tầng, %s đơn vị chọn mẫu cấp một.",
                                Figures.in("vi"),
                                spread),
                        overview(
                                "%s persons selected; %s have a final weight and stand for %s. %s strata, %s primary sampling"
                                        + " units.",
                                Figures.in("en"), spread)));
        TablesHtml.paragraph(
                html,
                both(
                        effect(
                                "Trọng số không đều làm phương sai tăng khoảng %s lần (Kish): %s phiếu cho độ chính xác của"
                                        + " khoảng %s phiếu có trọng số bằng nhau.",
                                Figures.in("vi"), spread),
                        effect(
                                "Unequal weights raise variances about %s times (Kish): %s interviews are as good as about %s"
                                        + " with equal weights.",
                                Figures.in("en"), spread)));
    }

    private String overview(String sentence, Figures figures, WeightSpread spread) {
        return sentence.formatted(
                figures.count(result.table().rows()),
                figures.count((double) spread.rows()),
                figures.count(spread.sum()),
                figures.count(result.design().psus().strata()),
                figures.count(result.design().psus().psus()));
    }

    private static String effect(String sentence, Figures figures, WeightSpread spread) {
        return sentence.formatted(
                figures.fixed(spread.kishEffect(), 2),
                figures.count((double) spread.rows()),
                figures.count(spread.rows() / spread.kishEffect()));
    }

    static Wording stage(Stage stage) {
        return switch (stage) {
            case ELIGIBILITY -> new Wording("chưa rõ có thuộc đối tượng hay không", "unknown eligibility");
            case NONRESPONSE -> new Wording("không trả lời", "non-response");
            case SHARE ->
                new Wording("chia trọng số của đơn vị do nhiều người cùng kể được", "units of several persons");
            case CALIBRATION -> new Wording("hiệu chỉnh theo tổng thể", "calibration");
            case TRIMMING -> new Wording("cắt trọng số và hiệu chỉnh lại", "trimming and re-calibration");
        };
    }

    private static Wording method(String method) {
        return switch (method) {
            case "eligibility", CalibrationParser.CLASSES -> new Wording("theo lớp", "in classes");
            case CalibrationParser.PROPENSITY ->
                new Wording("theo lớp xác suất trả lời", "in classes of response propensity");
            case "poststratify" -> new Wording("phân tầng sau", "post-stratification");
            case "rake" -> new Wording("lặp theo từng biên (raking)", "raking");
            case "share" -> new Wording("chia trọng số tổng quát", "generalised weight share");
            case "linear" -> new Wording("tuyến tính", "linear");
            case "raking" -> new Wording("khoảng cách raking", "raking distance");
            case "logit" -> new Wording("logit có giới hạn", "bounded logit");
            default -> new Wording("theo giới hạn", "within bounds");
        };
    }

    private void steps() {
        BilingualTable table = new BilingualTable()
                .words("Sau bước", "After step")
                .words("Cách làm", "Method")
                .figures("Số dòng có trọng số", "Rows with a weight")
                .figures("Tổng", "Sum")
                .figures("Nhỏ nhất", "Smallest")
                .figures("Trung bình", "Mean")
                .figures("Lớn nhất", "Largest")
                .figures("Hệ số biến thiên", "Coefficient of variation")
                .figures("Hệ số thiết kế do trọng số", "Design effect of weights")
                .figures("Hệ số của bước", "Factors of the step");
        table.beginRow();
        table.cell(new Wording("trọng số cơ sở", "base weights"));
        table.cell(new Wording("từ xác suất chọn mẫu", "from inclusion probabilities"));
        int decimals = decimals(result.weights());
        spread(table, result.weights().initial(), decimals);
        table.cell("");
        table.endRow();
        for (int step = 0; step < result.steps().size(); step++) {
            table.beginRow();
            table.cell(stage(result.steps().get(step).stage()));
            table.cell(method(result.weights().steps().get(step).method()));
            spread(table, result.outcome(step).weights(), decimals);
            double[] range = WeightingCsv.factors(result, step);
            table.cell(figures -> figures.fixed(range[0], 3) + " – " + figures.fixed(range[1], 3));
            table.endRow();
        }
        TablesHtml.section(html, both("Các bước", "Steps"), table);
    }

    /** Decimals of weights in a table: so many that the largest of the chain has about four figures, the same for all. */
    private static int decimals(CalibratedWeights weights) {
        double largest = WeightSpread.of(weights.initial()).most();
        for (Weighted step : weights.outcomes()) {
            largest = Math.max(largest, WeightSpread.of(step.weights()).most());
        }
        return decimals(largest);
    }

    private static int decimals(double largest) {
        return largest >= 1000 ? 0 : largest >= 10 ? 2 : 4;
    }

    private static void spread(BilingualTable table, double[] weights, int decimals) {
        WeightSpread spread = WeightSpread.of(weights);
        table.cell(figures -> figures.count((double) spread.rows()));
        table.cell(figures -> figures.count(spread.sum()));
        for (double value : new double[] {spread.least(), spread.mean(), spread.most()}) {
            table.cell(figures -> figures.fixed(value, decimals));
        }
        table.cell(figures -> figures.fixed(spread.coefficientOfVariation(), 3));
        table.cell(figures -> figures.fixed(spread.kishEffect(), 3));
    }

    private void histogram() {
        TablesHtml.heading(html, both("Phân bố trọng số cuối cùng", "Distribution of the final weights"));
        double[] weights = Arrays.stream(result.weights().calibrated())
                .filter(weight -> weight != 0)
                .toArray();
        html.append(WeightHistogram.of(weights).svg()).append("</section>\n");
    }

    private void outcomes() {
        TablesHtml.heading(html, both("Kết quả tiếp cận và tỷ lệ trả lời", "Outcomes and response rates"));
        List<String> groupings =
                result.rates().stream().map(GroupOutcomes::by).distinct().toList();
        for (String by : groupings) {
            BilingualTable table = counts(by);
            for (GroupOutcomes group : result.rates()) {
                if (group.by().equals(by)) {
                    row(table, group);
                }
            }
            html.append(table.html());
        }
        html.append("<ul>\n");
        item(
                "I: phiếu hoàn thành; P: phiếu dở dang; R: từ chối; NC: không gặp được; O: lý do khác (kể cả phiếu bị loại hoặc"
                        + " hủy); UH, UO: chưa rõ hộ hoặc người có thuộc đối tượng; NE: không thuộc đối tượng.",
                "I: complete interviews; P: partial; R: refusals; NC: non-contacts; O: other reasons (interviews that were"
                        + " rejected or are void too); UH, UO: not known whether the household or the person is eligible; NE: not"
                        + " eligible.");
        item(
                "Tỷ lệ theo Standard Definitions của AAPOR (bản thứ 9, 2016), tính trên số người: RR1 tỷ lệ trả lời tối thiểu;"
                        + " RR3 tỷ lệ trả lời khi một phần e của các trường hợp chưa rõ được coi là thuộc đối tượng; COOP1 hợp"
                        + " tác; REF1 từ chối; CON1 tiếp xúc. Tệp outcomes.csv có đủ mọi tỷ lệ, cả theo trọng số cơ sở.",
                "Rates as in AAPOR's Standard Definitions (9th edition, 2016), of persons: RR1 the minimum response rate; RR3"
                        + " with a share e of the unknown taken as eligible; COOP1 cooperation; REF1 refusal; CON1 contact."
                        + " outcomes.csv has every rate, by base weights too.");
        html.append("</ul>\n</section>\n");
    }

    private BilingualTable counts(String by) {
        Wording heading = group(by);
        BilingualTable table =
                new BilingualTable().words(heading.vi(), heading.en()).figures("Số người", "Persons");
        for (Disposition disposition : Disposition.values()) {
            table.figures(disposition.code(), disposition.code());
        }
        return table.figures("RR1", "RR1")
                .figures("RR3", "RR3")
                .figures("COOP1", "COOP1")
                .figures("REF1", "REF1")
                .figures("CON1", "CON1");
    }

    /** What a grouping is called. */
    private static Wording group(String by) {
        return switch (by) {
            case "" -> new Wording("Nhóm", "Group");
            case "_stratum", "stratum" -> new Wording("Tầng", "Stratum");
            case "_surveyor", "surveyor" -> new Wording("Người phỏng vấn", "Surveyor");
            default -> new Wording(by, by);
        };
    }

    private static void row(BilingualTable table, GroupOutcomes group) {
        Outcomes persons = group.persons();
        table.beginRow();
        if (group.by().isEmpty()) {
            table.cell(new Wording("tất cả", "all"));
        } else {
            table.cell(group.group());
        }
        table.cell(figures -> figures.count(persons.sum()));
        for (Disposition disposition : Disposition.values()) {
            table.cell(figures -> figures.count(persons.count(disposition)));
        }
        for (OutcomeRate rate :
                List.of(OutcomeRate.RR1, OutcomeRate.RR3, OutcomeRate.COOP1, OutcomeRate.REF1, OutcomeRate.CON1)) {
            table.cell(figures -> figures.percent(rate.of(persons)));
        }
        table.endRow();
    }

    private void totals() {
        BilingualTable table = new BilingualTable()
                .words("Nhóm", "Group")
                .figures("Tổng thể", "Population total")
                .figures("Tổng trọng số", "Sum of weights")
                .figures("Sai lệch tương đối", "Relative difference");
        int decimals = decimals(
                result.totals().stream().mapToDouble(ReachedTotal::wanted).max().orElse(0));
        for (ReachedTotal total : result.totals()) {
            table.beginRow();
            if (total.label().equals("the population")) {
                table.cell(new Wording("toàn bộ", "the population"));
            } else {
                table.cell(total.label());
            }
            table.cell(figures -> figures.fixed(total.wanted(), decimals));
            table.cell(figures -> figures.fixed(total.reached(), decimals));
            table.cell(figures -> total.relativeMiss() < 1e-10
                    ? "< " + power(-10)
                    : figures.fixed(total.relativeMiss() * 1e9, 1) + " · " + power(-9));
            table.endRow();
        }
        TablesHtml.section(html, both("Đối chiếu với tổng thể", "Beside the population totals"), table);
    }

    private static String power(int exponent) {
        String digits =
                Integer.toString(-exponent).replace("0", "⁰").replace("1", "¹").replace("9", "⁹");
        return "10⁻" + digits;
    }

    private void classes() {
        for (int step = 0; step < result.steps().size(); step++) {
            List<Weighted.ClassFactor> classes = result.outcome(step).classes();
            if (classes.isEmpty()) {
                continue;
            }
            BilingualTable table = new BilingualTable()
                    .words("Lớp", "Class")
                    .figures("Số dòng", "Rows")
                    .figures("Số dòng nhận trọng số của lớp", "Rows that carry the weight")
                    .figures("Hệ số", "Factor");
            for (Weighted.ClassFactor one : classes) {
                table.beginRow();
                List<Wording> labels =
                        one.labels().stream().map(WeightReport::label).toList();
                String vietnamese =
                        String.join(" + ", labels.stream().map(Wording::vi).toList());
                String english =
                        String.join(" + ", labels.stream().map(Wording::en).toList());
                table.cell(
                        one.isCollapsed()
                                ? new Wording(vietnamese + " (đã gộp)", english + " (collapsed)")
                                : new Wording(vietnamese, english));
                table.cell(figures -> figures.count(one.rows()));
                table.cell(figures -> figures.count(one.carriers()));
                table.cell(figures -> figures.fixed(one.factor(), 4));
                table.endRow();
            }
            Wording stage = stage(result.steps().get(step).stage());
            TablesHtml.section(html, both("Các lớp: " + stage.vi(), "Classes: " + stage.en()), table);
        }
    }

    /** The rows whose weights lay beyond the bounds of trimming, the farthest first. */
    private void cut() {
        for (int step = 0; step < result.steps().size(); step++) {
            if (result.steps().get(step).stage() != Stage.TRIMMING) {
                continue;
            }
            Map<String, Double> facts = result.outcome(step).facts();
            double least = facts.getOrDefault("lower", Double.NEGATIVE_INFINITY);
            double most = facts.getOrDefault("upper", Double.POSITIVE_INFINITY);
            double[] before = result.before(step);
            double[] after = result.outcome(step).weights();
            List<Integer> rows = IntStream.range(0, before.length)
                    .filter(row -> before[row] != 0 && (before[row] < least || before[row] > most))
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            row -> -Math.max(before[row] / most, least > 0 ? least / before[row] : 0)))
                    .toList();
            if (rows.isEmpty()) {
                continue;
            }
            int decimals = decimals(WeightSpread.of(before).most());
            BilingualTable table = new BilingualTable()
                    .words("Mã", "Id")
                    .figures("Trước khi cắt", "Before")
                    .figures("Sau khi cắt và hiệu chỉnh lại", "After, calibrated again");
            for (int row : rows.subList(0, Math.min(CUT_LISTED, rows.size()))) {
                table.beginRow();
                table.cell(result.ids().get(row));
                table.cell(figures -> figures.fixed(before[row], decimals));
                table.cell(figures -> figures.fixed(after[row], decimals));
                table.endRow();
            }
            TablesHtml.section(html, both("Các trọng số bị cắt", "Weights that were cut"), table);
            TablesHtml.paragraph(html, both(cut("vi", rows.size(), least, most), cut("en", rows.size(), least, most)));
        }
    }

    /** How many weights were cut, and what was too small or too large. */
    private static String cut(String language, int rows, double least, double most) {
        Figures figures = Figures.in(language);
        boolean english = language.equals("en");
        List<String> beyond = new ArrayList<>();
        if (Double.isFinite(least)) {
            beyond.add((english ? "smaller than " : "nhỏ hơn ") + figures.fixed(least, decimals(least)));
        }
        if (Double.isFinite(most)) {
            beyond.add((english ? "larger than " : "lớn hơn ") + figures.fixed(most, decimals(most)));
        }
        String listed = rows > CUT_LISTED
                ? (english ? "; the farthest %s are listed" : "; bảng nêu %s trọng số xa nhất")
                        .formatted(figures.count(CUT_LISTED))
                : "";
        String sentence = english
                ? (rows == 1 ? "%s weight was %s and was cut%s." : "%s weights were %s and were cut%s.")
                : "%s trọng số %s nên bị cắt%s.";
        return sentence.formatted(figures.count(rows), String.join(english ? " or " : " hoặc ", beyond), listed);
    }

    private static Wording label(String label) {
        String propensity = "propensity class ";
        if (label.startsWith(propensity)) {
            return new Wording("lớp xác suất " + label.substring(propensity.length()), label);
        }
        return label.equals("all") ? new Wording("tất cả", "all") : new Wording(label, label);
    }

    private void notes() {
        TablesHtml.heading(html, both("Cách đọc", "How to read this"));
        html.append("<ul>\n");
        item(
                "Mỗi bước nhân trọng số của một dòng với một hệ số; tệp weights.csv giữ hệ số của từng bước, nên mọi bước đều có"
                        + " thể tính ngược lại. Người không trả lời có trọng số cuối cùng bằng 0 và vẫn nằm trong mẫu.",
                "Each step multiplies a row's weight by a factor; weights.csv keeps the factors of every step, so that each can be"
                        + " taken back. Who did not respond has the final weight 0 and stays in the sample.");
        item(
                "Lớp có quá ít người trả lời hoặc hệ số quá lớn được gộp với lớp bên cạnh theo thứ tự đã khai báo.",
                "A class with too few respondents or too large a factor is collapsed with its neighbour in the declared order.");
        result.replicates().ifPresent(this::replicates);
        for (Wording note : result.notes()) {
            html.append("<li class=\"note\">")
                    .append(both(note.vi(), note.en()))
                    .append("</li>\n");
        }
        html.append("</ul>\n</section>\n");
    }

    private void replicates(Replicates replicates) {
        boolean trimmed = result.steps().stream().anyMatch(step -> step.stage() == Stage.TRIMMING);
        OptionalInt degrees = result.job().input().replicates().orElseThrow().degreesOfFreedom();
        item(
                "Có " + Figures.in("vi").count(replicates.count())
                        + " bộ trọng số lặp lại, mỗi bộ đi qua các bước với hệ số riêng"
                        + (trimmed ? ", riêng việc cắt trọng số lặp lại như ở mẫu đầy đủ" : "")
                        + "; hệ số nằm trong tệp replicates.f32."
                        + (degrees.isPresent()
                                ? " Bậc tự do khai báo của cả mẫu: "
                                        + Figures.in("vi").count(degrees.getAsInt()) + "."
                                : ""),
                Figures.in("en").count(replicates.count())
                        + " replicates, each carried through the steps with factors of its own"
                        + (trimmed ? ", the cutting alone being repeated as in the full sample" : "")
                        + "; their factors stand in replicates.f32."
                        + (degrees.isPresent()
                                ? " Degrees of freedom declared of the whole sample: "
                                        + Figures.in("en").count(degrees.getAsInt()) + "."
                                : ""));
    }

    private void item(String vietnamese, String english) {
        html.append("<li>").append(both(vietnamese, english)).append("</li>\n");
    }
}
