package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.job.CalibrationRequest.Classes;
import org.kapsurvey.analysis.job.CalibrationRequest.Disagreement;
import org.kapsurvey.analysis.job.CalibrationRequest.Distance;
import org.kapsurvey.analysis.job.CalibrationRequest.Group;
import org.kapsurvey.analysis.job.CalibrationRequest.NonresponseClasses;
import org.kapsurvey.analysis.job.CalibrationRequest.NonresponsePropensity;
import org.kapsurvey.analysis.job.CalibrationRequest.Poststratify;
import org.kapsurvey.analysis.job.CalibrationRequest.Propensity;
import org.kapsurvey.analysis.job.CalibrationRequest.Rake;
import org.kapsurvey.analysis.job.CalibrationRequest.Share;
import org.kapsurvey.analysis.job.CalibrationRequest.Standardize;
import org.kapsurvey.analysis.job.CalibrationRequest.Totals;
import org.kapsurvey.analysis.job.CalibrationRequest.Trim;
import org.kapsurvey.analysis.weighting.CalibrationDistance;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.analysis.weighting.Trimming.Bound;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Reads the steps of "calibration". */
final class CalibrationParser {
    static final String CLASSES = "nonresponse-classes";
    static final String PROPENSITY = "nonresponse-propensity";
    /** The steps that calibrate to totals. */
    static final List<String> TOTALS = List.of("poststratify", "rake", "linear", "raking", "logit");

    static final List<String> METHODS = List.of(
            CLASSES, PROPENSITY, "share", "poststratify", "rake", "linear", "raking", "logit", "trim", "standardize");
    private static final int MOST_CLASSES = 100;
    private static final int QUINTILES = 5;
    private static final int MOST_RESPONDENTS = 1_000_000;
    private static final double EPSILON = 1e-10;
    private static final int MAX_ITERATIONS = 100;
    private static final int MOST_ITERATIONS = 1_000_000;

    /** A share of Σw that leaves the smallest groups within 1e-8 of their totals too. */
    private static final double FINE_EPSILON = 1e-13;

    private static final int MANY_ITERATIONS = 10_000;

    private final Faults faults;
    private final boolean totalsMustHold;

    CalibrationParser(Faults faults) {
        this(faults, false);
    }

    /** @param totalsMustHold whether weights that miss a total are a fault, as those of a weighting file are */
    CalibrationParser(Faults faults, boolean totalsMustHold) {
        this.faults = faults;
        this.totalsMustHold = totalsMustHold;
    }

    Optional<CalibrationRequest> step(JsonFields fields) {
        int before = faults.size();
        String method = fields.oneOf("method", totalsMustHold ? TOTALS : METHODS);
        if (faults.size() > before) {
            return Optional.empty();
        }
        Optional<CalibrationRequest> step = switch (method) {
            case CLASSES -> nonresponseClasses(fields);
            case PROPENSITY -> nonresponsePropensity(fields);
            case "poststratify" -> Optional.of(new Poststratify(group(fields, "totals"), fields.place()));
            case "share" -> share(fields).map(CalibrationRequest.class::cast);
            case "rake" -> rake(fields);
            case "trim" -> trim(fields);
            case "standardize" ->
                Optional.of(new Standardize(group(fields, "shares"), columns(fields, "over"), fields.place()));
            default -> distance(fields, CalibrationDistance.valueOf(method.toUpperCase(Locale.ROOT)));
        };
        fields.refuseUnknown();
        return faults.size() > before ? Optional.empty() : step;
    }

    private Optional<CalibrationRequest> nonresponseClasses(JsonFields fields) {
        Optional<JsonText> respondent = required(fields, "respondent");
        Classes classes = classes(fields);
        return respondent.map(column -> new NonresponseClasses(column, classes, fields.place()));
    }

    private Optional<CalibrationRequest> nonresponsePropensity(JsonFields fields) {
        Optional<JsonText> respondent = required(fields, "respondent");
        Propensity model = propensity(fields);
        return respondent.map(column -> new NonresponsePropensity(column, model, fields.place()));
    }

