package org.kapsurvey.analysis.spark;

import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.job.Asked;
import org.kapsurvey.analysis.job.CategoryColumn;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.totals.PsuTotalsSource;
import org.kapsurvey.analysis.totals.Term;

/**
 * Totals by one GROUP BY over all rows: each partition sums what it has by unit of the design, grouping and group; Spark brings
 * the parts of a cell together and adds them. What was not asked ahead is summed when it is wanted, by a pass of its own.
 */
final class SparkTotals implements PsuTotalsSource {
    /** So many sums stand side by side in a row of Spark. */
    static final int WIDTH = 16;

    static final List<String> CELL = List.of("grouping", "unit", "group", "part");
    static final StructType SUMS = sums();

    private final Dataset<Row> rows;
    private final JobRows job;
    private final List<CategoryColumn> categories;
    private final Units units;
    private final int unitCount;
    private final Map<Rule, Held> held = new HashMap<>();

    /** @param unitCount of the design */
    SparkTotals(Dataset<Row> rows, JobRows job, List<CategoryColumn> categories, Units units, int unitCount) {
        this.rows = rows;
        this.job = job;
        this.categories = List.copyOf(categories);
        this.units = units;
        this.unitCount = unitCount;
    }

    /** Which rows belong to which group, by names. */
    record Rule(List<String> by, List<String> known, List<String> within) implements Serializable {
        static Rule of(Grouping grouping) {
            return new Rule(grouping.by(), grouping.known(), grouping.within());
        }
    }

    /** Terms to be summed in the groups of a rule. */
    record Wanted(Rule rule, List<List<String>> groups, List<Term> terms) implements Serializable {}

    /** The totals of a rule's groups: for each group and in it each term those of the units, null if all are 0. */
    private static final class Held {
        private final Map<List<String>, Integer> groups;
        private final Map<Term, Integer> terms;
        private final double[][] columns;

        Held(Map<List<String>, Integer> groups, Map<Term, Integer> terms, double[][] columns) {
            this.groups = groups;
            this.terms = terms;
            this.columns = columns;
        }

        double[] column(List<String> group, Term term, int units) {
            double[] column = columns[groups.get(group) * terms.size() + terms.get(term)];
            return column == null ? new double[units] : column;
        }

        boolean has(List<String> group, List<Term> wanted) {
            return groups.containsKey(group) && terms.keySet().containsAll(wanted);
        }
    }

    private static StructType sums() {
        StructType type = new StructType();
        for (String name : CELL) {
            type = type.add(name, DataTypes.IntegerType);
        }
        for (int i = 0; i < WIDTH; i++) {
            type = type.add("s" + i, DataTypes.DoubleType);
        }
        return type;
    }

    /** Sums all that is asked, together. */
    synchronized void prepare(List<Asked> asked) {
        Map<Rule, Grouping> groupings = new LinkedHashMap<>();
        Map<Rule, Set<Term>> terms = new LinkedHashMap<>();
        for (Asked one : asked) {
            Rule rule = Rule.of(one.grouping());
            groupings.put(rule, one.grouping());
            one.estimators()
                    .forEach(estimator -> terms.computeIfAbsent(rule, key -> new LinkedHashSet<>())
                            .addAll(estimator.terms()));
        }
        List<Wanted> wanted = new ArrayList<>();
        terms.forEach((rule, of) -> wanted.add(wanted(rule, groupings.get(rule), List.copyOf(of))));
        run(wanted);
    }

    private static Wanted wanted(Rule rule, Grouping grouping, List<Term> terms) {
        List<List<String>> groups = new ArrayList<>();
        for (int group = 0; group < grouping.size(); group++) {
            groups.add(grouping.levels(group));
        }
        return new Wanted(rule, List.copyOf(groups), terms);
    }

    private void run(List<Wanted> wanted) {
        JobRows ofJob = job;
        Units ofDesign = units;
        List<CategoryColumn> shares = categories;
        List<Wanted> all = List.copyOf(wanted);
        MapPartitionsFunction<Row, Row> parts =
                partition -> ofJob.inBatches(partition, new PartialSums(all, shares, ofDesign));
        List<Column> sums = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            sums.add(sum("s" + i));
        }
        List<Row> cells = rows.mapPartitions(parts, Encoders.row(SUMS))
                .groupBy(CELL.get(0), CELL.subList(1, CELL.size()).toArray(String[]::new))
                .agg(sums.get(0), sums.subList(1, WIDTH).toArray(Column[]::new))
                .collectAsList();
        double[][][] columns = new double[all.size()][][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] =
                    new double[all.get(i).groups().size() * all.get(i).terms().size()][];
        }
        for (Row cell : cells) {
            int terms = all.get(cell.getInt(0)).terms().size();
            double[][] of = columns[cell.getInt(0)];
            int first = cell.getInt(3) * WIDTH;
            for (int i = first; i < Math.min(first + WIDTH, terms); i++) {
                int place = cell.getInt(2) * terms + i;
                of[place] = of[place] == null ? new double[unitCount] : of[place];
                of[place][cell.getInt(1)] = cell.getDouble(CELL.size() + i - first);
            }
        }
        for (int i = 0; i < columns.length; i++) {
            held.put(
                    all.get(i).rule(),
                    new Held(places(all.get(i).groups()), places(all.get(i).terms()), columns[i]));
        }
    }

    private static <T> Map<T, Integer> places(List<T> things) {
        Map<T, Integer> places = new HashMap<>();
        for (int i = 0; i < things.size(); i++) {
            places.put(things.get(i), i);
        }
        return places;
    }

    @Override
    public synchronized PsuTotals totals(SurveyDesign design, List<Domain> domains, List<Term> terms) {
        double[][] columns = new double[domains.size() * terms.size()][];
        for (int domain = 0; domain < domains.size(); domain++) {
            Grouping grouping = domains.get(domain).grouping();
            List<String> group = grouping.levels(domains.get(domain).group());
            Rule rule = Rule.of(grouping);
            Held of = held.get(rule);
            if (of == null || !of.has(group, terms)) {
                run(List.of(wanted(rule, grouping, terms)));
                of = held.get(rule);
            }
            for (int term = 0; term < terms.size(); term++) {
                columns[domain * terms.size() + term] = of.column(group, terms.get(term), unitCount);
            }
        }
        return new PsuTotals(unitCount, domains.size(), terms.size(), columns);
    }
}
