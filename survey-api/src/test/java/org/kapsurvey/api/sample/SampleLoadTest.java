package org.kapsurvey.api.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.analysis.io.SampleFolder;
import org.kapsurvey.analysis.io.SampleRun;
import org.kapsurvey.analysis.sampling.DrawnHousehold;
import org.kapsurvey.analysis.sampling.DrawnPerson;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.api.round.Selection;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** A drawn sample kept as that of a round, as it grows. */
class SampleLoadTest {
    private static final TestService SERVICE = TestService.shared();

    @TempDir
    Path folder;

    private final SampleStore samples = new SampleStore(SERVICE.database());

    @BeforeEach
    void frame() throws IOException {
        StringBuilder frame = new StringBuilder("level,code,parent,name,type,setting,flags,population\n")
                .append("province,81,,Tỉnh Mẫu,tỉnh,,,\n");
        for (int i = 10; i < 30; i++) {
            frame.append("commune,81%d,81,Xã %d,xã,rural,,%d\n".formatted(i, i, i == 12 ? 90_000 : 3_000 + 211 * i));
            for (int g = 1; g <= 8; g++) {
                frame.append(
                        "residential_group,81%1$d0%2$d,81%1$d,Thôn %2$d,thôn,,,%3$d\n".formatted(i, g, 100 + 10 * g));
            }
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        plan("s1");
    }

    private void plan(String seed) throws IOException {
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-1", "seed": "%s", "frame": {"file": "frame.csv", "date": "2026-11-01"},
                 "stages": [{"unit": "commune", "count": 6}, {"unit": "residential_group", "count": 2},
                            {"unit": "household", "count": 4}, {"unit": "person", "groups": ["adult"]}]}
                """.formatted(seed));
    }

    @Test
    void aSampleIsKeptAsItGrowsAndItsPersonsBecomeSelections() throws Exception {
        open("sample-grows");
        SampleFolder first = draw("one", "", List.of(), List.of());
        SampleStore.Loaded units = samples.load("sample-grows", first, Map.of());
        assertThat(units.units())
                .isEqualTo(first.first().size() + first.second().size());
        assertThat(samples.load("sample-grows", first, Map.of()).units()).isZero();

        Path listing = listing(first.clusters());
        SampleFolder listed = draw("two", "one", List.of(listing), List.of());
        assertThat(samples.load("sample-grows", listed, Map.of()).households())
                .isEqualTo(4 * first.clusters().size());
        SampleFolder whole = draw("three", "two", List.of(), List.of(roster(listed.households())));
        String cluster = whole.clusters().get(0).code();
        assertThat(samples.load("sample-grows", whole, Map.of(cluster, "dtv-07"))
                        .persons())
                .isEqualTo(4 * first.clusters().size());

        Map<String, Selection> selections = new HashMap<>();
        new RoundStore(SERVICE.database())
                .selections("sample-grows")
                .forEach(selection -> selections.put(selection.id(), selection));
        assertThat(selections).hasSize(whole.persons().size());
        for (DrawnPerson person : whole.persons()) {
            Selection selection = selections.get(person.selection());
            assertThat(selection).isNotNull();
            assertThat(selection.designWeight()).isCloseTo(1 / person.inclusionProbability(), within(1e-9));
            assertThat(selection.psu()).isEqualTo(person.household().psu());
        }

        String lists = get("/samples/sample-grows/lists", 200);
        assertThat(lists).contains("; người được chọn: 4", "; persons drawn: 4");
        // Each person in a line of their own, under the number and the groups by which they are stored.
        for (DrawnPerson person : whole.persons()) {
            assertThat(lists)
                    .contains("<td>%d</td><td>%s</td><td>%s</td><td>adult</td><td></td>"
                            .formatted(
                                    person.household().number(),
                                    person.household().household(),
                                    person.person()));
        }
        String answer = get("/api/rounds/sample-grows/sample", 200);
        assertThat(answer)
                .contains(
                        "\"seed\":\"s1\"",
                        "\"households\":" + whole.households().size())
                .contains("\"code\":\"8112\",\"name\":\"Xã 12\"", "\"surveyor\":\"dtv-07\"");
        assertThat(answer.split("\"surveyor\":\"dtv-07\"", -1)).hasSize(2);
        SampleStore.Stored stored = samples.find("sample-grows").orElseThrow();
        assertThat(stored.first()).containsExactlyInAnyOrderElementsOf(whole.first());
        assertThat(stored.second().orElseThrow()).containsExactlyInAnyOrderElementsOf(whole.second());
        assertThat(stored.households()).containsExactlyInAnyOrderElementsOf(whole.households());
        assertThatThrownBy(() -> samples.load("sample-grows", listed, Map.of()))
                .message()
                .contains("Of the persons that the round has " + whole.persons().size() + " are not in the folder: ")
                .containsOnlyOnce("selection.csv")
                .doesNotContain("would be others");
    }

    @Test
    void aFormOfATargetGroupIsAskedOfItsMembersWithTheWeightThatItDeclares() throws Exception {
        Path plan = folder.resolve("sample.json");
        Files.writeString(plan, Files.readString(plan).replace("[\"adult\"]", "[\"adult\", \"older\"]"));
        SampleFolder first = draw("one", "", List.of(), List.of());
        SampleFolder listed = draw("two", "one", List.of(listing(first.clusters())), List.of());
        StringBuilder roster = new StringBuilder("household,person,groups\n");
        for (DrawnHousehold household : listed.households()) {
            String id = household.household();
            roster.append(id)
                    .append(",1,adult\n")
                    .append(id)
                    .append(",2,adult older\n")
                    .append(id)
                    .append(",3,older\n");
        }
        Path rosters = Files.writeString(folder.resolve("older.csv"), roster);
        SampleFolder whole = draw("three", "two", List.of(), List.of(rosters));
        for (String rule : List.of("selected", "drawn")) {
            String round = "asked-of-" + rule;
            String form = new String(TestService.form(), StandardCharsets.UTF_8)
                    .replace("\"test-form\"", "\"form-" + rule + "\"")
                    .replaceFirst(
                            "\"version\"", "\"target_group\": \"older\", \"asked_of\": \"" + rule + "\", \"version\"");
            new QuestionnaireStore(SERVICE.database())
                    .publish("form-" + rule + "/v1.json", form.getBytes(StandardCharsets.UTF_8));
            new PlanStore(SERVICE.database()).publish("sample-plan", "{}".getBytes(StandardCharsets.UTF_8));
            Round opened = new Round(round, "sample-plan", "form-" + rule, "1", "Đợt", "Round", 2027, 1.5, true);
            new RoundStore(SERVICE.database()).open(opened, List.of());
            assertThat(samples.load(round, whole, Map.of(), Set.of("adult")).notAsked())
                    .containsExactly("adult");
            Table table = SERVICE.database()
                    .report(tables -> RoundTable.read(tables, opened, List.of("approved")))
                    .table();
            Map<String, Integer> rows = new HashMap<>();
            for (int row = 0; row < table.rows(); row++) {
                rows.put(((TextColumn) table.column("_selection")).value(row), row);
            }
            int asked = 0;
            for (DrawnPerson person : whole.persons()) {
                boolean of = (rule.equals("drawn") ? person.drawnFor() : person.groups()).contains("older");
                // Of the two older people of a household one is drawn, and stands for both.
                double weight = of
                        ? rule.equals("drawn") ? 2 / person.household().inclusionProbability() : person.designWeight()
                        : 0;
                int row = rows.get(person.selection());
                assertThat(table.numeric("_design_weight").value(row)).isCloseTo(weight, within(1e-9 * weight));
                assertThat(((TextColumn) table.column("_outcome")).value(row))
                        .isEqualTo(of ? "non-contact" : "ineligible");
                asked += of ? 1 : 0;
            }
            assertThat(asked).isBetween(1, whole.persons().size() - 1);
            assertThat(get("/api/rounds/" + round + "/outcomes", 200))
                    .contains("{\"by\":\"all\",\"group\":\"\",\"persons\":" + asked)
                    // Who is asked nothing is told and not counted.
                    .contains("{\"by\":\"unasked\",\"group\":\"adult\",\"persons\":"
                            + (whole.persons().size() - asked));
        }
    }

    @Test
    void groupsThatNoFormOfTheRoundIsAskedOfAreRefusedBeforeAnybodyIsVisited() throws Exception {
        Path plan = folder.resolve("sample.json");
        Files.writeString(plan, Files.readString(plan).replace("[\"adult\"]", "[\"adult\", \"older\"]"));
        String form = new String(TestService.form(), StandardCharsets.UTF_8)
                .replace("\"test-form\"", "\"form-older-people\"")
                .replaceFirst("\"version\"", "\"target_group\": \"older-people\", \"version\"");
        new QuestionnaireStore(SERVICE.database())
                .publish("form-older-people/v1.json", form.getBytes(StandardCharsets.UTF_8));
        new PlanStore(SERVICE.database()).publish("sample-plan", "{}".getBytes(StandardCharsets.UTF_8));
        Round opened =
                new Round("groups-differ", "sample-plan", "form-older-people", "1", "Đợt", "Round", 2027, 1.5, true);
        new RoundStore(SERVICE.database()).open(opened, List.of());
        SampleFolder areas = draw("one", "", List.of(), List.of());
        assertThat(areas.groups()).containsExactly("adult", "older");
        assertThatThrownBy(() -> samples.load("groups-differ", areas, Map.of()))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining(
                        "No form of the round is asked of the groups \"adult\", \"older\" of the sample; its"
                                + " forms with their groups: form-older-people: \"older-people\".")
                .hasMessageContaining("--not-asked adult,older");
        assertThat(samples.find("groups-differ")).isEmpty();
        assertThatThrownBy(() -> samples.load("groups-differ", areas, Map.of(), Set.of("older", "parents")))
                .hasMessageContaining("No form of the round is asked of the groups \"adult\" of the sample")
                .hasMessageContaining("The sample has no such groups without a form: \"parents\".");
        Faults before = new Faults();
        samples.check(opened, areas, before);
        assertThat(before.list()).hasSize(1);
        String vietnamese = VietnameseFaults.of(before.list().get(0)).toString();
        assertThat(vietnamese)
                .contains(
                        "không phiếu nào của đợt hỏi nhóm đó",
                        "form-older-people: \"older-people\"",
                        "--not-asked adult,older");
        SampleStore.Loaded loaded = samples.load("groups-differ", areas, Map.of(), Set.of("adult", "older"));
        assertThat(loaded.formsOfOthers()).containsExactly("form-older-people: \"older-people\"");
    }

    @Test
    void whatIsStoredIsDownloadedAsItWasDrawnAndPrintedWithWhoWorksWhere() throws Exception {
        open("sample-files");
        SampleFolder first = draw("one", "", List.of(), List.of());
        samples.load("sample-files", first, Map.of());
        assertThat(get("/samples/sample-files/lists", 200)).contains("Lập danh sách hộ");
        SampleFolder listed = draw("two", "one", List.of(listing(first.clusters())), List.of());
        String cluster = listed.clusters().get(0).code();
        samples.load("sample-files", listed, Map.of(cluster, "dtv-07"));

        for (String file : List.of("psus.csv", "ssus.csv", "households.csv")) {
            HttpResponse<String> stored = SERVICE.get("/api/rounds/sample-files/sample/" + file);
            assertThat(stored.headers().firstValue("Content-Disposition").orElseThrow())
                    .contains("sample-files-" + file);
            assertThat(stored.body().lines())
                    .containsExactlyInAnyOrderElementsOf(
                            Files.readAllLines(folder.resolve("two").resolve(file)));
        }
        HttpResponse<String> lists = SERVICE.get("/samples/sample-files/lists");
        assertThat(lists.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("script-src");
        assertThat(lists.body())
                .contains("Hộ được chọn: 4 trong 15 hộ", "<dd>dtv-07</dd>")
                .containsOnlyOnce("dtv-07");
        get("/api/rounds/sample-files/sample/run.json", 404);
        open("sample-files-none");
        get("/api/rounds/sample-files-none/sample/psus.csv", 404);
        get("/samples/sample-files-none/lists", 404);
        String rounds = get("/api/rounds", 200);
        assertThat(rounds)
                .containsPattern("\"round\":\"sample-files\"[^}]*}][^}]*}[^}]*\"sample\":\"mau-1\",\"lockedAt\":null")
                .containsPattern("\"round\":\"sample-files-none\"[^}]*}][^}]*}[^}]*\"sample\":null");
    }

    @Test
    void aSampleThatWaitsForItsSecondStagePrintsNoListingOfItsFirst() throws Exception {
        open("sample-waits");
        Files.writeString(
                folder.resolve("frame.csv"),
                Files.readString(folder.resolve("frame.csv")).replaceAll("residential_group,[^\\n]*\\n", ""));
        SampleFolder first = draw("one", "", List.of(), List.of());
        assertThat(first.second()).isEmpty();
        samples.load("sample-waits", first, Map.of());
        assertThat(samples.find("sample-waits").orElseThrow().second()).contains(List.of());
        assertThat(get("/samples/sample-waits/lists", 200))
                .contains("6 đơn vị còn chờ danh sách thôn, tổ dân phố")
                .doesNotContain("Lập danh sách hộ");
    }

    @Test
    void whatWasDrawnOtherwiseIsRefusedWholeAndNothingIsKept() throws Exception {
        open("sample-refused");
        SampleFolder first = draw("one", "", List.of(), List.of());
        samples.load("sample-refused", first, Map.of());
        plan("s2");
        SampleFolder other = draw("other", "", List.of(listing(first.clusters().subList(0, 0))), List.of());
        assertThatThrownBy(() -> samples.load("sample-refused", other, Map.of()))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("The round has a sample already, which has another seed.")
                .hasMessageContaining("Of the areas that the round has ")
                .hasMessageNotContaining("sample_");
        assertThat(samples.find("sample-refused").orElseThrow().first())
                .containsExactlyInAnyOrderElementsOf(first.first());
        assertThatThrownBy(() -> samples.load("no-such-round", first, Map.of()))
                .hasMessageContaining("There is no round \"no-such-round\"");
    }

    @Test
    void aRoundWithoutASampleSaysSoAndAnUnknownOneIsAProblem() throws Exception {
        open("sample-none");
        assertThat(get("/api/rounds/sample-none/sample", 200))
                .isEqualTo("{\"round\":\"sample-none\",\"whole\":true,\"sample\":null}");
        assertThat(get("/api/rounds/sample-nowhere/sample", 404)).contains("404.4");
    }

    @Test
    void surveyorsAreReadWithEveryFault() throws Exception {
        SampleFolder sample = draw("one", "", List.of(), List.of());
        String commune = sample.first().get(0).code();
        Path surveyors = Files.writeString(
                folder.resolve("surveyors.csv"), "surveyor,delivers\ndtv-1,%s\ndtv-1,\nBà Hai,\n".formatted(commune));
        Faults faults = new Faults();
        SampleFolder.surveyors(surveyors, faults);
        assertThat(faults.list().stream().map(Object::toString).toList())
                .hasSize(2)
                .anyMatch(fault -> fault.contains("surveyors.csv:3:1: The surveyor stands twice."))
                .anyMatch(fault -> fault.contains("surveyors.csv:4:1: The id of a surveyor must be"))
                .noneMatch(fault -> fault.contains("Bà Hai"));
        String cluster = sample.assignable().stream()
                .filter(found -> found.areas().contains(commune))
                .findFirst()
                .orElseThrow()
                .code();
        Path assign = Files.writeString(
                folder.resolve("assign.csv"), "cluster,surveyor\n%s,dtv-1\nnowhere,dtv-1\n".formatted(cluster));
        Path known = Files.writeString(
                folder.resolve("known.csv"), "surveyor,delivers\ndtv-1,%s\ndtv-2,\n".formatted(commune));
        Faults found = new Faults();
        SampleFolder.assigned(assign, sample.assignable(), SampleFolder.surveyors(known, found), found);
        assertThat(found.list().stream().map(Object::toString).toList())
                .hasSize(2)
                .anyMatch(fault -> fault.contains("assign.csv:2:1: The surveyor delivers the programme in cluster"))
                .anyMatch(fault -> fault.contains("assign.csv:3:1: The cluster \"nowhere\" was not drawn."));
    }

    private static void open(String id) {
        new QuestionnaireStore(SERVICE.database()).publish("test-form/v1.json", TestService.form());
        new PlanStore(SERVICE.database()).publish("sample-plan", "{}".getBytes(StandardCharsets.UTF_8));
        new RoundStore(SERVICE.database())
                .open(
                        new Round(id, "sample-plan", "test-form", "1", "Đợt thử mẫu", "Sample round", 2027, 1.5, true),
                        List.of());
    }

    private SampleFolder draw(String to, String before, List<Path> listings, List<Path> rosters) throws IOException {
        Optional<Path> earlier = before.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(before));
        SampleRun.run(
                folder.resolve("sample.json"),
                new SampleRun.Input(earlier, List.of(), listings, rosters),
                folder.resolve(to));
        Faults faults = new Faults();
        Optional<SampleFolder> sample = SampleFolder.read(folder.resolve(to), faults);
        assertThat(faults.list()).isEmpty();
        return sample.orElseThrow();
    }

    private Path listing(List<DrawnUnit> clusters) throws IOException {
        StringBuilder csv = new StringBuilder("cluster,household\n");
        for (DrawnUnit cluster : clusters) {
            for (int i = 1; i <= 15; i++) {
                csv.append(cluster.code())
                        .append(',')
                        .append(cluster.code())
                        .append('-')
                        .append(i)
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve("listing-" + clusters.size() + ".csv"), csv);
    }

    private Path roster(List<DrawnHousehold> households) throws IOException {
        StringBuilder csv = new StringBuilder("household,person,groups\n");
        for (DrawnHousehold household : households) {
            csv.append(household.household())
                    .append(",1,adult\n")
                    .append(household.household())
                    .append(",2,adult\n");
        }
        return Files.writeString(folder.resolve("roster.csv"), csv);
    }

    private static String get(String path, int status) throws Exception {
        HttpResponse<String> answer = SERVICE.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.body();
    }
}
