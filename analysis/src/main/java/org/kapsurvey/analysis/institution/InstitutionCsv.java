package org.kapsurvey.analysis.institution;

import java.util.List;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.indicator.StratifiedReturns;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.questionnaire.number.Numbers;

/** The files {@code results.csv} and {@code unanswered.csv}. */
final class InstitutionCsv {
    private InstitutionCsv() {}

    static String results(InstitutionResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "question",
                        "by",
                        "group",
                        "registered",
                        "selected",
                        "returned",
                        "yes",
                        "no",
                        "missing",
                        "share_of_answers",
                        "range_lower",
                        "range_upper",
                        "limit_lower",
                        "limit_upper",
                        "target",
                        "direction",
                        "verdict"));
        for (GroupReturns group : result.groups()) {
            boolean judged = group.question().target().isPresent();
            CsvLine.append(
                    csv,
                    List.of(
                            group.question().id().value(),
                            group.by(),
                            group.group(),
                            String.valueOf(group.registered()),
                            String.valueOf(group.selected()),
                            String.valueOf(group.returned()),
                            String.valueOf(
                                    group.range().map(StratifiedReturns::yes).orElse(0)),
                            String.valueOf(
                                    group.range().map(StratifiedReturns::no).orElse(0)),
                            String.valueOf(group.range()
                                    .map(StratifiedReturns::missing)
                                    .orElse(0)),
                            Double.isNaN(group.shareOfAnswers()) ? "" : Numbers.print(group.shareOfAnswers()),
                            group.range()
                                    .map(range -> Numbers.print(range.least()))
                                    .orElse(""),
                            group.range()
                                    .map(range -> Numbers.print(range.most()))
                                    .orElse(""),
                            group.range()
                                    .map(range -> Numbers.print(range.lower()))
                                    .orElse(""),
                            group.range()
                                    .map(range -> Numbers.print(range.upper()))
                                    .orElse(""),
                            judged ? Numbers.print(group.question().target().getAsDouble()) : "",
                            judged ? group.question().direction().code() : "",
                            group.verdict().map(Verdict::code).orElse("")));
        }
        return csv.toString();
    }

    static String unanswered(InstitutionResult result) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("code", "kind", "name", "area", "returned", "questions"));
        for (InstitutionResult.Unanswered open : result.unanswered()) {
            Institution unit = open.unit();
            CsvLine.append(
                    csv,
                    List.of(
                            unit.code(),
                            unit.kind(),
                            unit.name(),
                            unit.area(),
                            result.returns().has(unit.code()) ? "1" : "0",
                            open.questions().stream()
                                    .map(question -> question.id().value())
                                    .collect(Collectors.joining(";"))));
        }
        return csv.toString();
    }
}
