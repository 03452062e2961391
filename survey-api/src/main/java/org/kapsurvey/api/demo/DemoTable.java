package org.kapsurvey.api.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.Limits;
import org.kapsurvey.analysis.report.DesignFacts;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.report.Presentation;
import org.kapsurvey.analysis.report.SummaryPage;

/** What {@code ./kap demo} prints: each indicator's rate beside its target and the true rate, and where to look next. */
public final class DemoTable {
    /** A count that every unit reported is the true rate but for rounding. */
    private static final double EXACT = 1e-12;

    private final Demo.Outcome outcome;
    private final String language;
    private final boolean english;
    private final Figures figures;

    private DemoTable(Demo.Outcome outcome, String language) {
        this.outcome = outcome;
        this.language = language;
        this.english = "en".equals(language);
        this.figures = Figures.in(language);
    }

    /** The table as lines of text; {@code language} is {@code en} or else Vietnamese. */
    public static String of(Demo.Outcome outcome, String language) {
        return new DemoTable(outcome, language).table();
    }

    /** The addresses to open, a line each. */
    public static String addresses(List<Demo.Outcome> outcomes, URI service, String language) {
        boolean english = "en".equals(language);
        List<String> lines = new ArrayList<>();
        lines.add((english ? "Start page: " : "Trang đầu:  ") + service.resolve("/"));
        for (Demo.Outcome outcome : outcomes) {
            String round = outcome.round().id();
            lines.add(
                    (english ? "Form:       " : "Phiếu hỏi:  ") + service.resolve(outcome.form() + "?round=" + round));
            lines.add((english ? "Summary:    " : "Tổng hợp:   ")
                    + service.resolve("/summary/" + round + (english ? "?lang=en" : "")));
        }
        return String.join("\n", lines);
    }

    /** Who may log in, a line each; the passwords are told this once. */
    public static String accounts(List<DemoAccounts.Known> added, String language) {
        boolean english = "en".equals(language);
        if (added.isEmpty()) {
            return english
                    ? "Accounts: as made by the first ./kap demo of this data folder; a new password: ./kap user password demo.manager"
                    : "Tài khoản: như lần chạy ./kap demo đầu tiên với thư mục dữ liệu này; mật khẩu mới: ./kap user password demo.manager";
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                english
                        ? "Accounts to log in with; these passwords are shown this once:"
                        : "Tài khoản để đăng nhập; các mật khẩu này chỉ hiện một lần:");
        for (DemoAccounts.Known known : added) {
            lines.add("  %-20s %s  (%s)"
                    .formatted(known.loginName(), known.password(), known.role().title(language)));
        }
        return String.join("\n", lines);
    }

    private String table() {
        DesignFacts design = outcome.summary().design();
        List<String> lines = new ArrayList<>();
        lines.add((english ? outcome.round().titleEn() : outcome.round().titleVi()) + ", "
                + outcome.round().year());
        lines.add(say(
                "SỐ LIỆU MÔ PHỎNG: mọi câu trả lời do máy tính tạo ra.", "MADE-UP DATA: every answer was generated."));
        lines.add(say("Chọn ", "Selected ") + figures.count(design.selected())
                + say(" người ở ", " people in ") + figures.count(design.psus())
                + say(" cụm, ", " clusters, ") + figures.count(design.strata())
                + say(" tầng; phiếu đã duyệt: ", " strata; approved interviews: ")
                + figures.count(design.interviewed()) + " (" + figures.percent(design.responseRate()) + ").");
        lines.add(say("Trọng số cộng lại: ", "The weights sum to ") + figures.count(design.weighted())
                + say(" người; dân số thật: ", " people; the population is ")
                + figures.count(outcome.population()) + ".");
        lines.add("");
        lines.addAll(aligned(rows()));
        lines.add("");
        for (IndicatorResult result : judged()) {
            lines.add(result.indicator().id() + "  "
                    + result.indicator().title().in(language)
                    + result.part()
                            .map(part -> ": " + part.title().in(language))
                            .orElse(""));
        }
        return String.join("\n", lines);
    }

    /** Of each indicator what is set against its target, or else the indicator itself. */
    private List<IndicatorResult> judged() {
        return outcome.summary().headlines().stream()
                .map(headline -> outcome.summary().judged(headline).orElse(headline))
                .toList();
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                say("Chỉ số", "Indicator"),
                say("Chỉ tiêu", "Target"),
                say("Ước lượng", "Estimate"),
                say("KTC 95% hoặc khoảng", "95% interval or range"),
                "n",
                say("Nhận định", "Verdict"),
                say("Tỷ lệ thật", "True rate"),
                ""));
        for (IndicatorResult result : judged()) {
            Indicator indicator = result.indicator();
            Limits interval = result.interval();
            double target = indicator.target();
            double trueRate = outcome.trueRates()
                    .getOrDefault(result.part().map(Part::name).orElse(indicator.id()), Double.NaN);
            // Few registered units are no small sample.
            Presentation presentation = indicator.counting() == Counting.PERSONS
                    ? Presentation.of(result.estimate().rows())
                    : Presentation.PLAIN;
            boolean covered = interval.lower() - EXACT <= trueRate && trueRate <= interval.upper() + EXACT;
            rows.add(List.of(
                    indicator.id(),
                    "≥ " + figures.target(target),
                    presentation.figure(figures.percent(result.estimate().value())),
                    presentation.beside(
                            figures.limit(interval.lower(), target) + " – " + figures.limit(interval.upper(), target)),
                    figures.count((double) result.estimate().rows()),
                    presentation.beside(result.verdict()
                            .map(verdict -> SummaryPage.words(verdict).in(language))
                            .orElse("–")),
                    figures.percent(trueRate),
                    presentation.beside(
                            covered
                                    ? say("(nằm trong khoảng)", "(inside the interval)")
                                    : say("(nằm ngoài khoảng)", "(outside the interval)"))));
        }
        return rows;
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private String say(String vi, String en) {
        return english ? en : vi;
    }
}
