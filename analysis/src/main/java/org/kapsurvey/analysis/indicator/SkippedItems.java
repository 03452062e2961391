package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.interview.Interview;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.jvm.FormWalks;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * What a rule needs of the members of a group and their form does not ask all of them: they would count as “no” without having
 * been asked. Found in made-up interviews of the form that came to their end and are of the group. An item that was not asked
 * counts as needed if some answer to it could change who is counted or reached, whatever else the member answered to what does
 * not decide who is asked; so what a rule leaves open on purpose, as the intention of those who do already, is not told.
 *
 * <p>That nothing is found is no proof: the interviews are a sample, the same for equal forms, days and numbers.
 */
public final class SkippedItems {
    /** So many made-up interviews show members of groups that few answers lead to. */
    public static final int WALKS = 600;

    /** Of so many choices each is given to all items at once; then answers are drawn so many times. */
    private static final int MOST_CHOICES = 6;

    private static final int DRAWS = 4;

    /** Behind the name of a question the reason for having no answer to it. */
    private static final String MISSING = "_missing";

    private static final List<String> NUMBERS = List.of("1", "0", "5", "20", "100");

    private final Plan plan;
    private final FormWalks walks;
    private final Questionnaire form;
    /** The answers of each finished interview, by question; questions that were not asked are absent, without an answer empty. */
    private final List<Map<String, String>> interviews = new ArrayList<>();

    private SkippedItems(Plan plan, FormWalks walks, int number) {
        this.plan = plan;
        this.walks = walks;
        this.form = walks.questionnaire();
        for (int seed = 1; seed <= number; seed++) {
            Interview interview = walks.interview(seed);
            if (interview.evaluation().isComplete()
                    && interview.evaluation().outcome().equals("complete")) {
                interviews.add(asked(interview));
            }
        }
    }

    /**
     * An item that not all of a group are asked.
     *
     * @param item the question; empty where no made-up interview was of the group
     * @param members the made-up interviews of the group
     * @param skipped those of them that were not asked the item and would have had to
     * @param when what all of these and no others answered, such as {@code in_school = no}; else the condition under which the item is
     *     asked; empty where nobody is
     * @param ruleDecides whether the rule names everything at which that condition looks, so that it can say itself what counts for
     *     those who are not asked
     * @param place in the plan
     */
    public record Skipped(
            Indicator indicator,
            TargetGroup group,
            String item,
            int members,
            int skipped,
            String when,
            boolean ruleDecides,
            Place place) {
        /** Whether nobody of the group is asked. */
        public boolean isAskedOfNobody() {
            return skipped == members;
        }

        /** The same item of the same group of the same indicator. */
        public boolean isSameAs(Skipped other) {
            return indicator.id().equals(other.indicator.id())
                    && group.id().equals(other.group.id())
                    && item.equals(other.item);
        }

        /** What is wrong with a rule that needs the item. */
        public Fault fault() {
            String group = "the group \"" + this.group.id() + "\" of " + indicator.id();
            String form = "orm \"" + this.group.form() + "\"";
            if (item.isEmpty()) {
                return new Fault(
                        place,
                        "No made-up interview of f" + form + " is of " + group + ".",
                        "Check the group's ages and condition against the form.");
            }
            return isAskedOfNobody()
                    ? new Fault(
                            place,
                            "F" + form + " asks question \"" + item + "\" of nobody in " + group + ".",
                            "Ask the group in the form, or leave the question out of the rule.")
                    : new Fault(
                            place,
                            "F" + form + " asks question \"" + item + "\" of only some of " + group + ": " + skipped
                                    + " of " + members + " made-up interviews skip it (" + when + ").",
                            "Ask them too, or let the rule say what counts for them.");
        }
    }

    /**
     * What the groups of a plan that answer a form are not asked, in the order of the plan.
     *
     * @param number of made-up interviews
     */
    public static List<Skipped> of(Plan plan, FormWalks form, int number) {
        List<Skipped> found = new ArrayList<>();
        boolean answered = plan.indicators().stream()
                .anyMatch(one -> one.forms().contains(form.questionnaire().form()));
        if (answered) {
            new SkippedItems(plan, form, number).collect(found);
        }
        return found;
    }

    private void collect(List<Skipped> found) {
        for (Indicator indicator : plan.indicators()) {
            for (TargetGroup group : indicator.groups()) {
                if (group.form().equals(form.form())) {
                    new OfGroup(indicator, group).collect(found);
                }
            }
        }
    }

