package org.kapsurvey.analysis.institution;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.indicator.StratifiedReturns;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.report.BilingualPage;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.report.IntervalDrawing;
import org.kapsurvey.analysis.report.SummaryPage;

/** The page {@code institutions.html}: what institutions say to each question, and which of them have not answered. */
final class InstitutionPage {
    private static final int LISTED = 200;
    private static final String STYLE = """
            td small { display: block }
            @media screen and (min-width: 50.01rem) {
              th, td { padding: .3rem .35rem; font-size: .85rem } td:first-child { min-width: 8rem } td:last-child { min-width: 6.5rem }
            }
            """;

    private final InstitutionResult result;
    private final InstitutionJob job;
    private final boolean census;

    private InstitutionPage(InstitutionResult result) {
        this.result = result;
        this.job = result.job();
        this.census = job.sample().isEmpty();
    }

    static String html(InstitutionResult result) {
        Wording title = result.job().title();
        return BilingualPage.of(
                title.vi(),
                BilingualTable.both(title.vi(), title.en()),
                STYLE,
                html -> new InstitutionPage(result).content(html));
    }

    private void content(StringBuilder html) {
        paragraph(
                html,
                f -> "Danh bạ ngày " + day(job.date().toString()) + ": "
                        + f.count(result.units().size())
                        + " đơn vị"
                        + (census
                                ? ", tất cả đều được hỏi"
                                : "; chọn mẫu ngẫu nhiên "
                                        + f.count(result.selected().size()) + " đơn vị")
                        + ". Đã nhận phiếu của " + f.count(result.returned()) + " đơn vị" + vietnameseDays() + ".",
                f -> "Register of " + job.date() + ": " + f.count(result.units().size()) + " units"
                        + (census
                                ? ", all of them asked"
                                : ", of which " + f.count(result.selected().size()) + " were drawn at random")
                        + ". " + f.count(result.returned()) + " of them sent a return" + englishDays() + ".");
        paragraph(
                html,
                f ->
                        "Mẫu số là số đơn vị trong danh bạ, không phải số đơn vị đã trả lời. Đơn vị chưa trả lời có thể là có,"
                                + " cũng có thể là không, nên tỷ lệ nằm trong một khoảng: từ mức thấp nhất (mọi đơn vị thiếu đều là không)"
                                + " đến mức cao nhất (mọi đơn vị thiếu đều là có). "
                                + (census
                                        ? ""
                                        : "Giới hạn tin cậy " + f.target(job.level())
                                                + " tính thêm việc chỉ một phần đơn vị được chọn. ")
                                + "Kết luận dựa vào " + (census ? "khoảng đó" : "giới hạn tin cậy")
                                + "; chỉ tiêu 100% chỉ đạt khi mọi đơn vị"
                                + " trong danh bạ đều được hỏi và đều trả lời có.",
                f ->
                        "The denominator is the registered units, not those that answered. A unit that has not answered may be a yes or a"
                                + " no, so the share lies in a range: from the least (every missing unit a no) to the most (every missing"
                                + " unit a yes). "
                                + (census
                                        ? ""
                                        : "The " + f.target(job.level())
                                                + " limits also allow for the units that were not drawn. ")
                                + "The verdict comes from " + (census ? "that range" : "the limits")
                                + "; a target of 100% is met only when every"
                                + " registered unit was asked and says yes.");
        job.questions().forEach(question -> question(html, question));
        unanswered(html);
    }

    private void question(StringBuilder html, InstitutionJob.Question question) {
        html.append("<h2>")
                .append(BilingualTable.escaped(question.id().value()))
                .append(" · ")
                .append(BilingualTable.both(
                        question.text().vi(), question.text().en()))
                .append("</h2>\n");
        if (!question.kinds().isEmpty()) {
            paragraph(
                    html,
                    f -> "Hỏi: " + kinds(question, Wording::vi) + ".",
                    f -> "Asked of: " + kinds(question, Wording::en) + ".");
        }
        boolean judged = question.target().isPresent();
        BilingualTable table = new BilingualTable().words("Nhóm", "Group").figures("Trong danh bạ", "Registered");
        if (!census) {
            table.figures("Được chọn", "Selected");
        }
        table.figures("Có phiếu", "Returned")
                .figures("Có", "Yes")
                .figures("Không", "No")
                .figures("Thiếu", "Missing")
                .figures("Tỷ lệ có, trong số đã trả lời", "Yes, of those that answered")
                .figures("Khoảng của tỷ lệ", "Range of the share");
        if (!census) {
            table.figures("Giới hạn tin cậy", "Confidence limits");
        }
        table.words("0–100%", "0–100%");
        if (judged) {
            table.figures("Chỉ tiêu", "Target").words("Kết luận", "Verdict");
        }
        result.groups().stream()
                .filter(group -> group.question().equals(question))
                .forEach(group -> row(table, group));
        html.append(table.html());
    }

    private void row(BilingualTable table, GroupReturns group) {
        OptionalDouble target = group.question().target();
        table.beginRow();
        table.markup(groupName(group));
        table.cell(f -> f.count(group.registered()));
        if (!census) {
            table.cell(f -> f.count(group.selected()));
        }
        table.cell(f -> f.count(group.returned()));
        counted(table, group, (f, range) -> f.count(range.yes()));
        counted(table, group, (f, range) -> f.count(range.no()));
        counted(table, group, (f, range) -> f.count(range.missing()));
        counted(table, group, (f, range) -> f.percent(group.shareOfAnswers()));
        counted(table, group, (f, range) -> between(f, range.least(), range.most(), target));
        if (!census) {
            counted(table, group, (f, range) -> between(f, range.lower(), range.upper(), target));
        }
        table.markup(group.range()
                .map(range -> IntervalDrawing.SHARES.svg(mark(group), range.lower(), range.upper(), target))
                .orElse(""));
        if (target.isPresent()) {
            table.cell(f ->
                    (group.question().direction() == Direction.AT_MOST ? "≤ " : "≥ ") + f.target(target.getAsDouble()));
            table.cell(SummaryPage.words(group.verdict().orElseThrow()));
        }
        table.endRow();
    }

