package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.job.CalibrationRequest.Classes;
import org.kapsurvey.analysis.job.CalibrationRequest.Group;
import org.kapsurvey.analysis.job.CalibrationRequest.Propensity;
import org.kapsurvey.analysis.job.CalibrationRequest.Trim;
import org.kapsurvey.analysis.report.VersionFacts;
import org.kapsurvey.analysis.weighting.Trimming.Bound;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** What a weighting file does to the weights, in parts of sentences for those who read the results and not the file. */
public final class WeightingText {
    private final WeightingJob job;
    private final Function<String, Wording> names;

    private WeightingText(WeightingJob job, Function<String, Wording> names) {
        this.job = job;
        this.names = names;
    }

    /**
     * The facts of weights that the file made.
     *
     * @param version number of the weights
     * @param replicates how many were kept with them
     * @param names what a column is called
     */
    public static VersionFacts facts(WeightingJob job, int version, int replicates, Function<String, Wording> names) {
        WeightingText text = new WeightingText(job, names);
        return new VersionFacts(
                version,
                text.steps(),
                !job.input().calibration().isEmpty() || job.trimming().isPresent(),
                replicates == 0
                        ? Optional.empty()
                        : Optional.of(new VersionFacts.Replicates(
                                replicates,
                                text.replicates(),
                                job.input().design().fpc().isEmpty(),
                                job.trimming().isPresent())));
    }

    /** The facts of weights of which the file can't be read any more. */
    public static VersionFacts unknown(int version, int replicates) {
        return new VersionFacts(
                version,
                List.of(),
                true,
                replicates == 0
                        ? Optional.empty()
                        : Optional.of(new VersionFacts.Replicates(
                                replicates, new Wording("lưu cùng phiên bản", "kept with the version"), false, false)));
    }

    private List<Wording> steps() {
        List<Wording> steps = new ArrayList<>();
        job.eligibility()
                .ifPresent(classes -> steps.add(joined(
                        new Wording(
                                "chia trọng số của người chưa rõ có thuộc đối tượng hay không cho những người khác",
                                "the weight of people of whom it is unknown whether they belong shared out among the others"),
                        within(classes))));
        job.nonresponse().ifPresent(nonresponse -> {
            nonresponse.classes().ifPresent(classes -> steps.add(nonresponse(within(classes))));
            nonresponse.propensity().ifPresent(model -> steps.add(nonresponse(within(model))));
        });
        job.input().calibration().forEach(step -> steps.add(step(step)));
        job.trimming().ifPresent(trim -> {
            Wording cut = trimmed(trim);
            steps.add(
                    job.input().calibration().isEmpty()
                            ? cut
                            : joined(
                                    cut,
                                    new Wording(", rồi hiệu chỉnh lại như trên", ", then calibrated again as before")));
        });
        return steps;
    }

    private static Wording nonresponse(Wording where) {
        return joined(new Wording("điều chỉnh cho người không trả lời", "adjusted for non-response"), where);
    }

    private Wording within(Classes classes) {
        return classes.by().isEmpty()
                ? new Wording(", tất cả là một lớp", ", all in one class")
                : joined(new Wording(" trong từng lớp theo ", " in classes of "), cells(classes.by()));
    }

    private Wording within(Propensity model) {
        return joined(
                new Wording(
                        " trong " + model.classes() + " lớp xác suất trả lời ước lượng từ ",
                        " in " + model.classes() + " classes of the propensity to respond, modelled by "),
                listed(model.terms()));
    }

