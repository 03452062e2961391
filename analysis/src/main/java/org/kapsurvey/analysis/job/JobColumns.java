package org.kapsurvey.analysis.job;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.expression.ColumnExpression;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * The columns that a job makes of its data: the derived variables and, as columns of 1 and 0, the domains of its blocks and
 * tests. What a row holds depends on that row alone, so that the columns of any part of the data can be made apart from the
 * others. Immutable.
 */
public final class JobColumns {
    private final Table data;
    private final Table table;
    private final Set<String> wrong;
    private final Optional<NumericColumn> domain;
    private final Map<String, NumericColumn> wheres;
    private final boolean everyRow;
    private final Set<String> met;

    private JobColumns(
            Table data,
            Table table,
            Set<String> wrong,
            Optional<NumericColumn> domain,
            Map<String, NumericColumn> wheres,
            boolean everyRow,
            Set<String> met) {
        this.data = data;
        this.table = table;
        this.wrong = Set.copyOf(wrong);
        this.domain = domain;
        this.wheres = Map.copyOf(wheres);
        this.everyRow = everyRow;
        this.met = Set.copyOf(met);
    }

    /** The columns of a table's rows. What can't be computed is a fault, and missing in every row. */
    public static JobColumns of(AnalysisJob job, Table data, Faults faults) {
        return of(job, data, false, faults);
    }

    /**
     * The same.
     *
     * @param coded whether forms say which columns are texts: a number beside one of them, which was a number before the job named the
     *     forms, is a fault then, and not only unequal
     */
    static JobColumns of(AnalysisJob job, Table data, boolean coded, Faults faults) {
        Table table = job.data().round().isPresent() ? data.quotingOnly(StoredRound.CODED) : data;
        Set<String> wrong = new HashSet<>();
        for (AnalysisJob.Variable variable : job.variables()) {
            String name = variable.name().value();
            if (table.find(name).isPresent()) {
                faults.add(
                        variable.name().place(),
                        "There is a column \"" + name + "\" already.",
                        "Give the variable another name.");
                continue;
            }
            Table before = table;
            Optional<ColumnExpression> value =
                    variable.value().flatMap(expression -> compiled(expression, before, coded, faults));
            // A variable that is wrong is put in as missing, so that its uses are not reported as well.
            if (value.isEmpty()) {
                wrong.add(name);
            }
            table = table.with(value.map(expression -> expression.column(name))
                    .orElseGet(() -> NumericColumn.of(name, missing(before.rows()))));
        }
        Optional<NumericColumn> domain = condition(job.domain(), table, "domain", coded, faults);
        Map<String, NumericColumn> wheres = new HashMap<>();
        for (AnalysisJob.Block block : job.estimates()) {
            put(wheres, block.id(), domain, condition(block.where(), table, "where", coded, faults));
        }
        for (ScaleRequest scale : job.scales()) {
            put(wheres, scale.id(), domain, condition(scale.where(), table, "where", coded, faults));
        }
        for (ModelRequest model : job.models()) {
            put(wheres, model.id(), domain, condition(model.where(), table, "where", coded, faults));
        }
        for (TestBlock test : job.tests()) {
            put(wheres, test.id(), domain, condition(test.where(), table, "where", coded, faults));
        }
        return new JobColumns(data, table, wrong, domain, wheres, true, Set.of());
    }

    /**
     * The same columns with the values of other rows, as of a few that hold every combination that occurs in data which is
     * not here.
     *
     * @param table with the columns of {@link #table} and of their types
     * @param domains for each of {@link #domains} a column of its name
     * @param met the names of the domains that a row with a weight lies in
     */
    public JobColumns withRows(Table table, Map<String, NumericColumn> domains, Set<String> met) {
        Map<String, NumericColumn> others = new HashMap<>();
        wheres.forEach((id, column) -> others.put(id, domains.get(column.name())));
        return new JobColumns(data, table, wrong, domain.map(column -> domains.get(column.name())), others, false, met);
    }

    private static void put(
            Map<String, NumericColumn> wheres,
            String id,
            Optional<NumericColumn> domain,
            Optional<NumericColumn> where) {
        where.ifPresent(condition -> wheres.put(
                id,
                NumericColumn.indicator(
                        "domain of " + id,
                        condition.rows(),
                        row -> condition.value(row) == 1
                                && (domain.isEmpty() || domain.get().value(row) == 1))));
    }

    private static Optional<NumericColumn> condition(
            Optional<Expression> expression, Table table, String name, boolean coded, Faults faults) {
        return expression
                .flatMap(tree -> coded
                        ? ColumnExpression.compileRuleCondition(tree, table, faults)
                        : ColumnExpression.compileCondition(tree, table, faults))
                .map(compiled -> compiled.condition(name));
    }

    private static Optional<ColumnExpression> compiled(
            Expression expression, Table table, boolean coded, Faults faults) {
        return coded
                ? ColumnExpression.compileRule(expression, table, faults)
                : ColumnExpression.compile(expression, table, faults);
    }

    private static double[] missing(int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** The columns of the data alone. */
    Table data() {
        return data;
    }

    /** The columns of the data and the derived variables. */
    public Table table() {
        return table;
    }

    /** Whether the column is a derived variable that could not be computed. */
    public boolean isWrong(String name) {
        return wrong.contains(name);
    }

    boolean anyWrong(Collection<String> names) {
        return names.stream().anyMatch(wrong::contains);
    }

    /** The job's domain; empty if it is everybody. */
    Optional<NumericColumn> domain() {
        return domain;
    }

    /** The domain of a block or test; empty if it is everybody. */
    public Optional<NumericColumn> domain(String id) {
        return Optional.ofNullable(wheres.get(id)).or(() -> domain);
    }

    /** Every domain, each under a name of its own. */
    public List<NumericColumn> domains() {
        return Stream.concat(domain.stream(), wheres.values().stream()).toList();
    }

    /** Whether no row of a domain has a weight; of a condition that could not be read, false: it has its fault already. */
    boolean isEmpty(@Nullable NumericColumn of, double[] weights) {
        if (of == null) {
            return false;
        }
        return everyRow
                ? IntStream.range(0, weights.length).noneMatch(row -> of.value(row) == 1 && weights[row] != 0)
                : !met.contains(of.name());
    }

    /** Where a row stands, for a fault: {@code " in row 5"}; empty where the rows are not those of the data. */
    String inRow(int row) {
        return everyRow ? " in row " + (row + 1) : "";
    }
}
