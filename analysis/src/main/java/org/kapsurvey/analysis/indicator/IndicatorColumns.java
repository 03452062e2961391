package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.expression.ColumnExpression;
import org.kapsurvey.analysis.indicator.Indicator.Condition;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.Scale;
import org.kapsurvey.analysis.indicator.Indicator.Score;
import org.kapsurvey.analysis.indicator.Indicator.Score.Unanswered;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * An indicator's rule carried out on answers. Of persons all is 0 or 1: whatever is unknown counts as no. Of units an answer
 * that is unknown stays missing, because it may be either; of sums the numerator and the denominator are numbers, missing where
 * a unit reports none.
 *
 * @param counted rows of the groups that the denominator counts
 * @param groups for each group, by its id, its rows among them
 * @param parts by name, in the order of the plan
 * @param numerator of the indicator itself
 * @param denominator of sums; elsewhere the same as {@code counted}
 * @param whole of sums whose denominator is only what was seen of it; missing where a unit reports none
 * @param routes over how many persons the unit of a row is shared; empty where each row is a unit
 * @param leftOut for each group, by its id, its rows that would be counted but for their {@code routes}, which are unknown or below 1; empty
 *     where each row is a unit
 * @param formFactors what the row's weight is multiplied by where forms have weights of their own, see {@link FormFactors}
 */
