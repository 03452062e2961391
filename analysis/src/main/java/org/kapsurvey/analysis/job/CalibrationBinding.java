package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.indicator.Wording;
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
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.weighting.Calibration;
import org.kapsurvey.analysis.weighting.CalibrationTerms;
import org.kapsurvey.analysis.weighting.Margin;
import org.kapsurvey.analysis.weighting.PostStratification;
import org.kapsurvey.analysis.weighting.PropensityClasses;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.analysis.weighting.ResponseModel;
import org.kapsurvey.analysis.weighting.Standardization;
import org.kapsurvey.analysis.weighting.Trimming;
import org.kapsurvey.analysis.weighting.WeightShare;
import org.kapsurvey.analysis.weighting.WeightingClasses;
import org.kapsurvey.analysis.weighting.WeightingClasses.Part;
import org.kapsurvey.analysis.weighting.WeightingException;
import org.kapsurvey.analysis.weighting.WeightingStep;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Binds the steps of "calibration" to the rows and to the files of totals. */
final class CalibrationBinding {
    private static final double SAME = 1e-9;
    private static final int LISTED = 5;

    private final Table table;
    private final Attachments files;
    private final Function<JsonText, @Nullable Column> columns;
    private final @Nullable NumericColumn domain;
    private final Faults faults;
    private final List<Wording> notes = new ArrayList<>();
    private double[] weights;

    /**
     * A binding.
     *
     * @param columns the column of a name, null with a fault if there is none
     * @param weights of each row, to know the rows that count
     */
    CalibrationBinding(
            Table table,
            Attachments files,
            Function<JsonText, @Nullable Column> columns,
            @Nullable NumericColumn domain,
            double[] weights,
            Faults faults) {
        this.table = table;
        this.files = files;
        this.columns = columns;
        this.domain = domain;
        this.weights = weights;
        this.faults = faults;
    }

    /** The step; empty with every fault if it is wrong. */
    Optional<WeightingStep> step(CalibrationRequest request) {
        int before = faults.size();
        try {
            @Nullable WeightingStep step = null;
            if (request instanceof Poststratify post) {
                step = margin(post.group(), null).map(PostStratification::new).orElse(null);
            } else if (request instanceof Rake rake) {
                step = rake(rake);
            } else if (request instanceof Distance distance) {
                step = distance(distance);
            } else if (request instanceof Trim trim) {
                step = new Trimming(trim.lower(), trim.upper(), trim.strict());
            } else if (request instanceof Standardize standardize) {
                step = standardize(standardize);
            } else if (request instanceof NonresponseClasses classes) {
                step = nonresponse(classes);
            } else if (request instanceof NonresponsePropensity propensity) {
                step = nonresponse(propensity);
            } else if (request instanceof Share share) {
                step = share(share);
            }
            return faults.size() > before ? Optional.empty() : Optional.ofNullable(step);
        } catch (WeightingException e) {
            e.findings().forEach(finding -> faults.add(request.place(), finding, ""));
            return Optional.empty();
        }
    }

    private @Nullable WeightingStep nonresponse(NonresponseClasses request) {
        Optional<boolean[]> responds = respondents(request.respondent());
        Optional<WeightingStep> step = responds.isPresent()
                ? nonresponse(CalibrationParser.CLASSES, request.classes(), responds.get())
                : bound(request.classes());
        responds.ifPresent(this::keep);
        return step.orElse(null);
    }

    /** The faults of classes alone. */
    private Optional<WeightingStep> bound(Classes request) {
        grouped(request);
        return Optional.empty();
    }

    /** Respondents stand for everybody of their class; empty with every fault if it is wrong. */
    Optional<WeightingStep> nonresponse(String method, Classes request, boolean[] responds) {
        Part[] parts = new Part[responds.length];
        for (int row = 0; row < parts.length; row++) {
            parts[row] = responds[row] ? Part.CARRIES : Part.GIVES;
        }
        return classes(method, request, parts);
    }

