package org.kapsurvey.analysis.planning;

import static org.kapsurvey.analysis.report.BilingualTable.both;

import java.util.function.Function;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.planning.PlannedSample.Need;
import org.kapsurvey.analysis.planning.PlannedSample.Precision;
import org.kapsurvey.analysis.planning.PlannedSample.StratumPlan;
import org.kapsurvey.analysis.report.BilingualPage;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.report.Presentation;

/** The file {@code plan.html}: the steps, what each requirement asks for, the allocation and the precision, for reading. */
final class PlanHtml {
    private PlanHtml() {}

    static String write(PlannedSample plan) {
        String name = plan.assumptions().name();
        return BilingualPage.of(name.isEmpty() ? "KAP Survey" : name, html -> sections(plan, html));
    }

    private static void sections(PlannedSample plan, StringBuilder html) {
        for (Reasoning.Step step : Reasoning.of(plan)) {
            html.append("<section>\n<h2>")
                    .append(both(step.title().vi(), step.title().en()))
                    .append("</h2>\n");
            for (Wording sentence : step.sentences()) {
                html.append("<p>").append(both(sentence.vi(), sentence.en())).append("</p>\n");
            }
            html.append("</section>\n");
        }
        section(html, "Các yêu cầu về cỡ mẫu", "What each requirement asks for", needs(plan));
        section(html, "Phân bổ mẫu", "Allocation", allocation(plan));
        section(html, "Độ chính xác dự kiến", "Expected precision", precision(plan));
    }

    private static void section(StringBuilder html, String vi, String en, BilingualTable table) {
        if (!table.isEmpty()) {
            html.append("<section>\n<h2>")
                    .append(both(vi, en))
                    .append("</h2>\n")
                    .append(table.html())
                    .append("</section>\n");
        }
    }

    private static BilingualTable needs(PlannedSample plan) {
        BilingualTable table = new BilingualTable()
                .words("Chỉ số", "Indicator")
                .words("Nhóm", "Domain")
                .figures("Tỷ lệ mong đợi", "Expected rate")
                .figures("Yêu cầu", "Requirement")
                .figures("Hệ số thiết kế", "Design effect")
                .figures("Số phiếu", "Interviews")
                .figures("Số đơn vị", "Units")
                .figures("Số cụm", "Clusters");
        for (Need need : plan.needs()) {
            table.beginRow();
            table.cell(need.indicator().id());
            table.cell(domain(need.domain()));
            table.cell(f -> f.percent(need.rate()));
            table.cell(f -> need.margin().isPresent()
                    ? "±" + f.percent(need.margin().getAsDouble())
                    : f.percent(need.before().orElseThrow()) + " → " + f.percent(need.rate()));
            table.cell(f -> f.fixed(need.effect().value(), 2));
            table.cell(f -> f.count(Math.ceil(need.interviews())));
            table.cell(f -> f.count(Math.ceil(need.interviews() / need.yield())));
            table.cell(f -> f.fixed(need.clusters(), 1));
            table.endRow();
        }
        return table;
    }

    private static BilingualTable allocation(PlannedSample plan) {
        BilingualTable table = new BilingualTable()
                .words("Tầng", "Stratum")
                .figures("Dân số", "Population")
                .figures("Số cụm", "Clusters")
                .figures("trước khi làm tròn", "before rounding")
                .figures("Số đơn vị", "Units")
                .figures("Số phiếu dự kiến", "Interviews expected")
                .figures("Tỷ lệ chọn", "Sampling fraction")
                .figures("Trọng số tương đối", "Relative weight");
        for (StratumPlan row : plan.strata()) {
            table.beginRow();
            table.cell(row.stratum().name());
            table.cell(f -> f.count((double) row.stratum().population()));
            table.cell(f -> f.count((double) row.clusters()));
            table.cell(f -> f.fixed(row.exact(), 2));
            table.cell(f -> f.count((double) row.units()));
            table.cell(f -> f.count(row.interviews()));
            table.cell(f -> f.fixed(row.fraction() * 100, 3) + "%");
            table.cell(f -> f.fixed(row.weight(), 2));
            table.endRow();
        }
        return table;
    }

    private static BilingualTable precision(PlannedSample plan) {
        BilingualTable table = new BilingualTable()
                .words("Chỉ số", "Indicator")
                .words("Nhóm", "Domain")
                .figures("Tỷ lệ mong đợi", "Expected rate")
                .figures("Số phiếu", "Interviews")
                .figures("Bậc tự do", "df")
                .figures("Hệ số thiết kế", "Design effect")
                .figures("± (t)", "± (t)")
                .figures("Khoảng in: dưới", "Printed: below")
                .figures("trên", "above")
                .figures("Chỉ tiêu", "Target")
                .figures("P(đạt)", "P(met)")
                .figures("P(chưa đạt)", "P(not met)")
                .figures("Đạt nếu tỷ lệ từ", "Met from a rate of")
                .figures("Chưa đạt nếu đến", "Not met up to");
        for (Precision row : plan.precision()) {
            ExpectedInterval interval = row.interval();
            table.beginRow();
            table.cell(row.indicator().id());
            table.cell(domain(row.domain()));
            figure(table, row, f -> f.percent(interval.rate()));
            table.cell(f -> f.count(interval.interviews()));
            table.cell(f -> f.fixed(interval.printedDegreesOfFreedom(), 1));
            table.cell(f -> f.fixed(interval.designEffect(), 2));
            figure(table, row, f -> f.percent(interval.half()));
            figure(table, row, f -> f.percent(interval.lower()));
            figure(table, row, f -> f.percent(interval.upper()));
            table.cell(f -> row.verdict().isPresent()
                    ? f.target(row.indicator().target().orElseThrow())
                    : "");
            verdict(table, row, (f, verdict) -> f.percent(verdict.met()));
            verdict(table, row, (f, verdict) -> f.percent(verdict.notMet()));
            verdict(table, row, (f, verdict) -> f.percent(verdict.surelyMet().orElse(Double.NaN)));
            verdict(table, row, (f, verdict) -> f.percent(verdict.surelyNotMet().orElse(Double.NaN)));
            table.endRow();
        }
        return table;
    }

    /** A figure in parentheses where so few interviews would be printed so. */
    private static void figure(BilingualTable table, Precision row, Function<Figures, String> content) {
        table.cell(f -> row.presentation() == Presentation.PLAIN ? content.apply(f) : "(" + content.apply(f) + ")");
    }

    private interface OfVerdict {
        String apply(Figures figures, ExpectedVerdict verdict);
    }

    private static void verdict(BilingualTable table, Precision row, OfVerdict content) {
        table.cell(f -> row.verdict().map(verdict -> content.apply(f, verdict)).orElse(""));
    }

    private static Wording domain(String domain) {
        return domain.isEmpty() ? new Wording("toàn bộ", "all") : new Wording(domain, domain);
    }
}
