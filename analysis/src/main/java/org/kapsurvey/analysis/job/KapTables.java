package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.Limits;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.IntervalDrawing;
import org.kapsurvey.analysis.report.Presentation;
import org.kapsurvey.analysis.report.SummaryPage;
import org.kapsurvey.analysis.scale.ItemAnalysis;
import org.kapsurvey.analysis.scale.ScaleFlag;

/** Indicators and scales in {@code tables.html}. */
final class KapTables {
    private final JobResult result;
    private final StringBuilder html;

    KapTables(JobResult result, StringBuilder html) {
        this.result = result;
        this.html = html;
    }

    void write() {
        BilingualTable indicators = new BilingualTable()
                .words("Chỉ số", "Indicator")
                .words("Phần, nhóm", "Part or group")
                .figures("Chỉ tiêu", "Target")
                .figures("Ước lượng", "Estimate")
                .figures("Khoảng tin cậy", "Confidence interval")
                .words("Hình", "Drawn")
                .figures("n", "n")
                .words("Nhận định", "Verdict");
        result.indicators().forEach(row -> indicator(indicators, row));
        TablesHtml.section(html, both("Các chỉ số của kế hoạch", "Indicators of the plan"), indicators);
        BilingualTable scales = new BilingualTable()
                .words("Thang đo", "Scale")
                .words("Câu hỏi", "Item")
                .figures("n", "n")
                .figures("Alpha", "Alpha")
                .figures("Độ khó, điểm trung bình", "Difficulty, mean")
                .figures("Tương quan với tổng", "Item-total")
                .figures("Tương quan với phần còn lại", "Item-rest")
                .figures("Alpha khi bỏ câu", "Alpha if deleted")
                .figures("Độ phân biệt D (27 %)", "Discrimination D (27 %)")
                .words("Cần xem lại", "To look at");
        result.scales().forEach(row -> scale(scales, row));
        TablesHtml.section(html, both("Phân tích thang đo", "Scales"), scales);
    }

    private static void indicator(BilingualTable table, IndicatorResult row) {
        Indicator indicator = row.indicator();
        Presentation presentation = indicator.counting() == Indicator.Counting.PERSONS
                ? Presentation.of(row.estimate().rows())
                : Presentation.PLAIN;
        Limits limits = row.interval();
        double goal = indicator.target();
        table.beginRow();
        table.cell(indicator.id());
        if (row.part().isPresent()) {
            table.cell(row.part().get().title());
        } else if (row.group().isPresent()) {
            table.cell(row.group().get().title());
        } else if (row.domain().isEmpty()) {
            table.cell(indicator.title());
        } else {
            table.markup(EstimateTables.group(row.domain()));
        }
        table.cell(figures -> row.verdict().isPresent() ? "≥ " + figures.target(goal) : "");
        table.cell(figures -> presentation.figure(
                row.isMean()
                        ? figures.fixed(row.estimate().value(), 1)
                        : figures.percent(row.estimate().value())));
        table.cell(figures -> presentation.beside(
                Double.isNaN(limits.lower())
                        ? "–"
                        : row.isMean()
                                ? figures.fixed(limits.lower(), 1) + " – " + figures.fixed(limits.upper(), 1)
                                : figures.limit(limits.lower(), goal) + " – " + figures.limit(limits.upper(), goal)));
        boolean drawn = presentation != Presentation.HIDDEN && !row.isMean() && !Double.isNaN(limits.lower());
        table.markup(
                drawn
                        ? IntervalDrawing.SHARES.svg(
                                row.estimate().value(),
                                limits.lower(),
                                limits.upper(),
                                row.verdict().isPresent() ? OptionalDouble.of(goal) : OptionalDouble.empty())
                        : "");
        table.cell(figures -> figures.count((double) row.estimate().rows()));
        table.cell(
                presentation == Presentation.HIDDEN
                        ? new Wording("*", "*")
                        : row.verdict().map(SummaryPage::words).orElse(new Wording("", "")));
        table.endRow();
    }

    private static void scale(BilingualTable table, JobResult.ScaleRow row) {
        ItemAnalysis analysis = row.analysis();
        Presentation presentation = Presentation.of(analysis.rows());
        table.beginRow();
        table.cell(row.scale().id());
        table.cell("");
        table.cell(figures -> figures.count((double) analysis.rows()));
        table.cell(figures -> presentation.figure(figures.fixed(analysis.alpha(), 2)));
        for (int i = 0; i < 5; i++) {
            table.cell("");
        }
        table.cell(flags(analysis.flags(), presentation));
        table.endRow();
        for (int i = 0; i < analysis.items().size(); i++) {
            ItemAnalysis.Item item = analysis.items().get(i);
            table.beginRow();
            table.cell("");
            table.cell(row.scale().items().get(i).value());
            table.cell("");
            table.cell("");
            for (double figure : new double[] {
                item.mean(), item.withTotal(), item.withRest(), item.alphaWithout(), item.discrimination()
            }) {
                table.cell(figures -> presentation.figure(figures.fixed(figure, 2)));
            }
            table.cell(flags(item.flags(), presentation));
            table.endRow();
        }
    }

    /** Nothing of what is hidden for few answers. */
    private static Wording flags(List<ScaleFlag> flags, Presentation presentation) {
        if (presentation == Presentation.HIDDEN) {
            return new Wording("", "");
        }
        List<Wording> words = flags.stream().map(KapTables::words).toList();
        return new Wording(
                words.stream().map(Wording::vi).collect(Collectors.joining("; ")),
                words.stream().map(Wording::en).collect(Collectors.joining("; ")));
    }

    private static Wording words(ScaleFlag flag) {
        return switch (flag) {
            case ALPHA_POOR ->
                new Wording(
                        "các câu ít liên quan với nhau (alpha dưới 0,6)",
                        "items hang together poorly (alpha below 0.6)");
            case ALPHA_LOW -> new Wording("alpha dưới 0,7", "alpha below 0.7");
            case ALPHA_REDUNDANT ->
                new Wording("có câu hỏi trùng ý (alpha trên 0,95)", "items ask the same (alpha above 0.95)");
            case TOO_HARD -> new Wording("quá khó: dưới 20 % trả lời đúng", "too hard: fewer than 20 % are right");
            case TOO_EASY -> new Wording("quá dễ: trên 90 % trả lời đúng", "too easy: more than 90 % are right");
            case WEAK_ITEM ->
                new Wording(
                        "ít liên quan với các câu còn lại (dưới 0,2)",
                        "little in common with the other items (below 0.2)");
            case KEY_ERROR ->
                new Wording("ngược với các câu còn lại: xem lại đáp án", "runs against the other items: check its key");
        };
    }
}