    /** Weighting classes; empty with every fault if they are wrong. */
    Optional<WeightingStep> classes(String method, Classes request, Part[] parts) {
        return grouped(request).map(grouping -> {
            int[] places = new int[grouping.order().size()];
            for (int place = 0; place < places.length; place++) {
                places[grouping.order().get(place)] = place;
            }
            int[] classOf = new int[table.rows()];
            for (int row = 0; row < classOf.length; row++) {
                int group = grouping.groups().code(row);
                classOf[row] = group == Grouping.NONE ? Grouping.NONE : places[group];
            }
            boolean one = request.by().isEmpty();
            List<String> labels = grouping.order().stream()
                    .map(group -> one ? "all" : grouping.groups().label(group))
                    .toList();
            WeightingClasses classes = WeightingClasses.of(method, classOf, labels, parts, request.rules());
            return one || grouping.groups().isQuoted()
                    ? classes
                    : classes.told(grouping.order().stream()
                            .map(grouping.groups()::told)
                            .toList());
        });
    }

    /** Groups and the order in which they are neighbours. */
    private record Grouped(Grouping groups, List<Integer> order) {}

    private Optional<Grouped> grouped(Classes request) {
        int before = faults.size();
        @Nullable Grouping grouping = grouping(request.by());
        if (grouping == null) {
            return Optional.empty();
        }
        for (JsonText by : request.by()) {
            requireValues(table.column(by.value()), by, "The class");
        }
        Optional<List<Integer>> order = inOrder(grouping, request);
        return faults.size() > before ? Optional.empty() : order.map(found -> new Grouped(grouping, found));
    }

    /** The classes in the order that the step declares; empty with every fault if that names others than the data has. */
    private Optional<List<Integer>> inOrder(Grouping grouping, Classes request) {
        List<Integer> all = IntStream.range(0, grouping.size()).boxed().toList();
        if (request.order().isEmpty()) {
            return Optional.of(all);
        }
        Map<String, Integer> classes = new LinkedHashMap<>();
        all.forEach(group -> classes.put(String.join(";", grouping.levels(group)), group));
        List<Integer> order = new ArrayList<>();
        int before = faults.size();
        for (JsonText name : request.order()) {
            Integer group = classes.remove(name.value());
            if (group == null) {
                faults.add(
                        name.place(),
                        "There is no class \"" + name.value() + "\".",
                        "Write the levels of \"by\", of several columns joined by \";\".");
            } else {
                order.add(group);
            }
        }
        if (!classes.isEmpty()) {
            faults.add(
                    request.order().get(0).place(),
                    "\"order\" lacks " + classes.size() + (classes.size() == 1 ? " class: " : " classes: ")
                            + classes.entrySet().stream()
                                    .limit(LISTED)
                                    .map(left -> grouping.isQuoted() ? left.getKey() : grouping.told(left.getValue()))
                                    .collect(Collectors.joining(", "))
                            + (classes.size() > LISTED ? ", …" : "") + ".",
                    "Name every class once, neighbours beside each other.");
        }
        return faults.size() > before ? Optional.empty() : Optional.of(order);
    }

    private @Nullable WeightingStep nonresponse(NonresponsePropensity request) {
        Optional<boolean[]> responds = respondents(request.respondent());
        Optional<WeightingStep> step =
                nonresponse(CalibrationParser.PROPENSITY, request.model(), responds.orElse(new boolean[0]));
        responds.ifPresent(this::keep);
        return responds.isEmpty() ? null : step.orElse(null);
    }

    /** The same in classes of equal propensity. */
    Optional<WeightingStep> nonresponse(String method, Propensity request, boolean[] responds) {
        int before = faults.size();
        List<Column> terms = new ArrayList<>();
        for (JsonText term : request.terms()) {
            @Nullable Column column = columns.apply(term);
            if (column != null) {
                requireValues(column, term, "The term");
                terms.add(column);
            }
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new PropensityClasses(
                method,
                ResponseModel.of(terms, weights, table::quotes),
                responds,
                request.weighted(),
                request.classes(),
                request.rules()));
    }