    private static Map<String, String> asked(Interview interview) {
        JsonObject record =
                (JsonObject) JsonReader.read("", interview.evaluation().canonicalRecord());
        Map<String, String> asked = new LinkedHashMap<>();
        if (record.get("answers") instanceof JsonObject answers) {
            answers.members().forEach((question, answer) -> {
                String missing = missing(answer);
                if (!missing.equals(MissingCode.NOT_ASKED.code())) {
                    asked.put(question, answer instanceof JsonText text ? text.value() : "");
                    if (!missing.isEmpty()) {
                        asked.put(question + MISSING, missing);
                    }
                }
            });
        }
        return asked;
    }

    private static String missing(Json answer) {
        return answer instanceof JsonObject reason && reason.get("missing") instanceof JsonText code
                ? code.value()
                : "";
    }

    /** One group of one indicator. */
    private final class OfGroup {
        private final Indicator alone;
        private final TargetGroup group;
        private final Indicator indicator;
        /** The questions of the rule, but for those that say who is of the group. */
        private final List<String> items = new ArrayList<>();

        private final Set<String> memberItems = new LinkedHashSet<>();

        OfGroup(Indicator indicator, TargetGroup group) {
            this.indicator = indicator;
            this.group = group;
            this.alone = new Indicator(
                    indicator.id(),
                    indicator.objective(),
                    indicator.clause(),
                    indicator.title(),
                    indicator.component(),
                    indicator.counting(),
                    List.of(group),
                    indicator.denominator(),
                    indicator.whole(),
                    indicator.routes(),
                    indicator.parts(),
                    indicator.numerator(),
                    indicator.judged(),
                    indicator.rule(),
                    indicator.target(),
                    indicator.direction(),
                    indicator.due(),
                    indicator.baseline(),
                    indicator.lead(),
                    indicator.cooperating());
            group.ages().ifPresent(ages -> memberItems.add(ages.item()));
            group.where().ifPresent(where -> memberItems.addAll(Expression.names(where)));
            for (String name : IndicatorEstimation.names(alone)) {
                boolean outside = form.question(name)
                        .filter(question -> question.repeat() == null)
                        .isPresent();
                if (outside && !memberItems.contains(name)) {
                    items.add(name);
                }
            }
        }

        void collect(List<Skipped> found) {
            List<Map<String, String>> members = members();
            if (members.isEmpty()) {
                found.add(new Skipped(indicator, group, "", 0, 0, "", false, place("")));
                return;
            }
            Map<Map<String, String>, Set<String>> needed = needed(members);
            for (String item : items) {
                List<Map<String, String>> without = members.stream()
                        .filter(member -> !member.containsKey(item)
                                && Objects.requireNonNull(needed.get(fixed(member)))
                                        .contains(item))
                        .toList();
                if (!without.isEmpty()) {
                    found.add(new Skipped(
                            indicator,
                            group,
                            item,
                            members.size(),
                            without.size(),
                            when(item, without, members),
                            ruleDecides(item),
                            place(item)));
                }
            }
        }

        private boolean ruleDecides(String item) {
            Optional<Expression> condition =
                    Expression.parse(new JsonText(walks.condition(item), false, Place.ofFile("")), new Faults());
            return condition
                    .filter(one -> items.containsAll(Expression.names(one)))
                    .isPresent();
        }

        private List<Map<String, String>> members() {
            if (interviews.isEmpty()) {
                return List.of();
            }
            NumericColumn in = Objects.requireNonNull(IndicatorColumns.of(everybody(), List.of(form), table(interviews))
                    .groups()
                    .get(group.id()));
            List<Map<String, String>> members = new ArrayList<>();
            for (int row = 0; row < interviews.size(); row++) {
                if (in.value(row) == 1) {
                    members.add(interviews.get(row));
                }
            }
            return members;
        }

        /** The group with nothing but its own conditions. */
        private Indicator everybody() {
            Expression one = Expression.parse(new JsonText("1", false, Place.ofFile("")), new Faults())
                    .orElseThrow();
            return new Indicator(
                    alone.id(),
                    alone.objective(),
                    alone.clause(),
                    alone.title(),
                    alone.component(),
                    alone.counting(),
                    alone.groups(),
                    one,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    one,
                    Indicator.Judged.NUMERATOR,
                    alone.rule(),
                    alone.target(),
                    alone.direction(),
                    alone.due(),
                    alone.baseline(),
                    alone.lead(),
                    alone.cooperating());
        }

