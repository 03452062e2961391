package org.kapsurvey.api.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.job.WeightingText;
import org.kapsurvey.analysis.report.DesignFacts;
import org.kapsurvey.analysis.report.Summary;
import org.kapsurvey.analysis.report.VersionFacts;
import org.kapsurvey.analysis.weighting.Weighted;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.api.round.WeightStore;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** The indicators of a survey round, computed anew from the database. */
public final class RoundSummary {
    private static final String SEX = "sex";

    /** Ends a label that says whose something is: the person whom the form speaks to, or one that an answer names. */
    private static final Pattern WHOSE = Pattern.compile(" (của|of) …$");

    private RoundSummary() {}

    /**
     * The summary of a round as it stands at this moment; empty if there is no such round. Without an approved interview it
     * holds no results.
     */
    public static Optional<Summary> of(Database database, String roundId) {
        return RoundData.of(database, roundId).map(RoundSummary::of);
    }

    private static Summary of(RoundData data) {
        List<IndicatorResult> results = new ArrayList<>();
        int strata = data.answers().strata().size();
        int psus = 0;
        double weighted = 0;
        IndicatorEstimation persons = nothing();
        List<List<String>> by = List.of();
        if (data.answers().interviewed() > 0) {
            SurveyDesign design = data.design();
            psus = design.psus().psus();
            for (double weight : design.weights()) {
                weighted += weight;
            }
            by = data.answers().table().find(SEX).isPresent() ? List.of(List.of(SEX)) : List.of();
            persons = new IndicatorEstimation(
                    data.answers().questionnaires(),
                    data.answers().table(),
                    data.estimations(design),
                    data.answers().round().planningDesignEffect());
        }
        boolean asksUnits = data.units().table().rows() > 0;
        IndicatorEstimation units = asksUnits
                ? new IndicatorEstimation(
                        data.units().questionnaires(),
                        data.units().table(),
                        RoundSummary::notOfUnits,
                        data.answers().round().planningDesignEffect())
                : nothing();
        if (data.answers().interviewed() > 0 || data.units().returned() > 0) {
            for (Indicator indicator : data.plan().indicators()) {
                results.addAll(
                        indicator.counting() == Indicator.Counting.PERSONS
                                ? persons.results(indicator, by)
                                : units.results(indicator, List.of()));
            }
        }
        return new Summary(
                data.answers().round().id(),
                new Wording(
                        data.answers().round().titleVi(), data.answers().round().titleEn()),
                data.answers().round().year(),
                data.answers().round().synthetic(),
                data.plan(),
                new DesignFacts(
                        strata,
                        psus,
                        data.answers().table().rows() - withoutForm(data),
                        data.answers().interviewed(),
                        weighted,
                        data.answers().round().planningDesignEffect(),
                        version(data)),
                results,
                (column, level) -> level(data.answers().questionnaires(), column, level),
                provenance(data));
    }

    private static Optional<VersionFacts> version(RoundData data) {
        return data.answers().version().map(version -> {
            int replicates = data.replicates().isPresent() ? version.replicates() : 0;
            return data.weighting()
                    .map(job -> WeightingText.facts(
                            job,
                            version.version(),
                            replicates,
                            column -> column(data.answers().questionnaires(), column)))
                    .orElseGet(() -> WeightingText.unknown(version.version(), replicates));
        });
    }

    /** What a question is called; its name if it has no label, or none that can be read by itself. */
    private static Wording column(List<Questionnaire> forms, String column) {
        return forms.stream()
                .flatMap(form -> form.question(column).stream())
                .map(Question::label)
                .filter(Objects::nonNull)
                .findFirst()
                .map(label -> new Wording(byItself(label.in("vi")), byItself(label.in("en"))))
                .filter(label -> !label.vi().isBlank() && !label.en().isBlank())
                .filter(label -> !label.vi().contains("…") && !label.en().contains("…"))
                .orElse(new Wording(column, column));
    }

    private static String byItself(String label) {
        return WHOSE.matcher(label).replaceFirst("");
    }