    /** Weighting classes: "by", "order", "fewest", "largest". */
    Classes classes(JsonFields fields) {
        List<JsonText> by = columns(fields, "by");
        List<JsonText> order = fields.has("order") ? columns(fields, "order") : List.of();
        return new Classes(by, order, rules(fields), fields.place());
    }

    /** A response model: "terms", "weighted", "classes", "fewest", "largest". */
    Propensity propensity(JsonFields fields) {
        List<JsonText> terms = columns(fields, "terms");
        boolean weighted = fields.flag("weighted", true);
        int classes = fields.optionalInteger("classes", 2, MOST_CLASSES).orElse(QUINTILES);
        return new Propensity(terms, weighted, classes, rules(fields), fields.place());
    }

    /** Units that several can report: "unit", "routes", "link". */
    Optional<Share> share(JsonFields fields) {
        List<JsonText> unit = columns(fields, "unit");
        Optional<JsonText> routes = required(fields, "routes");
        Optional<JsonText> link = fields.jsonText("link");
        // Without a column that tells the units apart every row would seem to be of one.
        return unit.isEmpty() ? Optional.empty() : routes.map(column -> new Share(unit, column, link, fields.place()));
    }

    private static Optional<JsonText> required(JsonFields fields, String key) {
        Optional<JsonText> text = fields.jsonText(key);
        if (text.isEmpty() && fields.object().get(key) == null) {
            fields.text(key);
        }
        return text;
    }

    /** When a class is collapsed. */
    private static ClassRules rules(JsonFields fields) {
        int fewest = fields.optionalInteger("fewest", 1, MOST_RESPONDENTS).orElse(ClassRules.USUAL.fewest());
        double largest = fields.optionalNumber("largest").orElse(ClassRules.USUAL.largest());
        if (!(largest > 1)) {
            fields.fault(
                    "largest",
                    "\"largest\" must be above 1, found " + Numbers.print(largest) + ".",
                    "It is the largest factor that a class may have before it is collapsed.");
        }
        return new ClassRules(fewest, largest);
    }

