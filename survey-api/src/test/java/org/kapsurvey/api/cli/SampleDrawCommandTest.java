package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample drawn by the command, stage by stage, as the lists come in from the field. */
class SampleDrawCommandTest {
    private static final String HEADER = "level,code,parent,name,type,setting,flags,population\n";

    @TempDir
    Path folder;

    private final StringWriter error = new StringWriter();
    private String out = "";

    @BeforeEach
    void frameAndPlan() throws IOException {
        StringBuilder frame = new StringBuilder(HEADER).append("province,81,,Tỉnh Mẫu,tỉnh,,,\n");
        for (int i = 10; i < 40; i++) {
            frame.append("commune,81%d,81,Xã %d,xã,%s,,%d\n"
                    .formatted(i, i, i % 2 == 0 ? "urban" : "rural", i == 12 ? 90_000 : 3_000 + 211 * i));
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        plan("s1", "");
    }

    private void plan(String seed, String more) throws IOException {
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-1", "seed": "%s", "frame": {"file": "frame.csv", "date": "2026-11-01"%s},
                 "strata": {"by": ["setting"]},
                 "stages": [{"unit": "commune", "count": 8}, {"unit": "residential_group", "count": 2},
                            {"unit": "household", "count": 5}, {"unit": "person", "groups": ["adult", "older"]}]}
                """.formatted(seed, more));
    }

    @Test
    void aSampleIsDrawnInStagesAndWhatWasDrawnStays() throws IOException {
        assertThat(draw("one")).as(error.toString()).isZero();
        assertThat(out).contains("8 units of the first stage, 1 of them self-representing");
        assertThat(names("one"))
                .containsExactly("households.csv", "listing.csv", "lists.html", "psus.csv", "run.json", "ssus.csv");
        List<String> psus = Files.readAllLines(folder.resolve("one/psus.csv"));
        assertThat(psus).hasSize(9);
        assertThat(psus.get(0))
                .isEqualTo("stratum,psu,ssu,code,name,within,areas,size,probability,self_representing,segments,segment,"
                        + "inclusion_probability,kept");
        assertThat(psus).contains("urban;8112,,,8112,Xã 12,Tỉnh Mẫu,8112,90000,1,1,1,1,1,0");
        assertThat(Files.readAllLines(folder.resolve("one/ssus.csv"))).hasSize(1);

        Path groups = groups(psus);
        assertThat(draw("two", "--before", "one", "--areas", groups.toString()))
                .as(error.toString())
                .isZero();
        List<String> ssus = Files.readAllLines(folder.resolve("two/ssus.csv"));
        assertThat(Files.readAllLines(folder.resolve("two/psus.csv"))).isEqualTo(psus);
        assertThat(ssus).hasSizeGreaterThan(16);

        List<String> clusters =
                ssus.stream().skip(1).map(line -> line.split(",", -1)[3]).toList();
        Path half = listing("half.csv", clusters.subList(0, 9));
        assertThat(draw("three", "--before", "two", "--listing", half.toString()))
                .as(error.toString())
                .isZero();
        List<String> early = Files.readAllLines(folder.resolve("three/households.csv"));
        assertThat(early).hasSize(1 + 9 * 5);
        Path rest = listing("rest.csv", clusters.subList(9, clusters.size()));
        Path roster = roster(early);
        assertThat(draw("four", "--before", "three", "--listing", rest.toString(), "--roster", roster.toString()))
                .as(error.toString())
                .isZero();
        List<String> all = Files.readAllLines(folder.resolve("four/households.csv"));
        assertThat(all).hasSize(1 + clusters.size() * 5).containsAll(early);
        assertThat(out).contains("0 clusters wait");

        List<String> persons = Files.readAllLines(folder.resolve("four/selection.csv"));
        assertThat(persons.size()).isGreaterThan(45);
        for (String line : persons.subList(1, persons.size())) {
            String[] cells = line.split(",", -1);
            assertThat(Double.parseDouble(cells[11]) * Double.parseDouble(cells[10]))
                    .isBetween(1 - 1e-12, 1 + 1e-12);
        }
        assertThat(draw("five", "--before", "four")).as(error.toString()).isZero();
        assertThat(draw(
                        "repeated",
                        "--areas",
                        folder.resolve("four/areas.csv").toString(),
                        "--listing",
                        folder.resolve("four/listing.csv").toString(),
                        "--roster",
                        folder.resolve("four/rosters.csv").toString()))
                .as(error.toString())
                .isZero();
        for (String name : List.of("households.csv", "rosters.csv", "selection.csv")) {
            assertThat(folder.resolve("five").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("four").resolve(name));
            assertThat(folder.resolve("repeated").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("four").resolve(name));
        }
        // A roster that lacks the person who was drawn is no correction.
        String household = persons.get(1).split(",", -1)[5];
        Path other =
                Files.writeString(folder.resolve("other.csv"), "household,person,groups\n" + household + ",9,adult\n");
        assertThat(draw("none", "--before", "four", "--roster", other.toString()))
                .isEqualTo(2);
        assertThat(error.toString()).contains("selection.csv: What was drawn can't change any more");
        assertThat(Files.readString(folder.resolve("four/lists.html")))
                .contains("Hộ được chọn: 5 trong 20 hộ đã lập danh sách", "Households drawn: 5 of 20 listed");
    }

    @Test
    void theSameSeedAndFrameGiveTheSameBytes() throws IOException {
        assertThat(draw("one")).isZero();
        assertThat(draw("again")).isZero();
        for (String name : names("one")) {
            assertThat(Files.readString(folder.resolve("again").resolve(name)))
                    .isEqualTo(Files.readString(folder.resolve("one").resolve(name)));
        }
        plan("s2", "");
        assertThat(draw("other")).isZero();
        assertThat(Files.readString(folder.resolve("other/psus.csv")))
                .isNotEqualTo(Files.readString(folder.resolve("one/psus.csv")));
    }

    @Test
    void withoutACountTheDrawTakesWhatPlanningAllocates() throws IOException {
        String planning = """
                {"name": "mau-1", "seed": "s1", "frame": {"file": "frame.csv", "date": "2026-11-01"},
                 "strata": {"by": ["setting"]},
                 "indicators": [{"id": "A", "rate": 0.8, "icc": 0.05}], "size": {"margin": %s, "take": 20},
                 "stages": [{"unit": "commune"}, {"unit": "residential_group", "count": 2}]}
                """;
        Path plan = folder.resolve("sample.json");
        Files.writeString(plan, planning.formatted("0.08"));
        assertThat(draw("one")).as(error.toString()).isZero();
        assertThat(Kap.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute(
                                "sample",
                                "plan",
                                plan.toString(),
                                "--out",
                                folder.resolve("plan").toString()))
                .isZero();
        for (String line :
                Files.readAllLines(folder.resolve("plan/allocation.csv")).subList(1, 3)) {
            String stratum = line.substring(0, line.indexOf(','));
            assertThat(Files.readAllLines(folder.resolve("one/psus.csv")))
                    .filteredOn(unit -> unit.startsWith(stratum + ",") || unit.startsWith(stratum + ";"))
                    .as(line)
                    .hasSize(Integer.parseInt(line.split(",", -1)[5]));
        }
        assertThat(draw("two", "--before", "one")).as(error.toString()).isZero();
        Files.writeString(plan, planning.formatted("0.07"));
        assertThat(draw("three", "--before", "one")).isEqualTo(2);

        Files.writeString(plan, planning.formatted("0.01"));
        assertThat(draw("four")).isEqualTo(2);
        assertThat(error.toString())
                .contains("sample.json:1:1: The strata have only 30, less than the size")
                .contains("rural 15, urban 15.");
        Files.writeString(plan, planning.formatted("0.08").replace("\"icc\": 0.05", "\"icc\": 5"));
        assertThat(draw("five")).isEqualTo(2);
        assertThat(error.toString()).contains("\"icc\" must be a share from 0 to 1, found 5.");
        Files.writeString(
                plan,
                planning.formatted("0.08")
                        .replace(
                                "\"commune\"}", "\"commune\", \"merge\": {\"minimum\": 99999, \"others\": \"next\"}}"));
        assertThat(draw("six")).isEqualTo(2);
        assertThat(error.toString()).contains("Stratum \"rural\" must get at least 2, but has only 1.");
    }

    @Test
    void ofManyFaultsOfOneKindTheFirstAreToldAndTheOthersCounted() throws IOException {
        StringBuilder frame = new StringBuilder(HEADER);
        for (int i = 0; i < 130; i++) {
            frame.append("commune,9%03d,,Xã %d,xã,rural,,-%d\n".formatted(i, i, i + 1));
        }
        Files.writeString(folder.resolve("frame.csv"), frame);
        assertThat(draw("one")).isEqualTo(2);
        assertThat(error.toString())
                .contains("frame.csv:2:1: The size", "frame.csv:101:1: The size")
                .contains("frame.csv: 30 more faults of the same kind are in this file.")
                .doesNotContain("frame.csv:102:1");
    }

    @Test
    void faultsOfThePlanTheFrameThePlanningTheFieldAndTheFolderAreToldTogether() throws IOException {
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau 1", "frame": {"file": "frame.csv", "date": "2026-11-01"}, "seed": "s1",
                 "stages": [{"unit": "commune", "count": 8}, {"unit": "household", "count": 5}]}
                """);
        Path frame = folder.resolve("frame.csv");
        String good = Files.readString(frame);
        Files.writeString(frame, good.replace(",90000", ",-5"));
        Path listing = Files.writeString(folder.resolve("list.csv"), "cluster,household\n8110,Bà Hai\n");
        assertThat(draw("none", "--before", "nowhere", "--listing", listing.toString()))
                .isEqualTo(2);
        assertThat(error.toString())
                .contains("sample.json:1:10: The name must be letters")
                .contains(
                        "frame.csv:5:1: The size in column \"population\" must be a whole number above 0, found \"-5\".")
                .contains("There is no drawn sample here.")
                .contains("list.csv:2:1: The id of a household must be letters without accents");
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-1", "frame": {"file": "frame.csv", "date": "2026-11-01", "within": ["99"]}, "seed": " ",
                 "strata": {"by": ["setting"]}, "stages": [{"unit": "commune", "size": "nobody"}],
                 "indicators": [{"id": "A", "rate": 85, "icc": 0.1, "rates": {"urban": 0.7}}],
                 "size": {"margin": 0.1, "take": 10}}
                """);
        Files.writeString(frame, good);
        error.getBuffer().setLength(0);
        assertThat(draw("none")).isEqualTo(2);
        // Strata that can't be told are not missed as well.
        assertThat(error.toString().lines().filter(line -> line.contains("sample.json:")))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("The seed is empty."))
                .anySatisfy(line -> assertThat(line).contains("No area of the frame has a size \"nobody\"."))
                .anySatisfy(line -> assertThat(line).contains("There is no area \"99\" in the frame."))
                .anySatisfy(
                        line -> assertThat(line).contains("\"rate\" must be a share above 0 and below 1, found 85."));
    }

    @Test
    void aFrameWithoutAreasIsRefused() throws IOException {
        Path frame = folder.resolve("frame.csv");
        Files.writeString(frame, Files.readAllLines(frame).get(0) + "\n");
        assertThat(draw("one")).isEqualTo(2);
        assertThat(error.toString()).isEqualTo("frame.csv: The frame has no areas. Give a line for each.\n");
        assertThat(folder.resolve("one")).doesNotExist();
    }

    @Test
    void anotherFrameIsRefusedUnlessThePlanNamesIt() throws IOException {
        assertThat(draw("one")).isZero();
        String drawn = Files.readString(folder.resolve("one/run.json"));
        String hash = drawn.replaceAll("(?s).*\"frame\":\\{[^}]*\"sha256\":\"([0-9a-f]{64})\".*", "$1");
        plan("s1", ", \"hash\": \"" + hash + "\"");
        assertThat(draw("named")).as(error.toString()).isZero();
        Path frame = folder.resolve("frame.csv");
        Files.writeString(frame, Files.readString(frame).replace("Xã 39", "Phường 39"));
        assertThat(draw("other")).isEqualTo(2);
        assertThat(error.toString()).contains("sample.json:1:", "The plan was made for another frame");
        plan("s1", "");
        assertThat(draw("more", "--before", "one")).isEqualTo(2);
        assertThat(error.toString()).contains("It was drawn from another frame, " + hash);
        assertThat(folder.resolve("more")).doesNotExist();
    }

    @Test
    void whatWouldChangeTheDrawIsRefused() throws IOException {
        assertThat(draw("one")).isZero();
        plan("s2", "");
        assertThat(draw("two", "--before", "one")).isEqualTo(2);
        assertThat(error.toString()).contains("It was drawn with another seed.");
        plan("s1", "");
        Path sample = folder.resolve("sample.json");
        Files.writeString(sample, Files.readString(sample).replace("\"count\": 8", "\"count\": 9"));
        assertThat(draw("two", "--before", "one")).isEqualTo(2);
        assertThat(error.toString()).contains("psus.csv: What was drawn can't change any more");
        Files.writeString(folder.resolve("one/psus.csv"), "stratum\n");
        assertThat(draw("two", "--before", "one")).isEqualTo(2);
        assertThat(error.toString()).contains("psus.csv: The file is not as it was drawn.");
        assertThat(folder.resolve("two")).doesNotExist();
    }

    @Test
    void everyFaultOfWhatComesInIsListedWithItsLine() throws IOException {
        assertThat(draw("one")).isZero();
        String commune =
                Files.readAllLines(folder.resolve("one/psus.csv")).get(1).split(",", -1)[3];
        Path areas = Files.writeString(
                folder.resolve("areas-in.csv"),
                HEADER
                        + "residential_group,G1,%1$s,Thôn 1,,,,120\nresidential_group,G1,%1$s,Thôn 2,,,,5e3\n"
                                .formatted(commune)
                        + "residential_group,G2,9999,Thôn 3,,,,50\nhamlet,G3,%s,,,,,50\n".formatted(commune));
        Path listing = Files.writeString(folder.resolve("l.csv"), "cluster,household\nnowhere,Nguyễn Văn A\n");
        Path roster = Files.writeString(folder.resolve("r.csv"), "household,person,groups\nh1,1,adult\nh1,1,child\n");
        assertThat(draw(
                        "two",
                        "--before",
                        "one",
                        "--areas",
                        areas.toString(),
                        "--listing",
                        listing.toString(),
                        "--roster",
                        roster.toString()))
                .isEqualTo(2);
        assertThat(error.toString())
                .contains(
                        "areas-in.csv:3:1: The area \"G1\" stands twice",
                        "areas-in.csv:3:1: The size in column \"population\" must be a whole number above 0, found \"5e3\".",
                        "areas-in.csv:4:1: The area \"G2\" lies in \"9999\", which was not drawn.",
                        "areas-in.csv:5:1: The level must be one of",
                        "areas-in.csv:5:1: The area has no code or no name.",
                        "l.csv:2:1: The id of a household must be letters without accents",
                        "l.csv:2:1: The cluster \"nowhere\" is listed, but was not drawn.",
                        "r.csv:3:1: The person stands twice",
                        "r.csv:3:1: The plan has no target group \"child\".")
                .doesNotContain("Nguyễn");
        assertThat(folder.resolve("two")).doesNotExist();
    }

    @Test
    void aFrameWithAMappingIsDrawnFromAsOfADay() throws IOException {
        Path frame =
                Path.of("../docs/frames/made-up/frame.json").toAbsolutePath().normalize();
        Files.writeString(folder.resolve("sample.json"), """
                {"name": "mau-3", "seed": "s", "frame": {"file": "%s"},
                 "stages": [{"unit": "commune", "method": "srs", "count": 2}, {"unit": "household", "count": 2}]}
                """.formatted(frame));
        assertThat(draw("mapped")).as(error.toString()).isZero();
        assertThat(codes("mapped")).hasSize(2);
        Files.writeString(
                folder.resolve("sample.json"),
                Files.readString(folder.resolve("sample.json"))
                        .replace("frame.json\"", "frame.json\", \"date\": \"2026\""));
        assertThat(draw("undated")).isEqualTo(2);
        assertThat(error.toString()).contains("\"2026\" is no day. Write it as 2026-11-01.");
    }

    @Test
    void theNextRoundOfAPanelKeepsItsShare() throws IOException {
        Path sample = folder.resolve("sample.json");
        String plan = Files.readString(sample).replace("\"count\": 8}", "\"count\": {\"urban\": 5, \"rural\": 6}}");
        Files.writeString(sample, plan.replace("]}\n", "], \"panel\": {\"round\": 1, \"keep\": 0.5}}\n"));
        assertThat(draw("one")).as(error.toString()).isZero();
        Files.writeString(sample, plan.replace("]}\n", "], \"panel\": {\"round\": 2, \"keep\": 0.5}}\n"));
        assertThat(draw("two", "--before", "one")).as(error.toString()).isZero();
        List<String> first = codes("one");
        List<String> second = codes("two");
        List<String> shared = new ArrayList<>(second);
        shared.retainAll(first);
        assertThat(second).hasSameSizeAs(first);
        assertThat(shared.size()).isBetween(1 + 2 + 3, first.size() - 2);
        Files.writeString(sample, plan.replace("]}\n", "], \"panel\": {\"round\": 3, \"keep\": 0.5}}\n"));
        assertThat(draw("three", "--before", "one")).isEqualTo(2);
        assertThat(error.toString()).contains("It is of round 1, the plan of round 3.");
    }

    private List<String> codes(String of) throws IOException {
        return Files.readAllLines(folder.resolve(of).resolve("psus.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[3])
                .toList();
    }

    private Path groups(List<String> psus) throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (String line : psus.subList(1, psus.size())) {
            String commune = line.split(",", -1)[3];
            for (int i = 1; i <= 30; i++) {
                csv.append("residential_group,%1$s%2$02d,%1$s,Thôn %2$d,thôn,,,%3$d\n"
                        .formatted(commune, i, 100 + 13 * i));
            }
        }
        return Files.writeString(folder.resolve("groups.csv"), csv);
    }

    private Path listing(String name, List<String> clusters) throws IOException {
        StringBuilder csv = new StringBuilder("cluster,household\n");
        for (String cluster : clusters) {
            for (int i = 1; i <= 20; i++) {
                csv.append(cluster)
                        .append(',')
                        .append(cluster)
                        .append('-')
                        .append(i)
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private Path roster(List<String> households) throws IOException {
        StringBuilder csv = new StringBuilder("household,person,groups\n");
        for (String line : households.subList(1, households.size())) {
            String household = line.split(",", -1)[4];
            csv.append(household).append(",1,adult\n").append(household).append(",2,adult older\n");
            csv.append(household).append(",3,\n");
        }
        return Files.writeString(folder.resolve("roster.csv"), csv);
    }

    private int draw(String to, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "sample",
                "draw",
                folder.resolve("sample.json").toString(),
                "--out",
                folder.resolve(to).toString()));
        for (int i = 0; i < more.length; i++) {
            arguments.add(
                    i > 0 && more[i - 1].equals("--before")
                            ? folder.resolve(more[i]).toString()
                            : more[i]);
        }
        StringWriter printed = new StringWriter();
        int exit = Kap.commandLine()
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(error))
                .execute(arguments.toArray(String[]::new));
        out = printed.toString();
        return exit;
    }

    private List<String> names(String of) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(of))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
