package org.kapsurvey.api.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundForm;
import org.kapsurvey.api.round.Selection;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Interview;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/**
 * A demo round on paper, before anything is stored: a plan, its forms, the made-up population with its true rates, the sample,
 * and every interview and return as it will be posted. All of it follows from the files and the seed, so that running the demo
 * twice posts the same bytes.
 */
public final class DemoRound {
    /** The plans of the project, each with a round of its own. */
    public static final List<String> PLANS = List.of("hai-phong-2026-2030", "bac-ninh-2026-2030");

    private static final String HOUSEHOLD = "household";
    private static final double PLANNING_DEFF = 2.5;
    /** How many members of a household are selected, on average. */
    private static final double SELECTED_IN_HOUSEHOLD = 2;

    private final Size size;
    private final Plan plan;
    private final byte[] planBytes;
    private final Map<String, Composition> forms;
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private final Population population;
    private final ClusterSample sample;
    private final TrueRates truth;

    /**
     * How large a demo is.
     *
     * @param seed of all chance
     * @param clusters residential groups to draw, at least 10
     * @param people to select in each, about, at least 2: as many households as have so many
     */
    public record Size(long seed, int clusters, int people) {
        public static final int CLUSTERS = 72;

        public static final int PEOPLE = 16;

        public Size {
            if (clusters < 10 || people < 2) {
                throw new IllegalArgumentException("A demo needs at least 10 clusters of 2 people, not " + clusters
                        + " of " + people + ". Raise --clusters or --people.");
            }
        }

        int households() {
            return (int) Math.ceil(people / SELECTED_IN_HOUSEHOLD);
        }
    }

    private DemoRound(
            Size size,
            Plan plan,
            byte[] planBytes,
            Map<String, Composition> forms,
            Population population,
            TrueRates truth) {
        this.size = size;
        this.plan = plan;
        this.planBytes = planBytes;
        this.forms = forms;
        forms.forEach((id, form) -> hashes.put(id, Sha256.hex(bytes(form))));
        this.population = population;
        this.truth = truth;
        this.sample = ClusterSample.draw(
                population,
                size.clusters(),
                size.households(),
                chance(size, plan).of("sample"));
    }

    /** A plan has chance of its own, so that its round is the same with and without the other's. */
    private static Chance chance(Size size, Plan plan) {
        return Chance.ofSeed(size.seed()).of(plan.id());
    }

    /**
     * Makes a round from one of the project's plans and its forms.
     *
     * @param questionnaires the folder of forms, blocks and plans
     * @param plan one of {@link #PLANS}
     * @throws org.kapsurvey.questionnaire.fault.FaultsException if the plan or a form has faults
     */
    public static DemoRound of(Path questionnaires, String plan, Size size) throws IOException {
        String file = "plans/" + plan + ".json";
        byte[] bytes = Files.readAllBytes(questionnaires.resolve(file));
        Plan read = Plan.parse(file, new String(bytes, StandardCharsets.UTF_8));
        Set<String> wanted = new LinkedHashSet<>();
        for (Indicator indicator : read.indicators()) {
            wanted.addAll(indicator.forms());
        }
        Map<String, Composition> forms = new LinkedHashMap<>();
        for (String form : wanted) {
            forms.put(form, form(questionnaires, form));
        }
        List<Questionnaire> asked =
                forms.values().stream().map(Composition::questionnaire).toList();
        List<Questionnaire> all = new ArrayList<>(asked);
        all.add(form(questionnaires, HOUSEHOLD).questionnaire());
        AnswerRules rules = AnswerRules.ofTheDemo();
        Province province = Province.of(plan, rules, chance(size, read).of("province"));
        Population population =
                Population.of(province, all, rules, chance(size, read).of("population"));
        return new DemoRound(size, read, bytes, forms, population, TrueRates.of(read, asked, population));
    }

    /** Another sample of the same province. */
    DemoRound resized(int clusters, int people) {
        return new DemoRound(new Size(size.seed(), clusters, people), plan, planBytes, forms, population, truth);
    }

    private static Composition form(Path questionnaires, String form) throws IOException {
        String file = "forms/" + form + "/v1.json";
        return Composition.of(
                file,
                Files.readString(questionnaires.resolve(file)),
                new BlockFolder(questionnaires.resolve("blocks")));
    }

    Plan plan() {
        return plan;
    }

    byte[] planBytes() {
        return planBytes.clone();
    }

    /** The forms of the plan, by their ids, in the order in which it names them. */
    Map<String, Composition> forms() {
        return forms;
    }