public record IndicatorColumns(
        NumericColumn counted,
        Map<String, NumericColumn> groups,
        Map<String, PartColumns> parts,
        NumericColumn numerator,
        NumericColumn denominator,
        Optional<NumericColumn> whole,
        Optional<NumericColumn> routes,
        Map<String, NumericColumn> leftOut,
        Optional<FormFactors> formFactors) {

    /** The column that names the forms which the person of a row answered: {@code youth/1 parents/1}. */
    public static final String FORM = "_form";

    /** The column that names the forms of whose target groups the person of a row is a member, asked or not: {@code youth parents}. */
    public static final String FORMS = "_forms";

    /** The column of persons' weights that those in a form belong to. */
    static final String WEIGHT = "_weight";

    /** The column of persons' weights in the data of a form, where they differ from those over all forms. */
    public static String weightIn(String form) {
        return WEIGHT + "." + form;
    }

    /** The column that names the kind of a unit; the kind stands first in {@link #STRATUM} where it is absent. */
    public static final String KIND = "_kind";

    /** The column that names the stratum of a unit. */
    public static final String STRATUM = "_stratum";

    /** Name of the column of the numerator; no question and no part can be called so. */
    static final String NUMERATOR = "numerator of the indicator";

    public IndicatorColumns {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /**
     * A part.
     *
     * @param counted rows that it is about
     * @param groups for each group, by its id, its rows among them
     * @param value 0 or 1, of a mean the score, of a sum what is added up above, missing where it is unknown
     * @param denominator of a part of sums that is a sum over a sum itself; empty elsewhere
     */
    public record PartColumns(
            NumericColumn counted,
            Map<String, NumericColumn> groups,
            NumericColumn value,
            Optional<NumericColumn> denominator) {
        public PartColumns {
            groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        }
    }

    /**
     * Carries the rule out.
     *
     * @param forms whose keys say which answers of a scale are right; those that the groups answer must be among them
     * @param answers a column for each question that the rule names; with {@link #FORM} where groups answer different forms
     * @throws org.kapsurvey.questionnaire.fault.FaultsException if a question has no column, or one of the wrong type
     */
    public static IndicatorColumns of(Indicator indicator, List<Questionnaire> forms, Table answers) {
        Faults faults = new Faults();
        Rule rule = new Rule(indicator, forms, answers, faults);
        Map<String, NumericColumn> members = new LinkedHashMap<>();
        Map<TargetGroup, NumericColumn> entitled = new LinkedHashMap<>();
        for (TargetGroup group : indicator.groups()) {
            NumericColumn those = rule.entitled(group);
            entitled.put(group, those);
            members.put(group.id(), rule.members(group, those));
        }
        NumericColumn anybody = NumericColumn.indicator(
                "in a group",
                answers.rows(),
                row -> members.values().stream().anyMatch(group -> group.value(row) == 1));
        Map<String, PartColumns> parts = new LinkedHashMap<>();
        for (Part part : indicator.parts()) {
            NumericColumn value = rule.value(part);
            rule.add(value);
            parts.put(part.name(), new PartColumns(anybody, Map.of(), value, Optional.empty()));
        }
        boolean sums = indicator.counting() == Counting.SUMS;
        NumericColumn denominator = sums
                ? rule.number(indicator.denominator(), "denominator")
                : rule.condition(indicator.denominator(), "denominator");
        NumericColumn numerator =
                sums ? rule.number(indicator.numerator(), NUMERATOR) : rule.answer(indicator.numerator(), NUMERATOR);
        Optional<NumericColumn> routes = indicator.routes().map(routed -> rule.number(routed, "routes"));
        Map<String, NumericColumn> leftOut = new LinkedHashMap<>();
        routes.ifPresent(of -> members.replaceAll((id, group) -> {
            leftOut.put(id, both(both(group, denominator), without(of)));
            return NumericColumn.indicator(
                    group.name(), group.rows(), row -> group.value(row) == 1 && of.value(row) >= 1);
        }));
        NumericColumn any = routes.map(of -> NumericColumn.indicator(
                        anybody.name(), anybody.rows(), row -> anybody.value(row) == 1 && of.value(row) >= 1))
                .orElse(anybody);
        Optional<NumericColumn> whole = indicator.whole().map(expression -> rule.number(expression, "of"));
        for (Part part : indicator.parts()) {
            PartColumns columns = Objects.requireNonNull(parts.get(part.name()));
            Optional<NumericColumn> below = part.denominator()
                    .filter(expression -> sums)
                    .map(expression -> rule.number(expression, "below " + part.name()));
            NumericColumn own = part.denominator()
                    .filter(expression -> !sums)
                    .map(expression -> rule.condition(expression, "counted in " + part.name()))
                    .orElse(sums ? any : denominator);
            Map<String, NumericColumn> groups = new LinkedHashMap<>();
            members.forEach((id, group) -> groups.put(id, both(group, own)));
            parts.put(part.name(), new PartColumns(both(any, own), groups, columns.value(), below));
        }
        faults.throwIfAny();
        NumericColumn counted = sums ? any : both(any, denominator);
        members.replaceAll((id, group) -> both(group, counted));
        return new IndicatorColumns(
                counted,
                members,
                parts,
                numerator,
                sums ? denominator : counted,
                whole,
                routes,
                leftOut,
                rule.persons ? FormFactors.of(answers, entitled) : Optional.empty());
    }

    /**
     * The same of a part of the population alone; factors are of single rows and stay what they are.
     *
     * @param domain 1 for the rows inside
     */
    IndicatorColumns within(NumericColumn domain) {
        NumericColumn inside = both(counted, domain);
        Map<String, PartColumns> partsInside = new LinkedHashMap<>(parts);
        partsInside.replaceAll((name, part) -> new PartColumns(
                both(part.counted(), domain), within(part.groups(), domain), part.value(), part.denominator()));
        return new IndicatorColumns(
                inside,
                within(groups, domain),
                partsInside,
                numerator,
                denominator == counted ? inside : denominator,
                whole,
                routes,
                within(leftOut, domain),
                formFactors);
    }

    private static Map<String, NumericColumn> within(Map<String, NumericColumn> groups, NumericColumn domain) {
        Map<String, NumericColumn> inside = new LinkedHashMap<>(groups);
        inside.replaceAll((id, group) -> both(group, domain));
        return inside;
    }

    /**
     * The cells on which the indicator's numbers can hang: for each column that its rule reads, of answers and of reasons for having
     * none, the rows whose cell can count. Those are the rows of the group's kinds or form; what its condition reads counts in those of
     * its ages; all else where the condition holds too, or where it reads a code that no form has, of which it tells nothing. Ages that are
     * no numbers leave nobody out, and neither does a condition that can't be read.
     *
     * @param forms that say which codes there are
     * @param answers as in {@link #of}
     */
    public static Map<String, BitSet> reach(Indicator indicator, List<Questionnaire> forms, Table answers) {
        Faults faults = new Faults();
        Rule rule = new Rule(indicator, forms, answers, faults);
        Map<String, BitSet> reach = new LinkedHashMap<>();
        BitSet counted = new BitSet();
        for (TargetGroup group : indicator.groups()) {
            BitSet asked = rows(rule.asked(group));
            group.ages().ifPresent(ages -> add(reach, ages.item(), asked));
            BitSet about = (BitSet) asked.clone();
            if (group.ages()
                    .filter(ages -> answers.find(ages.item()).orElse(null) instanceof NumericColumn)
                    .isPresent()) {
                about.and(rows(rule.ofAge(group)));
            }
            BitSet those = (BitSet) about.clone();
            group.where().ifPresent(where -> {
                BitSet untold = new BitSet();
                for (String name : ColumnExpression.columns(where, answers)) {
                    add(reach, name, about);
                    UnknownCodes.of(answers.column(name), forms, about).ifPresent(of -> untold.or(of.rows()));
                }
                int before = faults.size();
                NumericColumn met = rule.condition(where, "where");
                if (faults.size() == before) {
                    untold.or(rows(met));
                    those.and(untold);
                }
            });
            counted.or(those);
        }
        List<Expression> expressions = new ArrayList<>(List.of(indicator.denominator(), indicator.numerator()));
        indicator.whole().ifPresent(expressions::add);
        indicator.routes().ifPresent(expressions::add);
        for (Part part : indicator.parts()) {
            part.denominator().ifPresent(expressions::add);
            if (part.rule() instanceof Condition condition) {
                expressions.add(condition.numerator());
            } else if (part.rule() instanceof Scale scale) {
                scale.items().forEach(item -> add(reach, item, counted));
            } else if (part.rule() instanceof Score score) {
                score.items().forEach(item -> addScored(reach, item, counted, answers));
            }
        }
        Table withParts = answers;
        for (Part part : indicator.parts()) {
            withParts = withParts.with(NumericColumn.indicator(part.name(), answers.rows(), row -> false));
        }
        for (Expression expression : expressions) {
            ColumnExpression.columns(expression, withParts).forEach(name -> add(reach, name, counted));
        }
        indicator.parts().forEach(part -> reach.remove(part.name()));
        return reach;
    }

    /** Adds the rows of an item that is worth points: the reason for having no answer counts where there is none. */
    public static void addScored(Map<String, BitSet> reach, String item, BitSet rows, Table answers) {
        add(reach, item, rows);
        BitSet without = new BitSet();
        Column column = answers.column(item);
        rows.stream().filter(column::isMissing).forEach(without::set);
        add(reach, item + "_missing", without);
    }

    private static void add(Map<String, BitSet> reach, String column, BitSet rows) {
        reach.computeIfAbsent(column, name -> new BitSet()).or(rows);
    }

    private static BitSet rows(NumericColumn truths) {
        BitSet rows = new BitSet();
        for (int row = 0; row < truths.rows(); row++) {
            rows.set(row, truths.value(row) == 1);
        }
        return rows;
    }

    /**
     * The share of the counted rows that are in the numerator, each row counting once, or of a shared unit by its routes; of
     * sums the one over the other: the true rate where the rows are a whole population. NaN if no row is counted.
     */
    public double unweightedRate() {
        double below = 0;
        double above = 0;
        for (int row = 0; row < counted.rows(); row++) {
            boolean counts = counted.value(row) == 1;
            double under = denominator == counted ? 1 / share(row) : denominator.value(row);
            double over = denominator == counted ? numerator.value(row) / share(row) : numerator.value(row);
            if (counts && !Double.isNaN(under) && !Double.isNaN(over)) {
                below += under;
                above += over;
            }
        }
        return below == 0 ? Double.NaN : above / below;
    }

    /** The part that is set against the target; empty if the numerator is, or nothing. */
    Optional<PartColumns> judgedPart(Indicator indicator) {
        return indicator.judgedPart().flatMap(part -> Optional.ofNullable(parts.get(part.name())));
    }

    /** What a row counts, beside its weight, in the rate of all groups. */
    double counts(int row) {
        return formFactors.map(factors -> factors.whole().value(row)).orElse(1.0) / share(row);
    }

    /** What a row counts, beside its weight, in the rate of one group. */
    double counts(TargetGroup group, int row) {
        return formFactors.map(factors -> factors.in(group.form()).value(row)).orElse(1.0) / share(row);
    }

    /** 1 where it is not known how many could tell of the row's unit, or where fewer than the one who did. */
    private static NumericColumn without(NumericColumn routes) {
        return NumericColumn.indicator("left out", routes.rows(), row -> !(routes.value(row) >= 1));
    }

    /** Over how many persons the row's unit is shared; 1 where that is not known, in rows that are not counted. */
    private double share(int row) {
        double of = routes.map(column -> column.value(row)).orElse(1.0);
        return of >= 1 ? of : 1;
    }

    private static NumericColumn both(NumericColumn one, NumericColumn other) {
        return NumericColumn.indicator("counted", one.rows(), row -> one.value(row) == 1 && other.value(row) == 1);
    }

    /** The rule while it is carried out; the table grows by the parts. */
    private static final class Rule {
        private final Indicator indicator;
        private final FormKeys keys;
        private final Faults faults;
        private final boolean persons;
        private Table table;

        Rule(Indicator indicator, List<Questionnaire> forms, Table answers, Faults faults) {
            this.indicator = indicator;
            this.keys = FormKeys.of(indicator.forms(), forms);
            this.faults = faults;
            this.persons = indicator.counting() == Counting.PERSONS;
            this.table = answers;
        }

        void add(Column column) {
            table = table.with(column);
        }

        /** Who of those entitled answered the group's form; of units, all of them. */
        NumericColumn members(TargetGroup group, NumericColumn entitled) {
            if (persons && indicator.forms().size() > 1 && table.find(FORM).isEmpty()) {
                throw new IllegalArgumentException("Indicator " + indicator.id() + " is of persons who answer "
                        + String.join(" or ", indicator.forms()) + ", so the data must say in a column \"" + FORM
                        + "\" who answered which.");
            }
            return persons ? both(entitled, asked(group)) : entitled;
        }

        /** Who answered the group's form, everybody where nothing tells it; of units, those of its kinds. */
        NumericColumn asked(TargetGroup group) {
            return persons
                    ? table.find(FORM)
                            .map(forms -> answered(forms, group.form()))
                            .orElseGet(() -> NumericColumn.indicator(FORM, table.rows(), row -> true))
                    : ofKind(group.kinds());
        }

        /** Who is of the group's ages; everybody if it has none. */
        NumericColumn ofAge(TargetGroup group) {
            return group.ages()
                    .map(ages -> {
                        NumericColumn age = table.numeric(ages.item());
                        return NumericColumn.indicator(
                                "age",
                                table.rows(),
                                row -> age.value(row) >= ages.from() && age.value(row) <= ages.to());
                    })
                    .orElseGet(() -> NumericColumn.indicator("age", table.rows(), row -> true));
        }

        /** Whom the group is about, by kind, age and condition, whether they answered its form or not. */
        NumericColumn entitled(TargetGroup group) {
            List<NumericColumn> conditions = new ArrayList<>();
            if (!persons) {
                conditions.add(ofKind(group.kinds()));
            }
            conditions.add(ofAge(group));
            group.where().ifPresent(where -> conditions.add(condition(where, "where")));
            return NumericColumn.indicator(
                    "of " + group.id(),
                    table.rows(),
                    row -> conditions.stream().allMatch(condition -> condition.value(row) == 1));
        }

        private NumericColumn answered(Column forms, String form) {
            return NumericColumn.indicator(
                    FORM,
                    table.rows(),
                    row -> !forms.isMissing(row)
                            && Arrays.stream(ItemKey.text(forms, row).split(" ", -1))
                                    .anyMatch(one -> one.equals(form) || one.startsWith(form + "/")));
        }

        private NumericColumn ofKind(List<String> kinds) {
            Optional<Column> own = table.find(KIND);
            Column kind = own.orElseGet(() -> table.column(STRATUM));
            return NumericColumn.indicator(KIND, table.rows(), row -> {
                String text = kind.isMissing(row) ? "" : ItemKey.text(kind, row);
                int end = own.isPresent() ? -1 : text.indexOf(';');
                return kinds.contains(end < 0 ? text : text.substring(0, end));
            });
        }

        NumericColumn value(Part part) {
            if (part.rule() instanceof Condition condition) {
                return answer(condition.numerator(), part.name());
            }
            return part.rule() instanceof Scale scale
                    ? scored(part.name(), scale)
                    : scored(part.name(), (Score) part.rule());
        }

        /** Whether an expression holds: of persons unknown counts as no, of units it stays unknown. */
        NumericColumn answer(Expression expression, String name) {
            return persons ? condition(expression, name) : number(expression, name);
        }

        NumericColumn condition(Expression expression, String name) {
            Optional<ColumnExpression> compiled = ColumnExpression.compileRuleCondition(expression, table, faults);
            return compiled.map(c -> c.condition(name))
                    .orElseGet(() -> NumericColumn.indicator(name, table.rows(), row -> false));
        }

        NumericColumn number(Expression expression, String name) {
            @Nullable
            Column column = ColumnExpression.compileRule(expression, table, faults)
                    .map(c -> c.column(name))
                    .orElse(null);
            if (column instanceof NumericColumn numeric) {
                return numeric;
            }
            if (column != null) {
                faults.add(
                        expression.place(),
                        "The rule of " + indicator.id() + " is a text where a number is needed.",
                        "Convert it with number().");
            }
            return NumericColumn.indicator(name, table.rows(), row -> false);
        }

        private NumericColumn scored(String name, Scale scale) {
            int[] right = new int[table.rows()];
            for (String item : scale.items()) {
                ItemKey key = keys.key(item).orElseThrow();
                Column column = table.column(item);
                for (int row = 0; row < right.length; row++) {
                    if (!column.isMissing(row) && key.isRight(ItemKey.text(column, row))) {
                        right[row]++;
                    }
                }
            }
            return answered(
                    scale.items(), NumericColumn.indicator(name, table.rows(), row -> right[row] >= scale.atLeast()));
        }

        private NumericColumn scored(String name, Score score) {
            int rows = table.rows();
            double[] sum = new double[rows];
            int[] answered = new int[rows];
            double least = 0;
            double most = 0;
            for (String item : score.items()) {
                ItemKey key = keys.key(item).orElseThrow();
                least += key.least();
                most += key.most();
                double[] points = key.points(table, item, worth(score.dontKnow(), key), worth(score.missing(), key));
                for (int row = 0; row < rows; row++) {
                    if (!Double.isNaN(points[row])) {
                        sum[row] += points[row];
                        answered[row]++;
                    }
                }
            }
            int items = score.items().size();
            double[] result = new double[rows];
            for (int row = 0; row < rows; row++) {
                // Items that were dropped are stood for by the mean of the others.
                double whole = answered[row] >= score.answered() ? sum[row] / answered[row] * items : Double.NaN;
                result[row] = switch (score.of()) {
                    case SUM -> whole;
                    case MEAN -> whole / items;
                    case PERCENT -> 100 * (whole - least) / (most - least);
                };
            }
            return score.cutOff().isPresent()
                    ? answered(
                            score.items(),
                            NumericColumn.indicator(
                                    name,
                                    rows,
                                    row -> result[row] >= score.cutOff().getAsDouble()))
                    : NumericColumn.of(name, result);
        }

        /** The same; of units unknown where none of the items has an answer, as of one that has not returned its form. */
        private NumericColumn answered(List<String> items, NumericColumn value) {
            if (persons) {
                return value;
            }
            List<Column> columns = items.stream().map(table::column).toList();
            double[] known = new double[value.rows()];
            for (int row = 0; row < known.length; row++) {
                int of = row;
                boolean silent = columns.stream().allMatch(column -> column.isMissing(of));
                known[row] = silent ? Double.NaN : value.value(row);
            }
            return NumericColumn.of(value.name(), known);
        }

        private static double worth(Unanswered unanswered, ItemKey key) {
            return unanswered == Unanswered.WRONG ? key.least() : Double.NaN;
        }
    }
}