        /**
         * What a member can't answer otherwise and stay as he is: who is asked what hangs on it. The items that he was not asked
         * stand in it too, under a name that no question has.
         */
        private Map<String, String> fixed(Map<String, String> member) {
            List<String> unasked =
                    items.stream().filter(item -> !member.containsKey(item)).toList();
            Set<String> deciding = new LinkedHashSet<>(memberItems);
            unasked.forEach(item -> deciding.addAll(conditions(item)));
            Map<String, String> fixed = new LinkedHashMap<>();
            for (String name : IndicatorEstimation.names(alone)) {
                String answer = member.get(name);
                if (deciding.contains(name) && answer != null) {
                    fixed.put(name, answer);
                    String missing = member.get(name + MISSING);
                    if (missing != null) {
                        fixed.put(name + MISSING, missing);
                    }
                }
            }
            fixed.put("", String.join(" ", unasked));
            return fixed;
        }

        private Map<Map<String, String>, Set<String>> needed(List<Map<String, String>> members) {
            Map<Map<String, String>, Set<String>> needed = new LinkedHashMap<>();
            members.forEach(member -> needed.putIfAbsent(fixed(member), new LinkedHashSet<>()));
            List<Map<String, String>> rows = new ArrayList<>();
            List<Variation> variations = new ArrayList<>();
            needed.forEach((fixed, items) -> vary(fixed, items, rows, variations));
            if (rows.isEmpty()) {
                return needed;
            }
            IndicatorColumns columns = IndicatorColumns.of(alone, List.of(form), table(rows));
            for (Variation variation : variations) {
                if (!isSame(columns, variation.base, variation.varied)) {
                    variation.needed.add(variation.item);
                }
            }
            return needed;
        }

        private void vary(
                Map<String, String> fixed,
                Set<String> needed,
                List<Map<String, String>> rows,
                List<Variation> variations) {
            String unaskedItems = fixed.getOrDefault("", "");
            List<String> unasked = unaskedItems.isEmpty() ? List.of() : List.of(unaskedItems.split(" ", -1));
            if (unasked.isEmpty()) {
                return;
            }
            RandomStream random = RandomStream.of(1);
            for (int which = -1; which < MOST_CHOICES + DRAWS; which++) {
                Map<String, String> answers = new LinkedHashMap<>(fixed);
                answers.remove("");
                for (String item : items) {
                    if (!fixed.containsKey(item)) {
                        answers.put(item, answer(item, which, random));
                    }
                }
                for (String item : unasked) {
                    Map<String, String> without = new LinkedHashMap<>(answers);
                    without.remove(item);
                    int base = rows.size();
                    rows.add(without);
                    for (String value : values(item)) {
                        Map<String, String> with = new LinkedHashMap<>(answers);
                        with.put(item, value);
                        variations.add(new Variation(base, rows.size(), item, needed));
                        rows.add(with);
                    }
                }
            }
        }

        /** The right answer for −1, else the choice of that number, and beyond the choices any. */
        private String answer(String item, int which, RandomStream random) {
            List<String> values = values(item);
            if (which < 0) {
                Question question = form.question(item).orElseThrow();
                List<String> right = ItemKey.right(question);
                return right.isEmpty()
                        ? values.get(0)
                        : question.type() == QuestionType.SELECT_MULTIPLE ? String.join(" ", right) : right.get(0);
            }
            return values.get(which < MOST_CHOICES ? which % values.size() : random.nextInt(values.size()));
        }

        private boolean isSame(IndicatorColumns columns, int one, int other) {
            List<NumericColumn> compared =
                    new ArrayList<>(List.of(columns.counted(), columns.numerator(), columns.denominator()));
            columns.whole().ifPresent(compared::add);
            columns.routes().ifPresent(compared::add);
            String judged = alone.judged().part();
            IndicatorColumns.PartColumns part =
                    judged == null ? null : columns.parts().get(judged);
            if (part != null) {
                compared.add(part.counted());
                compared.add(part.value());
            }
            boolean counted =
                    columns.counted().value(one) == 1 || columns.counted().value(other) == 1;
            return !counted
                    || compared.stream()
                            .allMatch(column -> Double.compare(column.value(one), column.value(other)) == 0);
        }

        private String when(String item, List<Map<String, String>> without, List<Map<String, String>> members) {
            if (without.size() == members.size()) {
                return "";
            }
            for (String name : conditions(item)) {
                Map<String, Integer> skipped = counts(name, without);
                Map<String, Integer> all = counts(name, members);
                List<String> answers = skipped.keySet().stream()
                        .filter(answer -> Objects.equals(skipped.get(answer), all.get(answer)))
                        .toList();
                if (answers.size() == skipped.size() && answers.size() <= 2) {
                    return String.join(
                            ", ",
                            answers.stream()
                                    .map(answer -> name + " = " + (answer.isEmpty() ? "''" : answer))
                                    .toList());
                }
            }
            return walks.condition(item);
        }