    List<Questionnaire> questionnaires() {
        return forms.values().stream().map(Composition::questionnaire).toList();
    }

    Population population() {
        return population;
    }

    ClusterSample sample() {
        return sample;
    }

    TrueRates truth() {
        return truth;
    }

    /**
     * The round as it is stored.
     *
     * @param engineHash of the compiled engine, empty without one; it stands in the interviews, so that another engine makes
     *     another round
     * @param copy 1, or more for another round of the same interviews
     */
    Round round(String engineHash, int copy) {
        StringBuilder content = new StringBuilder(Sha256.hex(planBytes));
        hashes.values().forEach(content::append);
        // True rates and selections stand for the model of the population: another model makes another round.
        content.append(engineHash).append(PLANNING_DEFF).append(truth.rates()).append(selections());
        String hash = Sha256.hex(content.toString().getBytes(StandardCharsets.UTF_8));
        return new Round(
                "demo-" + hash.substring(0, 8) + (copy == 1 ? "" : "-" + copy),
                plan.id(),
                questionnaires().stream()
                        .map(form -> new RoundForm(
                                form.form(), form.version(), plan.unitForms().getOrDefault(form.form(), List.of())))
                        .toList(),
                "Khảo sát minh họa tại " + population.province().name().vi(),
                "Illustrative survey of " + population.province().name().en(),
                Population.FIRST_DAY.getYear(),
                PLANNING_DEFF,
                true);
    }

    static byte[] bytes(Composition form) {
        return form.text().getBytes(StandardCharsets.UTF_8);
    }

    List<Selection> selections() {
        List<Selection> listed = new ArrayList<>();
        for (ClusterSample.Selected selected : sample.selected()) {
            Population.Person person = population.people().get(selected.person());
            listed.add(new Selection(
                    person.id(),
                    selected.stratum(),
                    person.psu(),
                    selected.ssu().isEmpty() ? null : selected.ssu(),
                    selected.designWeight(),
                    person.groups()));
        }
        for (Population.Unit unit : population.units()) {
            String kind = unit.register().kind();
            listed.add(Selection.ofUnit(unit.id(), kind, kind, 1));
        }
        return listed;
    }

    /**
     * All returns that come in, and then all interviews of the selected persons who respond, answered through the engine. As they
     * are sent in this order, a round in which every such person is interviewed has its returns too.
     */
    List<FieldWork.Posted> interviews(Round round, String engineHash) {
        Stream<FieldWork.Posted> returns = population.units().parallelStream()
                .filter(Population.Unit::returned)
                .flatMap(unit -> unit.register().forms().stream()
                        .map(form -> posted(
                                round, engineHash, unit.id(), form, unit.place(), population.interview(unit, form))));
        Stream<FieldWork.Posted> persons = sample.selected().parallelStream()
                .filter(ClusterSample.Selected::responds)
                .map(selected -> population.people().get(selected.person()))
                .flatMap(person -> population.due(person).stream()
                        .map(form -> posted(
                                round,
                                engineHash,
                                person.id(),
                                form,
                                person.place(),
                                population.interview(person, form))));
        return Stream.concat(returns, persons).toList();
    }

    private FieldWork.Posted posted(
            Round round, String engineHash, String selection, String form, int place, Interview interview) {
        Chance when = chance(size, plan).of("hour").of(selection);
        String minute = when.between(10, 59) + ":00Z";
        int hour = when.between(1, 9);
        String day = Population.day(place).toString();
        UUID id = UUID.nameUUIDFromBytes((round.id() + "/" + selection + "/" + form).getBytes(StandardCharsets.UTF_8));
        JsonWriter json = new JsonWriter().beginObject();
        json.name("format").value("kap-interview/1");
        json.name("interview").value(id.toString());
        json.name("revision").value(1);
        json.name("questionnaire").beginObject();
        json.name("form").value(form);
        json.name("version").value(forms.get(form).questionnaire().version());
        json.name("hash").value(hashes.get(form));
        json.endObject();
        json.name("engine").value(engineHash);
        json.name("round").value(round.id());
        json.name("selection").value(selection);
        json.name("device").beginObject();
        json.name("openedAt").value(day + "T0" + hour + ":" + minute);
        json.name("finishedAt").value(day + "T" + (hour < 9 ? "0" : "") + (hour + 1) + ":" + minute);
        json.name("today").value(day);
        json.name("language").value("vi");
        json.endObject();
        json.name("outcome").value(interview.evaluation().outcome());
        json.name("answers").raw(interview.relevantAnswers());
        return new FieldWork.Posted(id, json.endObject().toString());
    }
}
