package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.model.ModelException;
import org.kapsurvey.analysis.model.ModelMatrix;
import org.kapsurvey.analysis.model.ModelTerm;
import org.kapsurvey.analysis.model.RegressionModel;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Checks the models of a job against the data, going on after each fault, and fits them. */
final class ModelBinding {
    private static final Pattern FACTOR = Pattern.compile("factor\\((.+)\\)");

    private final Table table;
    private final JobColumns columns;
    private final Function<JsonText, @Nullable Column> known;
    private final Faults faults;

    /** @param known the column of a name, or nothing and a fault */
    ModelBinding(Table table, JobColumns columns, Function<JsonText, @Nullable Column> known, Faults faults) {
        this.table = table;
        this.columns = columns;
        this.known = known;
        this.faults = faults;
    }

    /** A model whose columns are there, to be fitted when the weights are known. */
    record Checked(ModelRequest request, List<ModelTerm> terms, NumericColumn response, NumericColumn complete) {}

    /** The model, if its columns are there and hold what it needs. */
    Optional<Checked> check(ModelRequest request) {
        int before = faults.size();
        Optional<NumericColumn> response = response(request);
        List<ModelTerm> terms = new ArrayList<>(List.of(ModelTerm.INTERCEPT));
        for (JsonText term : request.terms()) {
            term(term).ifPresent(terms::add);
        }
        if (faults.size() > before || response.isEmpty()) {
            return Optional.empty();
        }
        NumericColumn complete = complete(request, terms, response.get());
        answers(request, response.get(), complete);
        references(request, terms, complete);
        margins(request, terms);
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(new Checked(request, terms, response.get(), complete));
    }

    /**
     * The fit of a model that was checked; nothing, and its findings as faults, if it has none.
     *
     * @param weights of the estimates
     */
    Optional<BoundModel> fit(Checked checked, double[] weights) {
        ModelRequest request = checked.request();
        int[] rows = IntStream.range(0, weights.length)
                .filter(row -> weights[row] != 0 && checked.complete().value(row) == 1)
                .toArray();
        int negative = 0;
        for (int row : rows) {
            negative += weights[row] < 0 ? 1 : 0;
        }
        if (negative > 0) {
            faults.add(
                    request.place(),
                    "A model needs weights of 0 or more; calibration made " + negative + " negative.",
                    "Give the calibration \"bounds\".");
            return Optional.empty();
        }
        Map<String, String> references = new HashMap<>();
        request.references()
                .forEach(reference ->
                        references.put(reference.column(), reference.level().value()));
        try {
            ModelMatrix matrix = ModelMatrix.of(table, checked.terms(), references, rows);
            double[] answers = Arrays.stream(rows)
                    .mapToDouble(row -> checked.response().value(row))
                    .toArray();
            return Optional.of(new BoundModel(
                    request, RegressionModel.fit(matrix, request.family(), answers, weights), checked.complete()));
        } catch (ModelException e) {
            e.findings().forEach(finding -> faults.add(request.place(), finding, ""));
            return Optional.empty();
        }
    }

    private Optional<NumericColumn> response(ModelRequest request) {
        JsonText name = request.response();
        Column column = known.apply(name);
        if (column instanceof TextColumn) {
            faults.add(
                    name.place(),
                    "The response of a model must be numeric; the column \"" + name.value() + "\" is text.",
                    "Make a variable of it, as if(${" + name.value() + "} = 'yes', 1, 0).");
        }
        return column instanceof NumericColumn numeric ? Optional.of(numeric) : Optional.empty();
    }

    private Optional<ModelTerm> term(JsonText written) {
        List<String> names = table.find(written.value()).isPresent()
                ? List.of(written.value())
                : List.of(written.value().split(":", -1));
        Set<ModelTerm.Part> parts = new LinkedHashSet<>();
        boolean complete = true;
        for (String name : names) {
            Matcher factor = FACTOR.matcher(name);
            boolean asFactor = table.find(name).isEmpty() && factor.matches();
            String column = asFactor ? factor.group(1) : name;
            Column found = known.apply(new JsonText(column, false, written.place()));
            complete &= found != null;
            if (found != null
                    && !parts.add(new ModelTerm.Part(name, column, asFactor || found instanceof TextColumn))) {
                faults.add(
                        written.place(),
                        "\"" + name + "\" stands twice in the term \"" + written.value() + "\".",
                        "Make a variable of the square, and name that.");
            }
        }
        return complete ? Optional.of(new ModelTerm(written.value(), List.copyOf(parts))) : Optional.empty();
    }

    private NumericColumn complete(ModelRequest request, List<ModelTerm> terms, NumericColumn response) {
        List<Column> needed = new ArrayList<>(List.of(response));
        terms.forEach(term -> term.parts().forEach(part -> needed.add(table.column(part.column()))));
        @Nullable NumericColumn domain = columns.domain(request.id()).orElse(null);
        return NumericColumn.indicator("rows of " + request.id(), table.rows(), row -> {
            if (domain != null && domain.value(row) != 1) {
                return false;
            }
            for (Column column : needed) {
                if (column.isMissing(row)) {
                    return false;
                }
            }
            return true;
        });
    }

    private void answers(ModelRequest request, NumericColumn response, NumericColumn complete) {
        for (int row = 0; row < table.rows(); row++) {
            if (complete.value(row) == 1 && !request.family().takes(response.value(row))) {
                faults.add(
                        request.response().place(),
                        "The family " + request.family().text() + " can't have the response \"" + response.name()
                                + "\" that is "
                                + (table.quotes(response.name())
                                        ? Numbers.print(response.value(row))
                                        : "another number")
                                + columns.inRow(row) + ".",
                        "Binomial answers lie from 0 to 1, poisson answers are 0 or more; or choose gaussian.");
                return;
            }
        }
    }

    private void references(ModelRequest request, List<ModelTerm> terms, NumericColumn complete) {
        for (ModelRequest.Reference reference : request.references()) {
            boolean named = terms.stream()
                    .flatMap(term -> term.parts().stream())
                    .anyMatch(part -> part.factor() && part.column().equals(reference.column()));
            if (!named) {
                faults.add(
                        reference.at(),
                        "\"" + reference.column() + "\" is no factor of this model.",
                        "Name a text term, or write \"factor(" + reference.column() + ")\" among the terms.");
                continue;
            }
            Grouping grouping = Grouping.of(table, List.of(reference.column()));
            boolean occurs = false;
            for (int row = 0; row < table.rows() && !occurs; row++) {
                occurs = complete.value(row) == 1
                        && grouping.levels(grouping.code(row))
                                .get(0)
                                .equals(reference.level().value());
            }
            if (!occurs) {
                faults.add(
                        reference.level().place(),
                        "No row of the model has \"" + reference.column() + "\" = \""
                                + reference.level().value() + "\".",
                        "Name a level that occurs.");
            }
        }
    }

    private void margins(ModelRequest request, List<ModelTerm> terms) {
        List<String> factors = terms.stream()
                .flatMap(term -> term.parts().stream())
                .filter(ModelTerm.Part::factor)
                .map(ModelTerm.Part::text)
                .distinct()
                .toList();
        for (JsonText margin : request.margins()) {
            if (!factors.contains(margin.value())) {
                faults.add(
                        margin.place(),
                        "\"" + margin.value() + "\" is no factor of this model.",
                        "Name a text term, or write \"factor(" + margin.value() + ")\" among the terms."
                                + JsonFields.suggestion(margin.value(), factors));
            }
        }
    }
}