    private @Nullable WeightingStep share(Share request) {
        @Nullable Grouping units = grouping(request.unit());
        Optional<double[]> routes = numbers(request.routes(), "The routes");
        Optional<double[]> links =
                request.link().map(name -> numbers(name, "The link")).orElseGet(() -> Optional.of(ones(table.rows())));
        if (units == null || routes.isEmpty() || links.isEmpty()) {
            return null;
        }
        WeightShare share = new WeightShare(units, links.get(), routes.get());
        // Here, where the step has a place; in a replicate no row has a weight that has none now.
        double[] shared = share.apply(weights).weights();
        if (Arrays.stream(shared).allMatch(weight -> weight == 0)) {
            faults.add(request.place(), "The shares leave no row a weight.", "A row's link must be above 0 to count.");
            return null;
        }
        // A row whose link is 0 has no weight, and later steps need nothing of it.
        weights = shared;
        return share;
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The numbers of a column; empty with a fault if it has none. */
    private Optional<double[]> numbers(JsonText name, String what) {
        @Nullable Column column = columns.apply(name);
        if (column == null) {
            return Optional.empty();
        }
        if (!(column instanceof NumericColumn number)) {
            faults.add(name.place(), what + " \"" + name.value() + "\" must be a numeric column.", "Name another.");
            return Optional.empty();
        }
        double[] values = new double[number.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = number.value(row);
        }
        return Optional.of(values);
    }

    /** Who was interviewed: 1 in every row with a weight, or 0. */
    private Optional<boolean[]> respondents(JsonText name) {
        @Nullable Column column = columns.apply(name);
        if (column == null) {
            return Optional.empty();
        }
        boolean[] responds = new boolean[table.rows()];
        for (int row = 0; row < responds.length; row++) {
            double value = column instanceof NumericColumn number ? number.value(row) : Double.NaN;
            responds[row] = value == 1;
            if (weights[row] != 0 && value != 0 && value != 1) {
                faults.add(
                        name.place(),
                        "The respondents \"" + name.value() + "\" must be 1 or 0 in every row with a weight; row "
                                + (row + 1) + " is " + (column.isMissing(row) ? "missing" : "neither") + ".",
                        "Derive such a column in \"variables\".");
                return Optional.empty();
            }
        }
        return Optional.of(responds);
    }

    /** Leaves the weight to some rows alone, as a step that is bound does: only they must have what later steps need. */
    void keep(boolean[] rows) {
        double[] left = weights.clone();
        for (int row = 0; row < left.length; row++) {
            left[row] = rows[row] ? left[row] : 0;
        }
        weights = left;
    }

    /** What was decided as the request says and should be known, a sentence each. */
    List<Wording> notes() {
        return List.copyOf(notes);
    }

    private @Nullable WeightingStep rake(Rake rake) {
        List<Margin> margins = new ArrayList<>();
        for (Group group : rake.margins()) {
            margin(group, null).ifPresent(margins::add);
        }
        if (margins.size() < rake.margins().size()) {
            return null;
        }
        if (rake.disagreement() != Disagreement.LET_PASS) {
            margins = ofOnePopulation(rake, margins);
        }
        return new Raking(margins, rake.epsilon(), rake.maxIterations(), rake.mustConverge(), rake.variance());
    }

    /** The margins if they sum to one population; refused or scaled if they don't, as is declared. */
    private List<Margin> ofOnePopulation(Rake rake, List<Margin> margins) {
        double population = margins.get(0).population();
        List<Margin> same = new ArrayList<>();
        for (int m = 0; m < margins.size(); m++) {
            double other = margins.get(m).population();
            String sums = "The totals of " + String.join(", ", margins.get(m).by()) + " sum to "
                    + Numbers.print(other) + ", those of "
                    + String.join(", ", margins.get(0).by()) + " to " + Numbers.print(population);
            if (Math.abs(other - population) <= SAME * population) {
                same.add(margins.get(m));
            } else if (rake.disagreement() == Disagreement.SCALE) {
                same.add(margins.get(m).times(population / other));
                notes.add(new Wording(
                        "Các tổng theo " + String.join(", ", margins.get(m).by()) + " cộng lại bằng "
                                + Figures.in("vi").count(other) + ", còn theo "
                                + String.join(", ", margins.get(0).by()) + " bằng "
                                + Figures.in("vi").count(population)
                                + ": đã được quy về số sau, như tệp trọng số khai báo.",
                        sums + ": they were brought to the latter, as \"disagree\" asks."));
            } else {
                faults.add(
                        rake.margins().get(m).totals().place(),
                        sums + ".",
                        "Bring them to one population, or write \"disagree\": \"scale\" to have it done.");
            }
        }
        return same;
    }

    private @Nullable WeightingStep standardize(Standardize request) {
        @Nullable Grouping over = grouping(request.over());
        Optional<Margin> shares = margin(request.shares(), domain);
        if (over == null || shares.isEmpty()) {
            return null;
        }
        return new Standardization(shares.get(), domain == null ? over : over.within(domain));
    }

    private @Nullable Grouping grouping(List<JsonText> by) {
        boolean known = true;
        for (JsonText column : by) {
            known &= columns.apply(column) != null;
        }
        return known ? Grouping.of(table, by.stream().map(JsonText::value).toList()) : null;
    }

    /** The totals of a group, of the rows of a domain if one is given. */
    private Optional<Margin> margin(Group group, @Nullable NumericColumn within) {
        @Nullable Grouping grouping = grouping(group.by());
        Optional<Map<List<String>, Double>> totals = totals(group);
        if (grouping == null || totals.isEmpty()) {
            return Optional.empty();
        }
        double[] counting = weights;
        Grouping narrowed = grouping;
        if (within != null) {
            narrowed = grouping.within(within);
            counting = weights.clone();
            for (int row = 0; row < counting.length; row++) {
                counting[row] = within.value(row) == 1 ? counting[row] : 0;
            }
        }
        try {
            return Optional.of(Margin.of(narrowed, totals.get(), counting));
        } catch (WeightingException e) {
            e.findings().forEach(finding -> faults.add(group.totals().place(), finding, ""));
            return Optional.empty();
        }
    }

    private Optional<Map<List<String>, Double>> totals(Group group) {
        Totals totals = group.totals();
        if (totals.file().isEmpty()) {
            Map<List<String>, Double> inline = new LinkedHashMap<>();
            totals.inline().forEach((level, total) -> inline.put(List.of(level), total));
            return Optional.of(inline);
        }
        List<JsonText> keys = totals.level() == null ? group.by() : List.of(totals.level());
        return fileTotals(totals, keys);
    }

    /** The cell that makes the column text. */
    private static String firstText(TextColumn column) {
        return IntStream.range(0, column.rows())
                .filter(row -> !column.isMissing(row) && !Double.isFinite(Numbers.parse(cell(column, row))))
                .mapToObj(row -> "\"" + cell(column, row) + "\" in row " + (row + 1))
                .findFirst()
                .orElseThrow();
    }

    /** The totals of a file by the values in its key columns. */
    private Optional<Map<List<String>, Double>> fileTotals(Totals totals, List<JsonText> keys) {
        JsonText name = totals.file().get(0);
        Table file = files.table(name.value());
        if (file == null) {
            return Optional.empty();
        }
        List<Column> keyColumns = new ArrayList<>();
        for (JsonText key : keys) {
            in(file, name, key.value(), totals.level() == null ? totals.place() : key.place())
                    .ifPresent(keyColumns::add);
        }
        Map<Column, JsonText> where = new LinkedHashMap<>();
        totals.where()
                .forEach((column, wanted) ->
                        in(file, name, column, wanted.place()).ifPresent(found -> where.put(found, wanted)));
        Optional<Column> values =
                in(file, name, totals.column().value(), totals.column().place());
        if (values.isPresent() && values.get() instanceof TextColumn text) {
            faults.add(
                    totals.column().place(),
                    "The totals \"" + totals.column().value() + "\" in \"" + name.value() + "\" are not all numbers: "
                            + firstText(text) + ".",
                    "Correct the file.");
            return Optional.empty();
        }
        if (keyColumns.size() < keys.size() || where.size() < totals.where().size() || values.isEmpty()) {
            return Optional.empty();
        }
        NumericColumn numbers = (NumericColumn) values.get();
        Map<List<String>, Double> found = new LinkedHashMap<>();
        Map<List<String>, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < file.rows(); row++) {
            int at = row;
            if (!where.entrySet().stream()
                    .allMatch(e -> cell(e.getKey(), at).equals(e.getValue().value()))) {
                continue;
            }
            List<String> levels =
                    keyColumns.stream().map(column -> cell(column, at)).toList();
            Integer first = rowOf.putIfAbsent(levels, row);
            if (found.put(levels, numbers.value(row)) != null && first != null) {
                faults.add(
                        name.place(),
                        "The totals of " + String.join(", ", levels) + " stand twice in \"" + name.value()
                                + "\", in rows " + (first + 1) + " and " + (row + 1) + ".",
                        "Keep one row, or choose among them with \"where\".");
                return Optional.empty();
            }
        }
        if (found.isEmpty()) {
            faults.add(
                    totals.place(),
                    "No row of \"" + name.value() + "\" holds totals of what is asked.",
                    "Check \"where\" and the file.");
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private Optional<Column> in(Table file, JsonText fileName, String column, Place place) {
        Optional<Column> found = file.find(column);
        if (found.isEmpty()) {
            faults.add(
                    place,
                    "\"" + fileName.value() + "\" has no column \"" + column + "\".",
                    "It has " + String.join(", ", file.names()) + "." + JsonFields.suggestion(column, file.names()));
        }
        return found;
    }

    /** A cell as the level of a group is written; empty if it is missing. */
    static String cell(Column column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        if (column instanceof TextColumn text) {
            return text.levels().get(text.code(row));
        }
        return Numbers.print(((NumericColumn) column).value(row) + 0.0);
    }

    private @Nullable WeightingStep distance(Distance request) {
        List<JsonText> keys = List.of(key("term", request), key("level", request));
        Optional<Map<List<String>, Double>> totals = fileTotals(request.totals(), keys);
        boolean known = true;
        for (JsonText term : request.terms()) {
            known &= columns.apply(term) != null;
        }
        double[] q = variance(request);
        @Nullable Grouping clusters = clusters(request);
        if (!known || totals.isEmpty() || request.totals().level() != null) {
            if (request.totals().level() != null) {
                faults.add(
                        request.totals().level().place(),
                        "The totals of \"terms\" have the columns term, level and total.",
                        "Leave \"level\" out.");
            }
            return null;
        }
        Map<List<String>, Double> left = new HashMap<>(totals.get());
        double population = Double.NaN;
        String populationFrom = "";
        Double given = left.remove(List.of("", ""));
        if (given != null) {
            population = given;
            populationFrom = "the population size";
        }
        List<Margin> margins = new ArrayList<>();
        Map<String, Double> numbers = new HashMap<>();
        for (JsonText term : request.terms()) {
            if (table.column(term.value()) instanceof NumericColumn numeric) {
                Double total = left.remove(List.of(term.value(), ""));
                if (total == null) {
                    faults.add(
                            term.place(),
                            "The totals have no row for the term \"" + term.value() + "\".",
                            "Add " + term.value() + ",,TOTAL to the file.");
                } else {
                    requireValues(numeric, term, "The term");
                    numbers.put(term.value(), total);
                }
                continue;
            }
            Optional<Margin> margin = levels(term, left);
            if (margin.isEmpty()) {
                continue;
            }
            margins.add(margin.get());
            double sum = margin.get().population();
            if (Double.isNaN(population)) {
                population = sum;
                populationFrom = "\"" + term.value() + "\"";
            } else if (Math.abs(sum - population) > SAME * Math.abs(population)) {
                faults.add(
                        request.totals().place(),
                        "The totals of \"" + term.value() + "\" sum to " + Numbers.print(sum) + ", those of "
                                + populationFrom + " to " + Numbers.print(population) + ".",
                        "Bring them to one population.");
            }
        }
        left.keySet()
                .forEach(key -> faults.add(
                        request.totals().place(),
                        "The totals name the term \"" + key.get(0) + "\""
                                + (key.get(1).isEmpty() ? "" : " with the level \"" + key.get(1) + "\"")
                                + ", which the calibration does not have.",
                        "Add it to \"terms\", or leave it out of the file with \"where\"."));
        boolean intercept = request.intercept() || !margins.isEmpty();
        if (intercept && Double.isNaN(population)) {
            faults.add(
                    request.totals().place(),
                    "The totals have no row for the intercept, the population size.",
                    "Add a row ,,SIZE to the file, or set \"intercept\": false.");
        }
        if (!intercept && request.rescale()) {
            faults.add(
                    request.place(),
                    "\"rescale\" needs the population size.",
                    "Use an intercept or a text term, or leave \"rescale\" out.");
        }
        if (!intercept && given != null) {
            faults.add(
                    request.totals().place(),
                    "The totals hold the population size, but there is no intercept.",
                    "Leave \"intercept\": false out, or the row.");
        }
        CalibrationTerms.Builder terms = CalibrationTerms.of(table.rows());
        if (intercept) {
            terms.intercept(population);
        }
        margins.forEach(terms::groups);
        for (JsonText term : request.terms()) {
            if (table.column(term.value()) instanceof NumericColumn numeric && numbers.containsKey(term.value())) {
                terms.number(numeric, numbers.get(term.value()));
            }
        }
        if (!intercept && numbers.isEmpty()) {
            return null;
        }
        return new Calibration(
                request.distance(), terms.build(), q, request.lower(), request.upper(), request.rescale(), clusters);
    }

    /** The clusters whose rows get one weight; null if none are asked for, or, with a fault, if they are wrong. */
    private @Nullable Grouping clusters(Distance request) {
        if (request.aggregate().isEmpty()) {
            return null;
        }
        JsonText name = request.aggregate().get();
        @Nullable Column column = columns.apply(name);
        if (column == null) {
            return null;
        }
        requireValues(column, name, "The cluster");
        return Grouping.of(table, List.of(name.value()));
    }

    private static JsonText key(String column, Distance request) {
        return new JsonText(column, false, request.totals().place());
    }

    /** The levels of a text term, taken out of the totals. */
    private Optional<Margin> levels(JsonText term, Map<List<String>, Double> left) {
        Map<List<String>, Double> levels = new LinkedHashMap<>();
        left.forEach((key, total) -> {
            if (key.get(0).equals(term.value())) {
                levels.put(List.of(key.get(1)), total);
            }
        });
        levels.keySet().forEach(level -> left.remove(List.of(term.value(), level.get(0))));
        try {
            return Optional.of(Margin.of(Grouping.of(table, List.of(term.value())), levels, weights));
        } catch (WeightingException e) {
            e.findings().forEach(finding -> faults.add(term.place(), finding, ""));
            return Optional.empty();
        }
    }

    private void requireValues(Column column, JsonText name, String what) {
        int missing = 0;
        int first = -1;
        for (int row = 0; row < column.rows(); row++) {
            if (weights[row] != 0 && column.isMissing(row)) {
                missing++;
                first = first < 0 ? row : first;
            }
        }
        if (missing > 0) {
            faults.add(
                    name.place(),
                    what + " \"" + name.value() + "\" is missing in " + missing + (missing == 1 ? " row" : " rows")
                            + ", first in row " + (first + 1) + ".",
                    "Every row with a weight needs a value.");
        }
    }

    private String isNot(JsonText name, double value) {
        return table.quotes(name.value()) ? " is " + Numbers.print(value) : " is not";
    }

    private double[] variance(Distance request) {
        if (request.variance().isEmpty()) {
            return new double[0];
        }
        JsonText name = request.variance().get();
        if (!(columns.apply(name) instanceof NumericColumn column)) {
            if (table.find(name.value()).isPresent()) {
                faults.add(name.place(), "The variance \"" + name.value() + "\" must be numeric.", "");
            }
            return new double[0];
        }
        double[] q = column.values().clone();
        for (int row = 0; row < q.length; row++) {
            if (weights[row] != 0 && !(q[row] > 0)) {
                faults.add(
                        name.place(),
                        "The variance \"" + name.value() + "\" must be above 0 in every row with a weight; row "
                                + (row + 1) + (Double.isNaN(q[row]) ? " is missing" : isNot(name, q[row])) + ".",
                        "");
                return new double[0];
            }
            q[row] = q[row] > 0 ? q[row] : 1;
        }
        return Arrays.copyOf(q, q.length);
    }
}
