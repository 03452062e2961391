package org.kapsurvey.api.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.api.demo.AnswerModel.Subject;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.Interview;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Everybody in a made-up province, its health staff and its registered units, with what each would answer to every form that is
 * due to him. Indicators computed over all of them are the true rates that a sample estimates.
 *
 * <p>Which forms are due to the members of a household is what its form says of them. An answer depends on a trait of the person: a
 * sum of effects of stratum, sex, schooling, the person and the residential group. So answers of a person hang together, answers
 * of neighbours are alike (the intraclass correlation that makes cluster samples less precise), and rates differ by sex and
 * schooling.
 */
final class Population {
    /** The first day of interviews; those of a group are had on one of the {@link #DAYS} from then on. */
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 5);

    private static final int DAYS = 30;
    /** How strongly staff of one facility answer alike, as people of one group do. */
    private static final double OFFICE = 0.9;

    private final Province province;
    private final AnswerRules rules;
    private final Chance chance;
    private final Map<String, AnswerModel> models;
    private final List<Household> households;
    private final List<Person> people;
    private final List<Unit> units;

    /**
     * Somebody who may be interviewed.
     *
     * @param psu the residential group, or the facility
     * @param place of the group or facility, from 0
     * @param household place in {@link #households()}; −1 of staff
     * @param member place in the household or facility
     * @param groups the target groups that they belong to; none of those who are not asked anything
     */
    record Person(String id, String psu, int place, int household, int member, List<String> groups) {}

    /**
     * A registered unit.
     *
     * @param id as in the register
     * @param returned whether its returns come in
     */
    record Unit(String id, Province.Register register, int place, boolean returned) {}

    private Population(
            Province province,
            AnswerRules rules,
            Chance chance,
            Map<String, AnswerModel> models,
            Household[] households) {
        this.province = province;
        this.rules = rules;
        this.chance = chance;
        this.models = models;
        this.households = List.of(households);
        this.people = new ArrayList<>();
        this.units = new ArrayList<>();
    }

    /** @param forms those of the plan, and that of the household */
    static Population of(Province province, List<Questionnaire> forms, AnswerRules rules, Chance chance) {
        Map<String, AnswerModel> models = new LinkedHashMap<>();
        forms.forEach(form -> models.put(form.form(), new AnswerModel(form, rules)));
        List<Integer> groupOf = new ArrayList<>();
        List<Integer> numberOf = new ArrayList<>();
        for (int g = 0; g < province.groups().size(); g++) {
            for (int h = 1; h <= province.groups().get(g).households(); h++) {
                groupOf.add(g);
                numberOf.add(h);
            }
        }
        Household[] households = IntStream.range(0, groupOf.size())
                .parallel()
                .mapToObj(i -> {
                    Province.Group group = province.groups().get(groupOf.get(i));
                    String id = group.code() + "-" + numberOf.get(i);
                    double urban = province.strata().get(group.stratum()).urban();
                    return Household.of(
                            id, groupOf.get(i), urban, chance.of("household").of(id));
                })
                .toArray(Household[]::new);
        Population population = new Population(province, rules, chance, models, households);
        population.settle();
        return population;
    }

    private void settle() {
        List<List<List<String>>> groups = IntStream.range(0, households.size())
                .parallel()
                .mapToObj(h -> targetGroups(households.get(h)))
                .toList();
        for (int h = 0; h < households.size(); h++) {
            Household household = households.get(h);
            String psu = province.groups().get(household.group()).code();
            for (int m = 0; m < household.members().size(); m++) {
                people.add(new Person(
                        household.id() + "-" + (m + 1),
                        psu,
                        household.group(),
                        h,
                        m,
                        groups.get(h).get(m)));
            }
        }
        province.facilities().ifPresent(facilities -> {
            for (int f = 0; f < facilities.number(); f++) {
                int staff = Math.max(3, (int)
                        (facilities.staff() * chance.of("facility").of(f).factor(0.5)));
                for (int s = 0; s < staff; s++) {
                    String psu = "facility-" + (f + 1);
                    people.add(new Person(psu + "-" + (s + 1), psu, f, -1, s, List.of(facilities.group())));
                }
            }
        });
        for (Province.Register register : province.registers()) {
            for (int u = 0; u < register.units(); u++) {
                String id = register.kind() + "-" + (u + 1);
                units.add(new Unit(id, register, u, chance.of("returned").of(id).holds(register.returned())));
            }
        }
    }

    /** What the household's form says of each member, of the groups that the round asks. */
    private List<List<String>> targetGroups(Household household) {
        Province.Group group = province.groups().get(household.group());
        Interview roster = model("household")
                .interview(
                        new Subject(chance.of("roster").of(household.id()), household.roster(group.areas()), Map.of()),
                        day(household.group()));
        JsonObject answers = (JsonObject)
                member((JsonObject) JsonReader.read("", roster.evaluation().canonicalRecord()), "answers");
        Set<String> asked = models.values().stream()
                .map(model -> model.form().targetGroup())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        List<List<String>> groups = new ArrayList<>();
        for (Json row : ((JsonArray) member(answers, "roster")).items()) {
            // Of somebody who belongs to none the form calculates no text.
            String named = ((JsonObject) row).get("member_groups") instanceof JsonText text ? text.value() : "";
            groups.add(Arrays.stream(named.split(" ")).filter(asked::contains).toList());
        }
        return groups;
    }

    private static Json member(JsonObject object, String key) {
        return Optional.ofNullable(object.get(key)).orElseThrow();
    }

    Province province() {
        return province;
    }

    List<Household> households() {
        return households;
    }

    /** Everybody, by household, and then the staff. */
    List<Person> people() {
        return people;
    }

    /** How many belong to a target group. */
    int asked() {
        return (int)
                people.stream().filter(person -> !person.groups().isEmpty()).count();
    }

    List<Unit> units() {
        return units;
    }

    /** The forms that are due to somebody. */
    List<String> due(Person person) {
        return models.values().stream()
                .map(AnswerModel::form)
                .filter(form -> person.groups().contains(form.targetGroup()))
                .map(Questionnaire::form)
                .toList();
    }

    /** A person's interview of a form that is due to him. */
    Interview interview(Person person, String form) {
        return model(form).interview(person.household() < 0 ? staff(person) : member(person), day(person.place()));
    }

    /** A unit's return. */
    Interview interview(Unit unit, String form) {
        Chance own = chance.of("unit").of(unit.id());
        Map<String, Double> traits = new LinkedHashMap<>();
        double common = own.of("trait").normal();
        rules.traits()
                .forEach((name, trait) -> traits.put(
                        name,
                        trait.common() * common
                                + trait.own() * own.of("trait").of(name).normal()));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("unit_code", unit.id());
        facts.put("province", province.code());
        facts.put("report_year", Integer.toString(FIRST_DAY.getYear()));
        facts.put("age", Integer.toString(own.of("age").between(26, 60)));
        facts.put("statistics_kind", unit.register().kind().equals("commune") ? "commune" : "department");
        return model(form).interview(new Subject(own, facts, traits), day(unit.place()));
    }

    /** The day of interviews in a residential group, a facility or a unit. */
    static LocalDate day(int place) {
        return FIRST_DAY.plusDays(place % DAYS);
    }

    private Subject member(Person person) {
        Household household = households.get(person.household());
        Household.Member member = household.members().get(person.member());
        Province.Group group = province.groups().get(household.group());
        Chance own = chance.of("person").of(person.id());
        double background = province.strata().get(group.stratum()).urban()
                + 0.22 * (member.schooling() - 2.6)
                + (member.woman() ? 0.15 : -0.15);
        return new Subject(
                own, household.facts(person.member(), group.areas()), traits(own, background, group.effects()));
    }

    private Subject staff(Person person) {
        Chance own = chance.of("staff").of(person.id());
        Map<String, Double> effects = new LinkedHashMap<>();
        Chance office = chance.of("facility").of(person.place());
        rules.traits()
                .keySet()
                .forEach(name -> effects.put(name, OFFICE * office.of(name).normal()));
        return new Subject(
                own, Map.of("age", Integer.toString(own.of("age").between(24, 59))), traits(own, 0.8, effects));
    }

    private Map<String, Double> traits(Chance own, double background, Map<String, Double> effects) {
        Map<String, Double> traits = new LinkedHashMap<>();
        double common = own.of("trait").normal();
        rules.traits()
                .forEach((name, trait) -> traits.put(
                        name,
                        trait.background() * background
                                + trait.group() * effects.getOrDefault(name, 0.0)
                                + trait.common() * common
                                + trait.own() * own.of("trait").of(name).normal()));
        return traits;
    }

    private AnswerModel model(String form) {
        return Optional.ofNullable(models.get(form))
                .orElseThrow(() -> new IllegalArgumentException("The demo has no form \"" + form + "\"."));
    }

    /**
     * Everybody's answers as columns, in the types of a survey round's table: what the true rates are computed from. A row for
     * each of {@link #people}.
     *
     * @param names of the questions
     */
    Table table(Set<String> names) {
        return table(
                names,
                people.size(),
                row -> due(people.get(row)),
                (row, form) -> interview(people.get(row), form).evaluation(),
                List.of());
    }

    /** The same of the units, whether their returns come in or not; a row for each of {@link #units}, with its kind. */
    Table unitTable(Set<String> names) {
        return table(
                names,
                units.size(),
                row -> units.get(row).register().forms(),
                (row, form) -> interview(units.get(row), form).evaluation(),
                List.of(TextColumn.of(
                        IndicatorColumns.KIND,
                        units.stream().map(unit -> unit.register().kind()).toList())));
    }

    private interface Due {
        List<String> of(int row);
    }

    private interface Answered {
        Evaluation of(int row, String form);
    }

    private Table table(Set<String> names, int rows, Due due, Answered answered, List<Column> first) {
        List<String> wanted = List.copyOf(names);
        String[][] cells = new String[wanted.size()][rows];
        Map<String, String> kept = new ConcurrentHashMap<>();
        Map<String, List<Optional<Question>>> questions = new LinkedHashMap<>();
        models.forEach((form, model) ->
                questions.put(form, wanted.stream().map(model.form()::question).toList()));
        IntStream.range(0, rows).parallel().forEach(row -> {
            for (String form : due.of(row)) {
                Evaluation evaluation = answered.of(row, form);
                List<Optional<Question>> ofForm = questions.getOrDefault(form, List.of());
                for (int i = 0; i < ofForm.size(); i++) {
                    String value = ofForm.get(i).map(evaluation::recorded).orElse("");
                    if (!value.isEmpty() && cells[i][row] == null) {
                        cells[i][row] = kept.computeIfAbsent(value, same -> same);
                    }
                }
            }
        });
        List<Column> columns = new ArrayList<>(first);
        columns.add(TextColumn.of(
                IndicatorColumns.FORM,
                IntStream.range(0, rows)
                        .mapToObj(row -> due.of(row).stream()
                                .map(form -> form + "/" + model(form).form().version())
                                .collect(Collectors.joining(" ")))
                        .toList()));
        for (int i = 0; i < cells.length; i++) {
            columns.add(column(wanted.get(i), cells[i]));
        }
        return Table.of(rows, columns);
    }

    private Column column(String name, String[] cells) {
        Set<QuestionType> types = new LinkedHashSet<>();
        models.values().forEach(model -> model.form().question(name).ifPresent(question -> types.add(question.type())));
        boolean number = types.stream().allMatch(type -> type.isNumber() || type == QuestionType.CALCULATE);
        double[] numbers = new double[cells.length];
        for (int row = 0; row < cells.length; row++) {
            @Nullable String cell = cells[row];
            numbers[row] = cell == null ? Double.NaN : Numbers.parse(cell);
            number &= cell == null || !Double.isNaN(numbers[row]);
        }
        return number ? NumericColumn.of(name, numbers) : TextColumn.of(name, Arrays.asList(cells));
    }
}
