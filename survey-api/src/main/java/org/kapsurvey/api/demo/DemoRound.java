package org.kapsurvey.api.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.indicator.Indicator;
import org.kapsurvey.analysis.indicator.IndicatorColumns;
import org.kapsurvey.analysis.indicator.IndicatorEstimation;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.Selection;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/**
 * A demo round on paper, before anything is stored: the plan, the form, the made-up population with its true rates, the
 * sample, and every interview as it will be posted. All of it follows from the files and the seed, so that running the demo
 * twice posts the same bytes.
 */
public final class DemoRound {
    private static final String FORM_FILE = "forms/reproductive-age/v1.json";
    private static final String PLAN_FILE = "plans/hai-phong-2026-2030.json";
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 5);
    private static final int DAYS = 30;
    private static final double PLANNING_DEFF = 2.5;
    /** Share of the clusters that each stratum of {@link Province} gets. */
    private static final double[] ALLOCATION = {0.41, 0.39, 0.2};

    // Streams of chance: what is added to one never moves another.
    private static final int PROVINCE = 0;
    private static final int POPULATION = 1;
    private static final int SAMPLE = 2;
    private static final int INTERVIEWS = 1_000;

    private final Size size;
    private final byte[] planBytes;
    private final byte[] formBytes;
    private final Plan plan;
    private final Questionnaire form;
    private final Population population;
    private final ClusterSample sample;
    private final Map<String, Double> trueRates;
    private final List<Selection> selections;

    /**
     * How large a demo is.
     *
     * @param seed of all chance
     * @param clusters residential groups to draw, at least 10
     * @param people to select in each, at least 2
     */
    public record Size(long seed, int clusters, int people) {
        /** With {@link #PEOPLE} about 1,950 interviews. */
        public static final int CLUSTERS = 108;

        public static final int PEOPLE = 20;

        public Size {
            if (clusters < 10 || people < 2) {
                throw new IllegalArgumentException("A demo needs at least 10 clusters of 2 people, not " + clusters
                        + " of " + people + ". Raise --clusters or --people.");
            }
        }
    }

    private DemoRound(Size size, byte[] planBytes, byte[] formBytes, Plan plan, Questionnaire form) {
        this.size = size;
        this.planBytes = planBytes;
        this.formBytes = formBytes;
        this.plan = plan;
        this.form = form;
        Province province = Province.of(Chance.of(size.seed(), PROVINCE));
        this.population = Population.of(province, form, Chance.of(size.seed(), POPULATION));
        int[] clusters = new int[ALLOCATION.length];
        for (int h = 0; h < clusters.length; h++) {
            clusters[h] = Math.max(2, (int) Math.round(size.clusters() * ALLOCATION[h]));
        }
        this.sample = ClusterSample.draw(province, clusters, size.people(), Chance.of(size.seed(), SAMPLE));
        this.trueRates = computedTrueRates();
        this.selections = listedSelections();
    }

    /**
     * Makes a round from the project's plan and form.
     *
     * @param questionnaires the folder that holds {@code forms} and {@code plans}
     * @throws org.kapsurvey.questionnaire.fault.FaultsException if the plan or the form has faults
     */
    public static DemoRound of(Path questionnaires, Size size) throws IOException {
        Composition form = Composition.of(
                FORM_FILE,
                Files.readString(questionnaires.resolve(FORM_FILE)),
                new BlockFolder(questionnaires.resolve("blocks")));
        byte[] planBytes = Files.readAllBytes(questionnaires.resolve(PLAN_FILE));
        Plan plan = Plan.parse(PLAN_FILE, new String(planBytes, StandardCharsets.UTF_8));
        byte[] formBytes = form.text().getBytes(StandardCharsets.UTF_8);
        return new DemoRound(size, planBytes, formBytes, plan, form.questionnaire());
    }

    Plan plan() {
        return plan;
    }

    byte[] planBytes() {
        return planBytes.clone();
    }

    Questionnaire form() {
        return form;
    }

    byte[] formBytes() {
        return formBytes.clone();
    }

    Population population() {
        return population;
    }

    ClusterSample sample() {
        return sample;
    }

    /** The share of everybody in the province who is in the numerator, by indicator: the same rules, no sampling. */
    Map<String, Double> trueRates() {
        return trueRates;
    }

    private Map<String, Double> computedTrueRates() {
        Table everybody = population.table(form);
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Indicator indicator : plan.indicators()) {
            boolean modelled = indicator.forms().equals(List.of(form.form()))
                    && IndicatorEstimation.names(indicator).stream()
                            .allMatch(name -> everybody.find(name).isPresent());
            if (!modelled) {
                continue;
            }
            rates.put(
                    indicator.id(),
                    IndicatorColumns.of(indicator, List.of(form), everybody).unweightedRate());
        }
        return Collections.unmodifiableMap(rates);
    }

    /**
     * The round as it is stored.
     *
     * @param engineHash of the compiled engine, empty without one; it stands in the interviews, so that another engine makes
     *     another round
     * @param copy 1, or more for another round of the same interviews
     */
    Round round(String engineHash, int copy) {
        // True rates and selections stand for the model of the population: another model makes another round.
        String content =
                Sha256.hex(formBytes) + Sha256.hex(planBytes) + engineHash + PLANNING_DEFF + trueRates + selections;
        String id = "demo-"
                + Sha256.hex(content.getBytes(StandardCharsets.UTF_8)).substring(0, 8) + (copy == 1 ? "" : "-" + copy);
        return new Round(
                id,
                plan.id(),
                form.form(),
                form.version(),
                "Khảo sát minh họa tại " + Province.NAME_VI,
                "Illustrative survey of " + Province.NAME_EN,
                FIRST_DAY.getYear(),
                PLANNING_DEFF,
                true);
    }

    List<Selection> selections() {
        return selections;
    }

    private List<Selection> listedSelections() {
        List<Selection> listed = new ArrayList<>();
        for (int i = 0; i < sample.selected().size(); i++) {
            ClusterSample.Selected selected = sample.selected().get(i);
            Province.Group group = population.province().groups().get(selected.group());
            String stratum = population.province().strata().get(group.stratum()).code();
            listed.add(new Selection(selectionId(i), stratum, group.code(), null, selected.designWeight()));
        }
        return List.copyOf(listed);
    }

    /** The interviews of all selected persons who respond, answered through the engine. */
    List<FieldWork.Posted> interviews(Round round, String engineHash) {
        return IntStream.range(0, sample.selected().size())
                .filter(i -> sample.selected().get(i).responds())
                .parallel()
                .mapToObj(i -> interview(round, engineHash, i))
                .toList();
    }

    private FieldWork.Posted interview(Round round, String engineHash, int i) {
        ClusterSample.Selected selected = sample.selected().get(i);
        int person = population.person(selected);
        String day = FIRST_DAY.plusDays(selected.group() % DAYS).toString();
        Random random = Chance.of(size.seed(), INTERVIEWS + person);
        String minute = (random.nextInt(50) + 10) + ":00Z";
        int hour = 1 + random.nextInt(9);
        Respondent.Interviewed interviewed = new Respondent(population, person, random).interview(form, day);
        UUID id = UUID.nameUUIDFromBytes((round.id() + "/" + selectionId(i)).getBytes(StandardCharsets.UTF_8));
        JsonWriter json = new JsonWriter().beginObject();
        json.name("format").value("kap-interview/1");
        json.name("interview").value(id.toString());
        json.name("revision").value(1);
        json.name("questionnaire").beginObject();
        json.name("form").value(form.form());
        json.name("version").value(form.version());
        json.name("hash").value(Sha256.hex(formBytes));
        json.endObject();
        json.name("engine").value(engineHash);
        json.name("round").value(round.id());
        json.name("selection").value(selectionId(i));
        json.name("device").beginObject();
        json.name("openedAt").value(day + "T0" + hour + ":" + minute);
        json.name("finishedAt").value(day + "T" + (hour < 9 ? "0" : "") + (hour + 1) + ":" + minute);
        json.name("today").value(day);
        json.name("language").value("vi");
        json.endObject();
        json.name("outcome").value(interviewed.evaluation().outcome());
        json.name("answers").raw(interviewed.answers());
        return new FieldWork.Posted(id, json.endObject().toString());
    }

    private static String selectionId(int i) {
        return "S" + (100_001 + i);
    }
}
