package org.kapsurvey.analysis.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.kapsurvey.analysis.indicator.Indicator.Ages;
import org.kapsurvey.analysis.indicator.Indicator.Baseline;
import org.kapsurvey.analysis.indicator.Indicator.Body;
import org.kapsurvey.analysis.indicator.Indicator.Condition;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.Indicator.Judged;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.PartRule;
import org.kapsurvey.analysis.indicator.Indicator.Reading;
import org.kapsurvey.analysis.indicator.Indicator.Rule;
import org.kapsurvey.analysis.indicator.Indicator.Scale;
import org.kapsurvey.analysis.indicator.Indicator.Score;
import org.kapsurvey.analysis.indicator.Indicator.Score.Of;
import org.kapsurvey.analysis.indicator.Indicator.Score.Unanswered;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.analysis.indicator.Plan.Objective;
import org.kapsurvey.analysis.indicator.Plan.PlanDocument;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;

/** Reads one plan file. What stands in for a value that could not be read never leaves: the faults are thrown first. */
final class PlanReader {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final int OLDEST = 120;
    /** Length of a date without its day. */
    private static final int MONTH = "2026-06".length();

    private static final int MOST_COMMUNES = 10_000;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final String NOTHING = "none";
    private static final List<String> RULES = List.of("numerator", "scale", "score");

    private final String file;
    private final List<Questionnaire> forms;
    private final boolean all;
    private final Faults faults = new Faults();
    private final Set<String> objectiveIds = new HashSet<>();
    private final Set<String> indicatorIds = new HashSet<>();
    private final Set<String> partNames = new HashSet<>();
    /** The kinds of units that the register has, as the plan names them; empty where it leaves that open. */
    private final Set<String> kinds = new LinkedHashSet<>();

    /** @param all whether the forms are all that the plan may name */
    PlanReader(String file, List<Questionnaire> forms, boolean all) {
        this.file = file;
        this.forms = forms;
        this.all = all;
    }