    /** Where nobody answered the share of answers is not there; the drawing marks the least then. */
    private static double mark(GroupReturns group) {
        double share = group.shareOfAnswers();
        return Double.isNaN(share) ? group.range().orElseThrow().least() : share;
    }

    private static void counted(
            BilingualTable table, GroupReturns group, BiFunction<Figures, StratifiedReturns, String> content) {
        table.cell(f -> group.range().map(range -> content.apply(f, range)).orElse("–"));
    }

    /** The two shares, told apart from the target where they are; one where they are the same. */
    private static String between(Figures f, double lower, double upper, OptionalDouble target) {
        String low = target.isPresent() ? f.limit(lower, target.getAsDouble()) : f.percent(lower);
        String high = target.isPresent() ? f.limit(upper, target.getAsDouble()) : f.percent(upper);
        return low.equals(high) ? low : low + " – " + high;
    }

    private String groupName(GroupReturns group) {
        Wording name = group.name();
        String shown = BilingualTable.both(name.vi(), name.en());
        if (group.by().isEmpty()) {
            return "<strong>" + shown + "</strong>";
        }
        Wording by = grouping(group.by());
        boolean coded = !group.by().equals(Register.KIND) && !name.vi().equals(group.group());
        String code = coded ? " " + group.group() : "";
        return "<div>" + shown + " <small>" + BilingualTable.both(by.vi() + code, by.en() + code) + "</small></div>";
    }

    private static Wording grouping(String by) {
        return switch (by) {
            case Register.KIND -> new Wording("loại đơn vị", "kind");
            case Register.AREA -> new Wording("địa bàn", "area");
            case Register.STRATUM -> new Wording("tầng", "stratum");
            case Register.FLAGS -> new Wording("đặc điểm", "flag");
            default -> {
                AreaLevel level = AreaLevel.of(by).orElseThrow();
                yield new Wording(level.in("vi"), level.in("en"));
            }
        };
    }

    private void unanswered(StringBuilder html) {
        List<InstitutionResult.Unanswered> open = result.unanswered();
        html.append("<h2>")
                .append(BilingualTable.both("Đơn vị chưa trả lời đủ", "Units that have not answered everything"))
                .append("</h2>\n");
        if (open.isEmpty()) {
            paragraph(
                    html,
                    f -> "Mọi đơn vị được hỏi đã trả lời mọi câu.",
                    f -> "Every unit asked answered every question.");
            return;
        }
        int more = Math.max(0, open.size() - LISTED);
        paragraph(
                html,
                f -> f.count(open.size()) + " đơn vị"
                        + (more > 0
                                ? "; dưới đây là " + f.count(LISTED) + " đơn vị đầu, tất cả có trong unanswered.csv"
                                : "")
                        + ".",
                f -> f.count(open.size()) + (open.size() == 1 ? " unit" : " units")
                        + (more > 0
                                ? "; the first " + f.count(LISTED) + " stand here, all of them in unanswered.csv"
                                : "")
                        + ".");
        BilingualTable table = new BilingualTable()
                .words("Mã", "Code")
                .words("Tên", "Name")
                .words("Loại", "Kind")
                .words("Địa bàn", "Area")
                .words("Phiếu", "Return")
                .words("Câu còn thiếu", "Missing answers");
        for (InstitutionResult.Unanswered one : open.subList(0, open.size() - more)) {
            Institution unit = one.unit();
            table.beginRow();
            table.cell(unit.code());
            table.cell(unit.name());
            table.cell(job.kind(unit.kind()));
            table.cell(result.areaName(unit));
            table.cell(
                    result.returns().has(unit.code())
                            ? new Wording("đã gửi", "sent")
                            : new Wording("chưa gửi", "not sent"));
            table.cell(one.questions().stream()
                    .map(question -> question.id().value())
                    .collect(Collectors.joining(", ")));
            table.endRow();
        }
        html.append(table.html());
    }

    private String kinds(InstitutionJob.Question question, Function<Wording, String> language) {
        return question.kinds().stream().map(job::kind).map(language).collect(Collectors.joining("; "));
    }

    private String vietnameseDays() {
        return result.returns()
                .days()
                .map(days -> ", từ ngày " + day(days.begin()) + " đến ngày " + day(days.end()))
                .orElse("");
    }

    private String englishDays() {
        return result.returns()
                .days()
                .map(days -> ", from " + days.from() + " to " + days.to())
                .orElse("");
    }

    /** {@code 2026-11-01} as {@code 01/11/2026}. */
    private static String day(String iso) {
        return iso.substring(8) + "/" + iso.substring(5, 7) + "/" + iso.substring(0, 4);
    }

    private static void paragraph(
            StringBuilder html, Function<Figures, String> vietnamese, Function<Figures, String> english) {
        html.append("<p>")
                .append(BilingualTable.both(vietnamese.apply(Figures.in("vi")), english.apply(Figures.in("en"))))
                .append("</p>\n");
    }
}
