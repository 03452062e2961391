package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kapsurvey.analysis.indicator.Indicator.Baseline;
import org.kapsurvey.analysis.indicator.Indicator.Condition;
import org.kapsurvey.analysis.indicator.Indicator.Part;
import org.kapsurvey.analysis.indicator.Indicator.PartRule;
import org.kapsurvey.analysis.indicator.Indicator.Reading;
import org.kapsurvey.analysis.indicator.Indicator.Rule;
import org.kapsurvey.analysis.indicator.Indicator.Scale;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.analysis.indicator.Plan.Objective;
import org.kapsurvey.analysis.indicator.Plan.PlanDocument;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Days;

/** Reads one plan file. What stands in for a value that could not be read never leaves: the faults are thrown first. */
final class PlanReader {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final int OLDEST = 120;

    private final String file;
    private final List<Questionnaire> forms;
    private final Faults faults = new Faults();
    private final Set<String> objectiveIds = new HashSet<>();
    private final Set<String> indicatorIds = new HashSet<>();
    private final Set<String> partNames = new HashSet<>();

    PlanReader(String file, List<Questionnaire> forms) {
        this.file = file;
        this.forms = forms;
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
        List<Indicator> indicators = new ArrayList<>();
        List<JsonFields> described = plan.objects("indicators");
        if (described.isEmpty() && plan.has("indicators")) {
            plan.fault("indicators", "The plan has no indicator.", "Describe at least one.");
        }
        for (JsonFields fields : described) {
            indicator(fields).ifPresent(indicators::add);
        }
        plan.refuseUnknown();
        faults.throwIfAny();
        return new Plan(id, title, document, from, to, objectives, indicators);
    }

    private static PlanDocument document(JsonFields fields) {
        PlanDocument document = new PlanDocument(fields.text("number"), fields.text("date"), wording(fields, "issuer"));
        if (fields.has("date") && Days.parse(document.date()) == Days.NONE) {
            fields.fault("date", "\"" + document.date() + "\" is no date.", "Write it as 2026-06-12.");
        }
        fields.refuseUnknown();
        return document;
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
        String form = fields.text("form");
        FormNames names = FormNames.of(form, fields, forms);
        TargetGroup group = group(fields.fields("group"), names);
        Optional<Expression> denominator = expression(fields, "denominator", names);
        List<Part> parts = new ArrayList<>();
        for (JsonFields part : fields.objects("parts")) {
            part(part, names).ifPresent(parts::add);
        }
        Optional<Expression> numerator = expression(fields, "numerator", names);
        Rule rule = rule(fields.fields("rule"));
        double target = fields.number("target");
        if (!(target >= 0 && target <= 100) && !Double.isNaN(target)) {
            fields.fault("target", "A target must be per cent from 0 to 100.", "Write 95 for 95 per cent.");
        }
        Direction direction = direction(fields);
        OptionalInt due = due(fields);
        Optional<Baseline> baseline = fields.optionalFields("baseline").map(PlanReader::baseline);
        Wording lead = wording(fields, "lead");
        List<Wording> cooperating = new ArrayList<>();
        for (JsonFields body : fields.objects("cooperating")) {
            cooperating.add(Wording.read(body));
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
                form,
                group,
                denominator.get(),
                parts,
                numerator.get(),
                rule,
                target / 100,
                direction,
                due,
                baseline,
                lead,
                cooperating));
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

    private TargetGroup group(JsonFields fields, FormNames names) {
        Wording title = wording(fields, "title");
        JsonFields age = fields.fields("age");
        String item = age.text("item");
        int from = age.integer("from", 0, OLDEST);
        int to = age.integer("to", 0, OLDEST);
        if (to < from && age.has("from") && age.has("to")) {
            age.fault("to", "The oldest age " + to + " is below the youngest, " + from + ".", "Correct the ages.");
        } else {
            names.checkAge(age, item, from, to);
        }
        age.refuseUnknown();
        Optional<Expression> where = fields.has("where") ? expression(fields, "where", names) : Optional.empty();
        fields.refuseUnknown();
        return new TargetGroup(title, item, from, to, where);
    }

    private Optional<Part> part(JsonFields fields, FormNames names) {
        String name = fields.text("id");
        Wording title = wording(fields, "title");
        Optional<? extends PartRule> rule;
        if (fields.has("scale") == fields.has("numerator")) {
            faults.add(
                    fields.place(),
                    "A part must have either a numerator or a scale.",
                    fields.has("scale") ? "Leave one of them out." : "Write \"numerator\": an expression.");
            rule = Optional.empty();
        } else if (fields.has("scale")) {
            rule = Optional.of(scale(fields.fields("scale"), names));
        } else {
            rule = expression(fields, "numerator", names).map(Condition::new);
        }
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") && fields.has("id")) {
            fields.fault(
                    "id",
                    "A part's id must be a name that expressions can use, not \"" + name + "\".",
                    "Use letters, digits and underscores, beginning with a letter.");
        } else if (!partNames.add(name)) {
            fields.fault("id", "Part \"" + name + "\" stands twice.", "Give each part of the plan an id of its own.");
        }
        names.addPart(fields, name);
        fields.refuseUnknown();
        return rule.map(found -> new Part(name, title, found));
    }

    private static Scale scale(JsonFields fields, FormNames names) {
        List<JsonText> items = fields.jsonTexts("items");
        if (items.isEmpty() && fields.has("items")) {
            fields.fault("items", "A scale without items measures nothing.", "Name the questions that are counted.");
        }
        int atLeast = fields.integer("atLeast", 1, Math.max(1, items.size()));
        names.checkScale(items, fields.faults());
        fields.refuseUnknown();
        return new Scale(items.stream().map(JsonText::value).toList(), atLeast);
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
        expression.ifPresent(found -> names.checkReferences(found, faults));
        return expression;
    }

    private static Wording wording(JsonFields fields, String key) {
        return Wording.read(fields.fields(key));
    }
}