    private Wording step(CalibrationRequest step) {
        if (step instanceof CalibrationRequest.Poststratify poststratify) {
            return to(
                    new Wording("phân tầng sau", "post-stratified"),
                    cells(poststratify.group().by()));
        }
        if (step instanceof CalibrationRequest.Rake rake) {
            return to(
                    new Wording("hiệu chỉnh lặp theo từng biên (raking)", "raked"),
                    joined(
                            rake.margins().stream()
                                    .map(Group::by)
                                    .map(this::cells)
                                    .toList(),
                            " và theo ",
                            " and by "));
        }
        if (step instanceof CalibrationRequest.Distance distance) {
            Wording how = switch (distance.distance()) {
                case LINEAR -> new Wording("hiệu chỉnh tuyến tính", "calibrated (linear)");
                case RAKING -> new Wording("hiệu chỉnh theo khoảng cách raking", "calibrated (raking distance)");
                case LOGIT -> new Wording("hiệu chỉnh logit có giới hạn", "calibrated (bounded logit)");
            };
            return to(how, listed(distance.terms()));
        }
        if (step instanceof CalibrationRequest.Standardize standardize) {
            return to(
                    new Wording("chuẩn hóa", "standardised"),
                    cells(standardize.shares().by()));
        }
        if (step instanceof CalibrationRequest.NonresponseClasses classes) {
            return nonresponse(within(classes.classes()));
        }
        if (step instanceof CalibrationRequest.NonresponsePropensity propensity) {
            return nonresponse(within(propensity.model()));
        }
        if (step instanceof Trim trim) {
            return trimmed(trim);
        }
        return new Wording("chia trọng số tổng quát", "generalised weight share");
    }

    private static Wording to(Wording how, Wording by) {
        return joined(joined(how, new Wording(" cho khớp tổng thể theo ", " to the population by ")), by);
    }

    private static Wording trimmed(Trim trim) {
        List<Wording> bounds = new ArrayList<>();
        if (!trim.lower().equals(Bound.NO_LOWER)) {
            bounds.add(joined(new Wording("dưới ", "below "), bound(trim.lower())));
        }
        if (!trim.upper().equals(Bound.NO_UPPER)) {
            bounds.add(joined(new Wording("trên ", "above "), bound(trim.upper())));
        }
        return joined(new Wording("cắt trọng số ", "weights cut "), joined(bounds, " và ", " and "));
    }

    private static Wording bound(Bound bound) {
        String number = Numbers.print(bound.value());
        Wording plain = new Wording(number.replace('.', ','), number);
        return bound.quantile() ? joined(new Wording("phân vị ", "the quantile "), plain) : plain;
    }

    private Wording replicates() {
        if (job.input().replicates().orElse(null) instanceof ReplicatesRequest.Made made) {
            return switch (made.method()) {
                case JK1, JKN ->
                    new Wording("jackknife, mỗi bộ bỏ ra một cụm", "jackknife, each leaving one cluster out");
                case BRR, FAY ->
                    new Wording(
                            "nửa mẫu cân bằng, mỗi bộ nghiêng về một trong hai cụm của từng tầng",
                            "balanced half-samples, each leaning on one of the two clusters of every stratum");
                case SDR ->
                    new Wording(
                            "hiệu số liên tiếp giữa các cụm theo thứ tự rút mẫu",
                            "successive differences of clusters in the order in which they were drawn");
                case SUBBOOTSTRAP ->
                    new Wording(
                            "bootstrap, mỗi bộ rút lại ngẫu nhiên các cụm trong từng tầng",
                            "bootstrap, each drawing the clusters of every stratum anew");
            };
        }
        return new Wording("cho sẵn cùng mẫu", "given with the sample");
    }

    /** Columns that make cells together. */
    private Wording cells(List<JsonText> columns) {
        return joined(columns.stream().map(this::name).toList(), " × ", " × ");
    }

    private Wording listed(List<JsonText> columns) {
        return joined(columns.stream().map(this::name).toList(), ", ", ", ");
    }

    private Wording name(JsonText column) {
        return switch (column.value()) {
            case "_stratum" -> new Wording("tầng", "stratum");
            case "_psu" -> new Wording("cụm", "cluster");
            case "_surveyor" -> new Wording("người phỏng vấn", "surveyor");
            default -> {
                Wording name = names.apply(column.value());
                Wording quoted = new Wording("“" + name.vi() + "”", "“" + name.en() + "”");
                boolean derived = job.input().variables().stream()
                        .anyMatch(variable -> variable.name().value().equals(column.value()));
                yield derived
                        ? joined(
                                quoted,
                                new Wording(" (biến đặt ra trong tệp trọng số)", " (made in the weighting file)"))
                        : quoted;
            }
        };
    }

    private static Wording joined(Wording first, Wording second) {
        return new Wording(first.vi() + second.vi(), first.en() + second.en());
    }

    private static Wording joined(List<Wording> parts, String vi, String en) {
        return new Wording(
                parts.stream().map(Wording::vi).collect(Collectors.joining(vi)),
                parts.stream().map(Wording::en).collect(Collectors.joining(en)));
    }
}