        private static Map<String, Integer> counts(String name, List<Map<String, String>> members) {
            Map<String, Integer> counts = new TreeMap<>();
            members.forEach(member -> counts.merge(member.getOrDefault(name, ""), 1, Integer::sum));
            return counts;
        }

        private Place place(String item) {
            List<Expression> expressions = new ArrayList<>();
            for (Indicator.Part part : indicator.parts()) {
                if (part.rule() instanceof Indicator.Condition condition) {
                    expressions.add(condition.numerator());
                }
                part.denominator().ifPresent(expressions::add);
            }
            expressions.add(indicator.numerator());
            expressions.add(indicator.denominator());
            for (Expression expression : expressions) {
                for (Reference reference : Expression.references(expression)) {
                    if (reference.name().equals(item)) {
                        return reference.place();
                    }
                }
            }
            return group.where()
                    .filter(where -> item.isEmpty())
                    .orElse(indicator.numerator())
                    .place();
        }

        private Table table(List<Map<String, String>> rows) {
            List<Column> columns = new ArrayList<>();
            for (String name : IndicatorEstimation.names(alone)) {
                Question question = form.question(name).orElseThrow();
                columns.add(column(question, rows));
                columns.add(TextColumn.of(name + MISSING, missing(name, rows)));
            }
            String kind = group.kinds().isEmpty() ? "" : group.kinds().get(0);
            columns.add(TextColumn.of(IndicatorColumns.KIND, Collections.nCopies(rows.size(), kind)));
            return Table.of(rows.size(), columns);
        }
    }

    /** Two rows that differ in the answer to one item. */
    private record Variation(int base, int varied, String item, Set<String> needed) {}

    private final Map<String, Set<String>> conditions = new LinkedHashMap<>();

    private Set<String> conditions(String item) {
        return conditions.computeIfAbsent(item, walks::conditions);
    }

    private List<String> values(String item) {
        Question question = form.question(item).orElseThrow();
        ChoiceList list = question.choices();
        if (list != null) {
            List<String> codes = list.choices().stream().map(Choice::name).toList();
            List<String> values = new ArrayList<>(codes);
            if (question.type() == QuestionType.SELECT_MULTIPLE) {
                values.add(String.join(" ", codes));
                List<String> right = ItemKey.right(question);
                if (right.size() > 1) {
                    values.add(String.join(" ", right));
                }
            }
            return values;
        }
        return switch (question.type()) {
            case INTEGER, DECIMAL, RANGE -> NUMBERS;
            case CALCULATE -> isNumber(question, interviews) ? NUMBERS : List.of("yes", "no");
            case DATE -> List.of("2026-01-01", "2000-01-01");
            case ACKNOWLEDGE -> List.of("OK");
            default -> List.of("x");
        };
    }

    private static boolean isNumber(Question question, List<Map<String, String>> rows) {
        return question.type().isNumber()
                || (question.type() == QuestionType.CALCULATE
                        && rows.stream()
                                .map(row -> row.getOrDefault(question.name(), ""))
                                .allMatch(text -> text.isEmpty() || !Double.isNaN(Numbers.parse(text))));
    }

    /** Why there is no answer; null if there is one, or no reason. */
    private static @Nullable String missing(String question, Map<String, String> row) {
        String answer = row.get(question);
        if (answer == null) {
            return MissingCode.NOT_ASKED.code();
        }
        return answer.isEmpty() ? row.get(question + MISSING) : null;
    }

    private static List<@Nullable String> missing(String question, List<Map<String, String>> rows) {
        List<@Nullable String> missing = new ArrayList<>();
        rows.forEach(row -> missing.add(missing(question, row)));
        return missing;
    }

    private static Column column(Question question, List<Map<String, String>> rows) {
        if (isNumber(question, rows)) {
            return NumericColumn.of(
                    question.name(),
                    rows.stream()
                            .mapToDouble(row -> {
                                String text = row.getOrDefault(question.name(), "");
                                return text.isEmpty() ? Double.NaN : Numbers.parse(text);
                            })
                            .toArray());
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (Map<String, String> row : rows) {
            String text = row.getOrDefault(question.name(), "");
            texts.add(text.isEmpty() ? null : text);
        }
        return TextColumn.of(question.name(), texts);
    }
}