    /** Persons whom no form is asked of are selected for the design's sake alone: they could not answer. */
    private static int withoutForm(RoundData data) {
        return data.answers().withoutForm().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Measures nothing: whatever is asked of it, its data lack. */
    private static IndicatorEstimation nothing() {
        return new IndicatorEstimation(List.of(), Table.of(0, List.of()), RoundSummary::notOfUnits, Double.NaN);
    }

    private static Estimation notOfUnits(Table table) {
        throw new IllegalStateException("Units are counted and not estimated: " + table.names());
    }

    private static List<Wording> provenance(RoundData data) {
        Round round = data.answers().round();
        List<Wording> lines = new ArrayList<>();
        lines.add(both("kế hoạch", "plan", round.plan() + " sha256 " + data.planHash()));
        List<RoundTable.Form> forms = new ArrayList<>(data.answers().forms());
        forms.addAll(data.units().forms());
        for (RoundTable.Form form : forms) {
            lines.add(both(
                    "phiếu hỏi",
                    "form",
                    form.questionnaire().form() + " " + form.questionnaire().version() + " sha256 " + form.hash()));
        }
        lines.add(both(
                "số phiếu phỏng vấn",
                "interviews",
                data.answers().interviewed() + " sha256 " + data.answers().interviewsHash()));
        if (data.units().table().rows() > 0) {
            lines.add(both(
                    "số đơn vị được hỏi, số đơn vị đã nộp phiếu",
                    "units asked, units that returned",
                    data.units().table().rows() + ", " + data.units().returned() + " sha256 "
                            + data.units().returnsHash()));
        }
        data.answers().version().ifPresent(version -> {
            String which = version.version() + " sha256 " + version.hash();
            lines.add(both("trọng số: phiên bản", "weights: version", which));
            if (data.answers().unweighted() > 0) {
                lines.add(both(
                        "số phiếu được duyệt sau khi tính trọng số nên chưa được tính:",
                        "interviews approved after the weights were made, which do not count yet:",
                        Integer.toString(data.answers().unweighted())));
            }
        });
        List<String> collapsed = data.answers()
                .version()
                .map(WeightStore.Version::collapsed)
                .orElseGet(() -> data.answers().weighting().stream()
                        .filter(Weighted.ClassFactor::isCollapsed)
                        .map(together -> String.join(" + ", together.labels()))
                        .toList());
        for (String together : collapsed) {
            lines.add(both(
                    "các tầng được gộp khi điều chỉnh cho người không trả lời:",
                    "non-response classes collapsed:",
                    together));
        }
        if (data.answers().repeated() > 0) {
            lines.add(both(
                    "số phiếu đã duyệt không dùng vì người được chọn đã có một phiếu khác:",
                    "approved interviews beyond the first of a selected person, not used:",
                    Integer.toString(data.answers().repeated())));
        }
        if (data.answers().unasked() > 0) {
            lines.add(both(
                    "số phiếu đã duyệt không dùng vì người được chọn không thuộc đối tượng của phiếu:",
                    "approved interviews of persons whom the form is not asked of, not used:",
                    Integer.toString(data.answers().unasked())));
        }
        data.answers()
                .withoutForm()
                .forEach((groups, persons) -> lines.add(both(
                        "số người được chọn thuộc nhóm mà không phiếu nào của đợt hỏi, không được tính:",
                        "persons selected of groups whom no form of the round is asked of, not counted:",
                        persons + " (" + groups + ")")));
        data.answers()
                .differing()
                .forEach((question, persons) -> lines.add(both(
                        "số người trả lời khác nhau giữa các phiếu, lấy phiếu đứng trước:",
                        "persons who answered differently in different forms, of which the first counts:",
                        persons + " (" + question + ")")));
        return lines;
    }

    private static Wording both(String vi, String en, String what) {
        return new Wording(vi + " " + what, en + " " + what);
    }

    private static Wording level(List<Questionnaire> forms, String column, String level) {
        return forms.stream()
                .flatMap(form -> form.question(column).stream())
                .map(Question::choices)
                .filter(Objects::nonNull)
                .map(choices -> choices.choice(level))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Choice::label)
                .map(label -> new Wording(label.in("vi"), label.in("en")))
                .orElse(new Wording(level, level));
    }
}
