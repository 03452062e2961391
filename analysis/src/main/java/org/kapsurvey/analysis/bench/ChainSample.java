package org.kapsurvey.analysis.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kapsurvey.analysis.bench.ChainPopulation.Person;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnPerson;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.analysis.sampling.Listing;
import org.kapsurvey.analysis.sampling.SampleDrawing;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.selection.Roster;

/**
 * Samples drawn as a survey draws them: communes with probability proportional to the census, residential groups in them (large
 * ones cut into segments), households from a fresh listing, one person for each target group. Some persons turn out not to
 * belong to the population, of some that stays unknown, and of the others not all answer, which depends on setting, sex and
 * age.
 */
final class ChainSample {
    private static final String PLAN = """
            {"name": "chain", "seed": "chain", "frame": {"file": "made up"},
             "strata": {"by": ["province", "setting"]},
             "stages": [
               {"unit": "commune", "count": {"91;urban": 14, "91;rural": 14, "92;urban": 14, "92;rural": 14}},
               {"unit": "residential_group", "count": 2, "segments": {"above": 200}, "tooFew": "all"},
               {"unit": "household", "count": 15, "tooFew": "all"},
               {"unit": "person", "groups": ["adolescent", "reproductive", "older"]}]}
            """;

    private static final double UNKNOWN = .02;
    private static final JvmHost HOST = new JvmHost();

    private final ChainPopulation population;
    private final SampleDrawing drawing;

    ChainSample(ChainPopulation population) {
        this.population = population;
        Faults faults = new Faults();
        Optional<SampleDrawing> made = SamplePlan.parse("chain.json", PLAN, faults)
                .flatMap(plan -> SampleDrawing.of(plan, population.frame(), faults));
        faults.throwIfAny();
        this.drawing = made.orElseThrow();
    }

    /** A person selected, and what became of it. */
    private record Row(DrawnPerson drawn, Person person, String result) {
        boolean isAnswered() {
            return result.equals("complete");
        }
    }

    /** A sample: a row for each person selected, with base weights, results and, of those interviewed, answers. */
    Table draw(String seed) {
        Faults faults = new Faults();
        SampleDrawing drawn = drawing.with(seed, 1);
        List<DrawnUnit> clusters = drawn.second(drawn.first(), List.of(), faults);
        List<Listing> listings = clusters.stream().map(this::listing).toList();
        List<DrawnHousehold> households = drawn.households(clusters, listings, faults);
        Map<String, Roster> rosters = new LinkedHashMap<>();
        for (DrawnHousehold household : households) {
            String id = household.household();
            rosters.put(id, Roster.parse("roster", roster(id, members(id)), HOST));
        }
        List<DrawnPerson> persons = drawn.persons(households, rosters, Map.of(), faults);
        faults.throwIfAny();
        RandomStream answers = RandomStream.of(seed, "answers");
        List<Row> rows = new ArrayList<>();
        for (DrawnPerson one : persons) {
            Person person = members(one.household().household()).get(Integer.parseInt(one.person()));
            rows.add(new Row(one, person, result(person, answers)));
        }
        return table(rows);
    }

    /** The households of a cluster, or of the segment of it that was drawn: equal parts in the order of the way. */
    private Listing listing(DrawnUnit cluster) {
        int all = population.group(cluster.code()).households().size();
        List<Listing.Household> found = new ArrayList<>();
        for (int household = 0; household < all; household++) {
            if (household * cluster.segments() / all + 1 == cluster.segment()) {
                found.add(new Listing.Household(cluster.code() + "/" + household, Place.ofFile("listing")));
            }
        }
        return new Listing(cluster.code(), found);
    }

    private List<Person> members(String household) {
        int at = household.indexOf('/');
        return population
                .group(household.substring(0, at))
                .households()
                .get(Integer.parseInt(household.substring(at + 1)));
    }

    private static String roster(String household, List<Person> members) {
        StringBuilder text = new StringBuilder("{\"household\":\"")
                .append(household)
                .append("\",\"groups\":[\"adolescent\",\"reproductive\",\"older\"],\"persons\":[");
        for (int id = 0; id < members.size(); id++) {
            Person person = members.get(id);
            List<String> groups = new ArrayList<>();
            if (person.isAdolescent()) {
                groups.add("\"adolescent\"");
            }
            if (person.isReproductive()) {
                groups.add("\"reproductive\"");
            }
            if (person.isOlder()) {
                groups.add("\"older\"");
            }
            text.append(id == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(id)
                    .append("\",\"groups\":")
                    .append(groups)
                    .append('}');
        }
        return text.append("]}").toString();
    }

    private static String result(Person person, RandomStream answers) {
        double unknown = answers.nextDouble();
        double answer = answers.nextDouble();
        boolean met = answers.nextDouble() < .6;
        if (unknown < UNKNOWN) {
            return "unknown-other";
        }
        if (person.gone()) {
            return "ineligible";
        }
        double willing = .92 - (person.isUrban() ? .12 : 0) - (person.female() ? 0 : .07) - (isYoung(person) ? .10 : 0);
        return answer < willing ? "complete" : met ? "refusal" : "non-contact";
    }

    private static boolean isYoung(Person person) {
        return person.age() < 30;
    }

    private static Table table(List<Row> rows) {
        List<Column> columns = new ArrayList<>(List.of(
                text("stratum", rows, row -> row.drawn().household().stratum()),
                text(
                        "psu",
                        rows,
                        row -> row.drawn().household().stratum() + "/"
                                + row.drawn().household().psu()),
                number("base_w", rows, row -> row.drawn().designWeight()),
                text("result", rows, Row::result),
                text("area", rows, row -> row.person().stratum()),
                text("setting", rows, row -> row.person().isUrban() ? "urban" : "rural"),
                text("sex", rows, row -> row.person().female() ? "F" : "M"),
                text("half", rows, row -> isYoung(row.person()) ? "young" : "other"),
                text("ageg", rows, row -> row.person().ageGroup())));
        for (Map.Entry<String, ToDoubleFunction<Person>> answer : ChainTarget.ANSWERS.entrySet()) {
            columns.add(number(
                    answer.getKey(),
                    rows,
                    row -> row.isAnswered() ? answer.getValue().applyAsDouble(row.person()) : Double.NaN));
        }
        for (ChainTarget.Whom whom : ChainTarget.Whom.values()) {
            columns.add(number(whom.column(), rows, row -> whom.holds(row.person()) ? 1 : 0));
        }
        return Table.of(rows.size(), columns);
    }

    private static TextColumn text(String name, List<Row> rows, Function<Row, String> value) {
        return TextColumn.of(name, rows.stream().map(value).toList());
    }

    private static NumericColumn number(String name, List<Row> rows, ToDoubleFunction<Row> value) {
        return NumericColumn.of(name, rows.stream().mapToDouble(value).toArray());
    }
}