    private Optional<CalibrationRequest> rake(JsonFields fields) {
        List<Group> margins = new ArrayList<>();
        for (JsonFields margin : fields.objects("margins")) {
            margins.add(group(margin, "totals"));
            margin.refuseUnknown();
        }
        if (margins.isEmpty() && fields.has("margins")) {
            fields.fault("margins", "The raking has no margin.", "Add an object with \"by\" and \"totals\".");
        }
        double epsilon = fields.optionalNumber("epsilon").orElse(totalsMustHold ? FINE_EPSILON : EPSILON);
        if (!(epsilon > 0)) {
            fields.fault("epsilon", "\"epsilon\" must be above 0, found " + Numbers.print(epsilon) + ".", "");
        }
        int most = fields.optionalInteger("maxIterations", 1, MOST_ITERATIONS)
                .orElse(totalsMustHold ? MANY_ITERATIONS : MAX_ITERATIONS);
        if (totalsMustHold) {
            Disagreement disagreement = fields.optionalOneOf("disagree", List.of("refuse", "scale"))
                    .map(word -> Disagreement.valueOf(word.toUpperCase(Locale.ROOT)))
                    .orElse(Disagreement.REFUSE);
            return Optional.of(
                    new Rake(margins, epsilon, most, true, Raking.Variance.REGRESSION, disagreement, fields.place()));
        }
        boolean mustConverge = fields.flag("mustConverge", false);
        Raking.Variance variance = fields.optionalOneOf("variance", List.of("regression", "rake"))
                .map(name -> Raking.Variance.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(Raking.Variance.REGRESSION);
        return Optional.of(
                new Rake(margins, epsilon, most, mustConverge, variance, Disagreement.LET_PASS, fields.place()));
    }

    private Optional<CalibrationRequest> distance(JsonFields fields, CalibrationDistance distance) {
        List<JsonText> terms = columns(fields, "terms");
        boolean intercept = fields.flag("intercept", true);
        Totals totals = totals(fields, "totals");
        if (totals.file().isEmpty() && fields.has("totals")) {
            fields.fault(
                    "totals",
                    "The totals of \"terms\" stand in a file.",
                    "Write {\"file\": …} naming a CSV with the columns term,level,total.");
        }
        double lower = Double.NEGATIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        if (fields.has("bounds")) {
            double[] bounds = bounds(fields);
            lower = bounds[0];
            upper = bounds[1];
        } else if (distance == CalibrationDistance.LOGIT) {
            faults.add(
                    fields.place(),
                    "The logit calibration needs \"bounds\".",
                    "Write \"bounds\": [0.5, 2]: factors on the weights, one below and one above 1.");
        }
        if (distance == CalibrationDistance.LOGIT && fields.has("bounds") && !(lower < 1 && upper > 1)) {
            fields.fault(
                    "bounds",
                    "The bounds of a logit calibration must lie below and above 1.",
                    "Scale the weights to the population first with \"rescale\": true, or use linear or raking.");
        }
        Optional<JsonText> variance = variance(fields);
        Optional<JsonText> aggregate = fields.jsonText("aggregate");
        boolean rescale = fields.flag("rescale", false);
        return Optional.of(new Distance(
                distance, terms, intercept, totals, lower, upper, variance, aggregate, rescale, fields.place()));
    }

    private double[] bounds(JsonFields fields) {
        List<Json> items = fields.items("bounds");
        if (items.size() == 2
                && items.get(0) instanceof JsonNumber lower
                && items.get(1) instanceof JsonNumber upper
                && lower.value() >= 0
                && lower.value() < upper.value()) {
            return new double[] {lower.value(), upper.value()};
        }
        if (fields.object().get("bounds") instanceof JsonArray) {
            fields.fault(
                    "bounds",
                    "\"bounds\" must be two numbers, 0 or more, the lower first.",
                    "Write \"bounds\": [0.5, 2]: factors on the weights.");
        }
        return new double[] {0, Double.POSITIVE_INFINITY};
    }

    /** "1" is a variance that is the same for all, as without the key. */
    private static Optional<JsonText> variance(JsonFields fields) {
        if (fields.object().get("variance") instanceof JsonNumber number && number.value() == 1) {
            fields.has("variance");
            return Optional.empty();
        }
        return fields.jsonText("variance").filter(text -> !text.value().equals("1"));
    }

    Optional<CalibrationRequest> trim(JsonFields fields) {
        Bound lower = bound(fields, "lower", "lowerQuantile").orElse(Bound.NO_LOWER);
        Bound upper = bound(fields, "upper", "upperQuantile").orElse(Bound.NO_UPPER);
        if (lower.equals(Bound.NO_LOWER) && upper.equals(Bound.NO_UPPER)) {
            faults.add(fields.place(), "The trimming has no bound.", "Give \"lower\" or \"upper\", or both.");
        }
        boolean strict = !totalsMustHold && fields.flag("strict", false);
        // A weight and a quantile can be compared only when there are weights.
        if (lower.quantile() == upper.quantile() && lower.value() >= upper.value()) {
            faults.add(
                    fields.place(),
                    "The lower bound " + Numbers.print(lower.value()) + " must be below the upper bound "
                            + Numbers.print(upper.value()) + ".",
                    "Raise the upper bound, or lower the lower one.");
            return Optional.empty();
        }
        return Optional.of(new Trim(lower, upper, strict, fields.place()));
    }

    private static Optional<Bound> bound(JsonFields fields, String weight, String quantile) {
        if (fields.has(weight) && fields.has(quantile)) {
            fields.fault(quantile, "\"" + weight + "\" and \"" + quantile + "\" are one bound.", "Keep one of them.");
        }
        if (fields.has(weight)) {
            double value = fields.number(weight);
            if (value < 0) {
                fields.fault(weight, "A weight's bound must be 0 or more, found " + Numbers.print(value) + ".", "");
            }
            return Optional.of(new Bound(value, false));
        }
        if (!fields.has(quantile)) {
            return Optional.empty();
        }
        double share = fields.number(quantile);
        if (!Double.isNaN(share) && !(share >= 0 && share <= 1)) {
            fields.fault(quantile, "A quantile must be between 0 and 1, found " + Numbers.print(share) + ".", "");
        }
        return Optional.of(new Bound(share, true));
    }

    private Group group(JsonFields fields, String key) {
        List<JsonText> by = columns(fields, "by");
        Totals totals = totals(fields, key);
        if (by.size() > 1 && totals.file().isEmpty() && fields.has(key)) {
            fields.fault(
                    key,
                    "Totals of several columns stand in a file.",
                    "Write {\"file\": …} naming a CSV with a column for each of \"by\" and one of totals.");
        }
        if (by.size() > 1 && totals.level() != null) {
            faults.add(
                    totals.level().place(),
                    "\"level\" is for one column in \"by\".",
                    "Name the file's columns as in \"by\".");
        }
        return new Group(by, totals);
    }

    private List<JsonText> columns(JsonFields fields, String key) {
        List<JsonText> columns = fields.jsonTexts(key);
        if (columns.isEmpty()
                && fields.object().get(key) instanceof JsonArray list
                && list.items().isEmpty()) {
            fields.fault(key, "\"" + key + "\" is an empty list.", "Name at least one column.");
        }
        Map<String, JsonText> seen = new LinkedHashMap<>();
        for (JsonText column : columns) {
            if (seen.put(column.value(), column) != null) {
                faults.add(
                        column.place(), "\"" + column.value() + "\" stands twice in \"" + key + "\".", "Name it once.");
            }
        }
        return columns;
    }

    private Totals totals(JsonFields fields, String key) {
        JsonFields totals = fields.fields(key);
        JsonText noColumn = new JsonText("total", false, totals.place());
        if (totals.object().get("file") instanceof JsonText) {
            JsonText file = totals.jsonText("file").orElseThrow();
            JsonText column = totals.jsonText("column").orElse(noColumn);
            Map<String, JsonText> where = new LinkedHashMap<>();
            totals.optionalFields("where")
                    .ifPresent(object -> object.object()
                            .members()
                            .forEach((name, value) -> cell(value, name).ifPresent(text -> where.put(name, text))));
            JsonText level = totals.jsonText("level").orElse(null);
            totals.refuseUnknown();
            return new Totals(Map.of(), List.of(file), column, where, level, totals.place());
        }
        Map<String, Double> inline = new LinkedHashMap<>();
        totals.object().members().forEach((level, value) -> {
            if (value instanceof JsonNumber number) {
                inline.put(level, number.value());
            } else {
                faults.add(
                        value.place(),
                        "The total of \"" + level + "\" must be a number, found " + value.kind() + ".",
                        "Write {\"M\": 98000, \"F\": 102000}, or {\"file\": \"totals.csv\"}.");
            }
        });
        if (inline.isEmpty()
                && fields.object().get(key) != null
                && totals.object().members().isEmpty()) {
            fields.fault(key, "\"" + key + "\" has no total.", "Write a number for each level.");
        }
        return new Totals(inline, List.of(), noColumn, Map.of(), null, totals.place());
    }

    private Optional<JsonText> cell(@Nullable Json value, String name) {
        if (value instanceof JsonText text) {
            return Optional.of(text);
        }
        if (value instanceof JsonNumber number) {
            return Optional.of(new JsonText(Numbers.print(number.value()), false, number.place()));
        }
        if (value != null) {
            faults.add(value.place(), "\"" + name + "\" must be a text or a number, found " + value.kind() + ".", "");
        }
        return Optional.empty();
    }
}