    Plan read(String text) {
        JsonFields plan = JsonFields.of(JsonReader.read(file, text), "A plan", faults);
        String id = plan.text("plan");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") && plan.has("plan")) {
            plan.fault(
                    "plan",
                    "A plan's id must be small letters, digits and hyphens, not \"" + id + "\".",
                    "Write it as the file is named, such as \"hai-phong-2026-2030\".");
        }
        Wording title = wording(plan, "title");
        PlanDocument document = document(plan.fields("document"));
        Province province = province(plan.fields("province"));
        JsonFields period = plan.fields("period");
        int from = period.integer("from", FIRST_YEAR, LAST_YEAR);
        int to = period.integer("to", FIRST_YEAR, LAST_YEAR);
        if (to < from && period.has("from") && period.has("to")) {
            period.fault("to", "The plan ends in " + to + ", before it begins in " + from + ".", "Correct the years.");
        }
        period.refuseUnknown();
        List<Objective> objectives = new ArrayList<>();
        for (JsonFields fields : plan.objects("objectives")) {
            objectives.add(objective(fields));
        }
        for (JsonFields kind : plan.optionalObjects("kinds")) {
            String code = kind.text("kind");
            Wording.read(kind);
            if (!kinds.add(code)) {
                kind.fault("kind", "The kind \"" + code + "\" stands twice.", "Name it once.");
            }
        }
        List<Indicator> indicators = new ArrayList<>();
        List<JsonFields> described = plan.objects("indicators");
        if (described.isEmpty() && plan.has("indicators")) {
            plan.fault("indicators", "The plan has no indicator.", "Describe at least one.");
        }
        for (JsonFields fields : described) {
            Optional<Indicator> indicator = indicator(fields);
            indicator.ifPresent(indicators::add);
            OptionalInt due = indicator.map(Indicator::due).orElse(OptionalInt.empty());
            if (due.isPresent() && to >= from && (due.getAsInt() < from || due.getAsInt() > to)) {
                fields.fault(
                        "due",
                        "The target is due in " + due.getAsInt() + ", outside the plan's years " + from + " to " + to
                                + ".",
                        "Write a year of the plan, or \"yearly\".");
            }
        }
        plan.refuseUnknown();
        faults.throwIfAny();
        return new Plan(id, title, document, province, from, to, objectives, indicators);
    }

    private static PlanDocument document(JsonFields fields) {
        PlanDocument document = new PlanDocument(fields.text("number"), fields.text("date"), wording(fields, "issuer"));
        String day = document.date().length() == MONTH ? document.date() + "-01" : document.date();
        if (fields.has("date") && Days.parse(day) == Days.NONE) {
            fields.fault(
                    "date",
                    "\"" + document.date() + "\" is no date.",
                    "Write it as 2026-06-12, or as 2026-06 where the document does not state the day.");
        }
        fields.refuseUnknown();
        return document;
    }

    private static Province province(JsonFields fields) {
        String code = fields.text("code");
        List<Province.Dated> names = new ArrayList<>();
        for (JsonFields dated : fields.objects("names")) {
            String day = dated.text("from");
            LocalDate from = Days.parse(day) == Days.NONE ? LocalDate.MIN : LocalDate.parse(day);
            if (dated.has("from") && from.equals(LocalDate.MIN)) {
                dated.fault("from", "\"" + day + "\" is no date.", "Write it as 2025-07-01.");
            } else if (!names.isEmpty()
                    && !from.isAfter(names.get(names.size() - 1).from())) {
                dated.fault("from", "The names are not in the order of their days.", "Write the earliest first.");
            }
            Wording name = wording(dated, "name");
            Wording authority = wording(dated, "authority");
            List<Province.Units> communes = new ArrayList<>();
            for (JsonFields units : dated.objects("communes")) {
                communes.add(new Province.Units(wording(units, "type"), units.integer("count", 0, MOST_COMMUNES)));
                units.refuseUnknown();
            }
            dated.refuseUnknown();
            names.add(new Province.Dated(from, name, authority, communes));
        }
        if (names.isEmpty() && fields.has("names")) {
            fields.fault("names", "The province has no name.", "Write its name and the day from which it has it.");
        }
        fields.refuseUnknown();
        return new Province(code, names);
    }

    private Objective objective(JsonFields fields) {
        Objective objective = new Objective(fields.text("id"), wording(fields, "clause"), wording(fields, "title"));
        if (!objectiveIds.add(objective.id())) {
            fields.fault(
                    "id",
                    "Objective \"" + objective.id() + "\" stands twice.",
                    "Give each objective an id of its own.");
        }
        fields.refuseUnknown();
        return objective;
    }

    private Optional<Indicator> indicator(JsonFields fields) {
        int before = faults.size();
        String id = fields.text("id");
        if (!indicatorIds.add(id)) {
            fields.fault("id", "Indicator \"" + id + "\" stands twice.", "Give each indicator an id of its own.");
        }
        String objective = fields.text("objective");
        if (!objectiveIds.contains(objective) && fields.has("objective")) {
            fields.fault(
                    "objective",
                    "There is no objective \"" + objective + "\".",
                    "Objectives: "
                            + JsonFields.listed(objectiveIds.stream().sorted().toList()) + ".");
        }
        Wording clause = wording(fields, "clause");
        Wording title = wording(fields, "title");
        KapComponent component = component(fields);
        Counting counting =
                fields.has("counts") ? Counting.of(fields.oneOf("counts", Counting.codes())) : Counting.PERSONS;
        FormNames names = new FormNames(forms, all, counting != Counting.PERSONS);
        List<TargetGroup> groups = groups(fields, counting, names);
        Optional<Expression> routes = fields.has("routes") ? expression(fields, "routes", names) : Optional.empty();
        if (routes.isPresent() && counting != Counting.PERSONS) {
            fields.fault(
                    "routes",
                    "\"routes\" belongs to what persons tell of a unit.",
                    "Leave it out: a registered unit tells of itself.");
        }
        routes.ifPresent(found -> new RoutesCheck(names, faults).check(found));
        List<Part> parts = new ArrayList<>();
        for (JsonFields part : fields.optionalObjects("parts")) {
            part(part, component, names).ifPresent(parts::add);
        }
        // The denominator may use the parts: "of those who were informed".
        Optional<Expression> denominator = fields.has("denominator") || counting == Counting.SUMS
                ? expression(fields, "denominator", names)
                : Expression.parse(new JsonText("1", false, fields.place()), faults);
        if (counting == Counting.UNITS && fields.has("denominator")) {
            fields.fault(
                    "denominator",
                    "Every registered unit of the kinds is counted, also one whose return is missing.",
                    "Leave \"denominator\" out, and name the \"kinds\" that are meant.");
        }
        Optional<Expression> whole = fields.has("of") ? expression(fields, "of", names) : Optional.empty();
        if (whole.isPresent() && counting != Counting.SUMS) {
            fields.fault(
                    "of", "\"of\" belongs to sums that units report.", "Leave it out, or write \"counts\": \"sums\".");
        }
        Optional<Expression> numerator = counted(fields, names);
        if (faults.size() == before
                && counting == Counting.PERSONS
                && denominator.isPresent()
                && numerator.isPresent()) {
            names.refuseNobody(denominator.get(), faults);
            if (faults.size() == before) {
                names.refuseNobody(FormNames.and(denominator.get(), numerator.get()), faults);
            }
            if (faults.size() == before) {
                parts.forEach(part -> refuseNobody(part, denominator.get(), names));
            }
        }
        Judged judged = judged(fields, parts);
        Rule rule = rule(fields.fields("rule"));
        double target = fields.number("target");
        if (!(target >= 0 && target <= 100) && !Double.isNaN(target)) {
            fields.fault("target", "A target must be per cent from 0 to 100.", "Write 95 for 95 per cent.");
        } else if (target == 0) {
            fields.fault(
                    "target", "A target of 0 per cent is always reached.", "Write the share that is to be reached.");
        } else if (target > 0 && target <= 1) {
            fields.fault(
                    "target",
                    "A target of " + Numbers.print(target) + " is judged as " + Numbers.print(target) + " per cent.",
                    "Did you mean " + Numbers.print(Math.round(target * 100_000) / 1_000.0)
                            + "? Targets are per cent.");
        }
        Direction direction = direction(fields);
        OptionalInt due = due(fields);
        Optional<Baseline> baseline = fields.optionalFields("baseline").map(PlanReader::baseline);
        Body lead = body(fields.fields("lead"));
        List<Body> cooperating = new ArrayList<>();
        for (JsonFields helping : fields.objects("cooperating")) {
            cooperating.add(body(helping));
        }
        fields.refuseUnknown();
        if (denominator.isEmpty() || numerator.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Indicator(
                id,
                objective,
                clause,
                title,
                component,
                counting,
                groups,
                denominator.get(),
                whole,
                routes,
                parts,
                numerator.get(),
                judged,
                rule,
                target / 100,
                direction,
                due,
                baseline,
                lead,
                cooperating));
    }

    private static Body body(JsonFields fields) {
        boolean inferred = fields.flag("inferred", false);
        return new Body(Wording.read(fields), inferred);
    }

    private static Judged judged(JsonFields fields, List<Part> parts) {
        Optional<String> judged = fields.optionalText("judged");
        if (judged.isEmpty()) {
            return Judged.NUMERATOR;
        }
        if (judged.get().equals(NOTHING)) {
            return Judged.NOTHING;
        }
        Optional<Part> part =
                parts.stream().filter(one -> one.name().equals(judged.get())).findFirst();
        if (part.isEmpty()) {
            fields.fault(
                    "judged",
                    "The indicator has no part \"" + judged.get() + "\" to be set against the target.",
                    "Name one of its parts, or \"" + NOTHING + "\" for a component of another target.");
        } else if (part.get().isMean()) {
            fields.fault(
                    "judged",
                    "The part \"" + judged.get() + "\" is a mean of points, the target is a share.",
                    "Give its score a \"cutOff\".");
        }
        return new Judged(judged.get(), false);
    }

    private static KapComponent component(JsonFields fields) {
        KapComponent[] all = KapComponent.values();
        String word = fields.oneOf(
                "component", Arrays.stream(all).map(KapComponent::written).toList());
        return Arrays.stream(all)
                .filter(c -> c.written().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static Direction direction(JsonFields fields) {
        // The pages of a plan word every target as one to be reached.
        return Direction.of(fields.oneOf("direction", List.of(Direction.AT_LEAST.code())));
    }

    private static OptionalInt due(JsonFields fields) {
        if (fields.value("due").filter(JsonText.class::isInstance).isPresent()) {
            fields.oneOf("due", List.of("yearly"));
            return OptionalInt.empty();
        }
        return OptionalInt.of(fields.integer("due", FIRST_YEAR, LAST_YEAR));
    }

    private List<TargetGroup> groups(JsonFields indicator, Counting counting, FormNames names) {
        List<JsonFields> described = indicator.objects("groups");
        if (described.isEmpty() && indicator.has("groups")) {
            indicator.fault("groups", "The indicator is about nobody.", "Describe at least one group.");
        }
        List<TargetGroup> groups = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonFields fields : described) {
            TargetGroup group = group(fields, counting, names);
            if (!ids.add(group.id())) {
                fields.fault(
                        "id",
                        "Group \"" + group.id() + "\" stands twice.",
                        "Give each group of the indicator an id of its own.");
            }
            groups.add(group);
        }
        return groups;
    }

    private TargetGroup group(JsonFields fields, Counting counting, FormNames names) {
        String id = fields.text("id");
        if (!id.matches(NAME) && fields.has("id")) {
            fields.fault(
                    "id",
                    "A group's id must be a name, not \"" + id + "\".",
                    "Use letters, digits and underscores, beginning with a letter.");
        }
        Wording title = wording(fields, "title");
        String formId = fields.text("form");
        Optional<Questionnaire> form = names.addForm(fields, formId);
        Optional<Ages> ages = fields.optionalFields("age").map(age -> ages(age, form));
        boolean persons = counting == Counting.PERSONS;
        if (persons == fields.has("kinds")) {
            fields.fault(
                    "kinds",
                    persons ? "\"kinds\" belongs to units of a register." : "The key \"kinds\" is missing.",
                    persons
                            ? "Leave it out, or write \"counts\": \"units\"."
                            : "Name the kinds of the register's units that are counted.");
        }
        if (!persons && fields.has("where")) {
            fields.fault(
                    "where",
                    "Every registered unit of the kinds is counted, also one whose return is missing.",
                    "Leave \"where\" out, and name the \"kinds\" that are meant.");
        }
        if (!persons && fields.has("age")) {
            fields.fault(
                    "age",
                    "Units of a register have no age.",
                    "Leave \"age\" out, and name the \"kinds\" that are meant.");
        }
        List<String> counted = kinds(fields);
        Optional<Expression> where = fields.jsonText("where").flatMap(text -> Expression.parse(text, faults));
        int before = faults.size();
        where.ifPresent(found -> form.ifPresent(one -> names.checkReferences(found, one, faults)));
        if (faults.size() == before) {
            Optional<Expression> ofAges = ages.filter(of -> of.from() <= of.to())
                    .map(of -> within(of, where.map(Expression::place).orElse(fields.place())));
            form.ifPresent(one -> names.addGroup(ofAges, where, one, faults));
        }
        boolean required = fields.flag("required", false);
        if (!persons && required) {
            fields.fault(
                    "required",
                    "\"required\" belongs to groups of persons.",
                    "Leave it out: registered units are counted whether there are many or none.");
        }
        fields.refuseUnknown();
        return new TargetGroup(id, title, formId, ages, counted, where, required);
    }

    private static Expression within(Ages ages, Place place) {
        Reference age = new Reference(ages.item(), place);
        return FormNames.and(
                new Binary(Operator.GREATER_OR_EQUAL, age, new NumberLiteral(ages.from(), place), place),
                new Binary(Operator.LESS_OR_EQUAL, age, new NumberLiteral(ages.to(), place), place));
    }

    /** The kinds of a group; a slip in one would leave the group without a single unit. */
    private List<String> kinds(JsonFields fields) {
        List<String> named = new ArrayList<>();
        List<JsonText> written = fields.has("kinds") ? fields.jsonTexts("kinds") : List.of();
        if (written.isEmpty()
                && fields.value("kinds").filter(JsonArray.class::isInstance).isPresent()) {
            fields.fault(
                    "kinds", "No kind of unit is named.", "Name the kinds of the register's units that are counted.");
        }
        for (JsonText kind : written) {
            if (!kinds.isEmpty() && !kinds.contains(kind.value())) {
                faults.add(
                        kind.place(),
                        "The plan has no kind of unit \"" + kind.value() + "\".",
                        "Its kinds are " + String.join(", ", kinds) + "." + JsonFields.suggestion(kind.value(), kinds));
            } else if (named.contains(kind.value())) {
                faults.add(kind.place(), "The kind \"" + kind.value() + "\" stands twice.", "Name it once.");
            }
            named.add(kind.value());
        }
        return named;
    }

    private static String text(JsonFields fields, String key) {
        return fields.object().get(key) instanceof JsonText text ? text.value() : "";
    }

    private static Ages ages(JsonFields age, Optional<Questionnaire> form) {
        String item = age.text("item");
        int from = age.integer("from", 0, OLDEST);
        int to = age.integer("to", 0, OLDEST);
        if (to < from && age.has("from") && age.has("to")) {
            age.fault("to", "The oldest age " + to + " is below the youngest, " + from + ".", "Correct the ages.");
        } else {
            form.ifPresent(one -> FormNames.checkAge(age, one, item, from, to));
        }
        age.refuseUnknown();
        return new Ages(item, from, to);
    }

    private Optional<Part> part(JsonFields fields, KapComponent component, FormNames names) {
        String name = fields.text("id");
        Wording title = wording(fields, "title");
        List<String> kinds = RULES.stream().filter(fields::has).toList();
        Optional<? extends PartRule> rule = Optional.empty();
        if (kinds.size() != 1) {
            faults.add(
                    fields.place(),
                    "A part must have one of numerator, scale and score.",
                    kinds.isEmpty() ? "Write \"numerator\": an expression." : "Keep one of them.");
            RULES.forEach(fields::value);
        } else if (fields.has("scale")) {
            rule = Optional.of(scale(fields.fields("scale"), names));
        } else if (fields.has("score")) {
            rule = Optional.of(score(fields.fields("score"), component, names));
        } else {
            rule = counted(fields, names).map(Condition::new);
        }
        Optional<Expression> denominator =
                fields.has("denominator") ? expression(fields, "denominator", names) : Optional.empty();
        if (!name.matches(NAME) && fields.has("id")) {
            fields.fault(
                    "id",
                    "A part's id must be a name that expressions can use, not \"" + name + "\".",
                    "Use letters, digits and underscores, beginning with a letter.");
        } else if (!partNames.add(name)) {
            fields.fault("id", "Part \"" + name + "\" stands twice.", "Give each part of the plan an id of its own.");
        }
        names.addPart(fields, name, rule.map(found -> range(found, names)).orElse(PartRange.UNKNOWN));
        fields.refuseUnknown();
        return rule.map(found -> new Part(name, title, found, denominator));
    }

    /** Of a score without a cut-off its points, else 1 or 0. */
    private static PartRange range(PartRule rule, FormNames names) {
        if (!(rule instanceof Score score) || score.cutOff().isPresent()) {
            return PartRange.TRUTH;
        }
        return names.points(score.items())
                .map(points -> range(score.of(), points, score.items().size()))
                .orElse(PartRange.UNKNOWN);
    }

    private static PartRange range(Of of, double[] points, int items) {
        double by = of == Of.MEAN ? items : 1;
        return of == Of.PERCENT
                ? new PartRange(0, 100, false, true)
                : new PartRange(points[0] / by, points[1] / by, false, false);
    }

    private static Scale scale(JsonFields fields, FormNames names) {
        List<JsonText> items = items(fields);
        int atLeast = fields.integer("atLeast", 1, Math.max(1, items.size()));
        names.checkItems(items, false, fields.faults());
        fields.refuseUnknown();
        return new Scale(items.stream().map(JsonText::value).toList(), atLeast);
    }

    /** A part that nobody of the groups can be counted in, by its own condition or with the indicator's. */
    private void refuseNobody(Part part, Expression denominator, FormNames names) {
        int before = faults.size();
        Expression counted = part.denominator().orElse(denominator);
        if (part.denominator().isPresent()) {
            names.refuseNobody(counted, faults);
        }
        if (faults.size() == before && part.rule() instanceof Condition condition) {
            names.refuseNobody(FormNames.and(counted, condition.numerator()), faults);
        }
    }

    private static List<JsonText> items(JsonFields fields) {
        List<JsonText> items = fields.jsonTexts("items");
        if (items.isEmpty() && fields.has("items")) {
            fields.fault("items", "A scale without items measures nothing.", "Name the questions that are counted.");
        }
        Set<String> seen = new HashSet<>();
        for (JsonText item : items) {
            if (!seen.add(item.value())) {
                fields.faults()
                        .add(item.place(), "The item \"" + item.value() + "\" stands twice.", "Name each item once.");
            }
        }
        return items;
    }

    private static Score score(JsonFields fields, KapComponent component, FormNames names) {
        List<JsonText> items = items(fields);
        names.checkItems(items, true, fields.faults());
        Of of = Of.of(fields.oneOf("of", Of.codes()));
        // Who does not know a fact is wrong about it; who has no opinion has none.
        Unanswered usual = component == KapComponent.ATTITUDE ? Unanswered.DROPPED : Unanswered.WRONG;
        Unanswered dontKnow = unanswered(fields, "dontKnow", usual);
        Unanswered missing = unanswered(fields, "missing", usual);
        int answered =
                fields.optionalInteger("answered", 1, Math.max(1, items.size())).orElse(Math.max(1, items.size()));
        OptionalDouble cutOff = OptionalDouble.empty();
        if (text(fields, "cutOff").isEmpty()) {
            cutOff = fields.optionalNumber("cutOff");
            if (cutOff.isPresent() && answered > 0) {
                checkCutOff(fields, items, of, cutOff.getAsDouble(), names);
            }
        } else {
            fields.fault(
                    "cutOff",
                    "A cut-off must be a number, not \"" + text(fields, "cutOff")
                            + "\": one that the sample sets, as its"
                            + " mean or median, makes rates that no two rounds can compare.",
                    "Write the number; of an earlier round's mean the mean that it had.");
        }
        fields.refuseUnknown();
        return new Score(items.stream().map(JsonText::value).toList(), of, dontKnow, missing, answered, cutOff);
    }

    /** Where the score can't be below the cut-off or can't reach it, the rate is known before anybody is asked. */
    private static void checkCutOff(JsonFields fields, List<JsonText> items, Of of, double cutOff, FormNames names) {
        if (of == Of.PERCENT && cutOff > 0 && cutOff <= 1) {
            fields.fault(
                    "cutOff",
                    "A score in per cent reaches the cut-off " + Numbers.print(cutOff) + " with "
                            + Numbers.print(cutOff) + " per cent of the points.",
                    "Did you mean " + Numbers.print(Math.round(cutOff * 100_000) / 1_000.0)
                            + "? Cut-offs of such a score are per cent.");
            return;
        }
        Optional<double[]> points =
                names.points(items.stream().map(JsonText::value).toList());
        if (points.isEmpty()) {
            return;
        }
        PartRange range = range(of, points.get(), items.size());
        if (!range.isDividedBy(Operator.GREATER_OR_EQUAL, cutOff)) {
            fields.fault(
                    "cutOff",
                    "The cut-off " + Numbers.print(cutOff) + " divides nobody: the score goes from "
                            + Numbers.print(range.least()) + " to " + Numbers.print(range.most()) + ".",
                    "Write a number above the least and up to the most.");
        }
    }

    private static Unanswered unanswered(JsonFields fields, String key, Unanswered usual) {
        return fields.has(key) ? Unanswered.of(fields.oneOf(key, Unanswered.codes())) : usual;
    }

    private static Rule rule(JsonFields fields) {
        List<Reading> readings = new ArrayList<>();
        String version = fields.text("version");
        Wording text = wording(fields, "text");
        for (JsonFields reading : fields.objects("readings")) {
            String word = reading.text("word");
            readings.add(new Reading(word, Wording.read(reading)));
        }
        fields.refuseUnknown();
        return new Rule(version, text, readings);
    }

    private static Baseline baseline(JsonFields fields) {
        int year = fields.integer("year", FIRST_YEAR, LAST_YEAR);
        Wording stated = wording(fields, "stated");
        String kind = fields.oneOf("kind", List.of("administrative", "survey"));
        if (!fields.has("comparable")) {
            fields.fault(
                    "comparable",
                    "The key \"comparable\" is missing.",
                    "Write false unless the figure measures the same thing in the same way.");
        }
        boolean comparable = fields.flag("comparable", false);
        Wording note = wording(fields, "note");
        fields.refuseUnknown();
        return new Baseline(year, stated, kind.equals("administrative"), comparable, note);
    }

    private Optional<Expression> expression(JsonFields fields, String key, FormNames names) {
        if (!fields.has(key)) {
            fields.text(key);
            return Optional.empty();
        }
        Optional<JsonText> text = fields.jsonText(key);
        Optional<Expression> expression = text.flatMap(found -> Expression.parse(found, faults));
        boolean condition = List.of("numerator", "denominator").contains(key);
        expression.ifPresent(found -> names.checkReferences(found, condition, faults));
        // Of a numerator that looks at no answer at all its own fault is told.
        expression
                .filter(found -> condition
                        && (key.equals("denominator")
                                || !Expression.references(found).isEmpty()))
                .ifPresent(found -> WithoutAnswer.check(found, faults));
        return expression;
    }

    /** The numerator; whom it counts must hang on an answer. */
    private Optional<Expression> counted(JsonFields fields, FormNames names) {
        Optional<Expression> numerator = expression(fields, "numerator", names);
        if (numerator.isPresent() && Expression.references(numerator.get()).isEmpty()) {
            fields.fault(
                    "numerator",
                    "This numerator looks at no answer, so it is the same for everybody.",
                    "Write a condition on a question, such as \"${q} = 'yes'\".");
        }
        return numerator;
    }

    private static Wording wording(JsonFields fields, String key) {
        return Wording.read(fields.fields(key));
    }
}
