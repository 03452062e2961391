package org.kapsurvey.analysis.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;

/** 100,000 draws from a whole frame: every commune is in as often as its inclusion probability says. */
class FrequencyTest {
    private static final int DRAWS = 100_000;
    private static final Path REAL = Path.of("../../shared/data/admin-units/communes.csv");

    private static final String PLAN = """
            {"name": "x", "seed": "x", "frame": {"file": "f.json"},
             "strata": {"by": ["province", "setting"], "merge": {%s}},
             "stages": [
               {"unit": "commune", "count": %d, "order": ["type", "population"],
                "merge": {"minimum": 2000, "with": {%s}}%s},
               {"unit": "residential_group", "count": 3}]%s}
            """;

    @Test
    void everyCommuneOfTheMadeUpFrameIsInAsOftenAsItsProbabilitySays() {
        String oversample = ", \"oversample\": [{\"property\": \"remote\", \"factor\": 1.75}]";
        check(MadeUpFrame.drawing(madeUp(30, oversample, ""), MadeUpFrame.communes()), 1, 4);
    }

    @Test
    void soItIsInALaterRoundOfAPanel() {
        String panel = ", \"panel\": {\"round\": 1, \"keep\": 0.5}";
        SampleDrawing drawing = MadeUpFrame.drawing(madeUp(30, "", panel), MadeUpFrame.communes());
        check(drawing, 2, 4);
        check(drawing, 4, 4);
    }

    @Test
    void everyCommuneOfHaiPhongAndBacNinhIsInAsOftenAsItsProbabilitySays() throws IOException {
        assumeTrue(Files.exists(REAL), "../shared/data/admin-units/communes.csv is not here");
        String plan = PLAN.formatted("\"31;island\": \"31;rural\"", 100, "\"11948\": \"11914\"", "", "");
        Frame frame = real();
        assertThat(frame.at(AreaLevel.COMMUNE)).hasSize(213);
        check(MadeUpFrame.drawing(plan, frame), 1, 1);
    }

    @Test
    void soItIsWhereAPanelOfHaiPhongAndBacNinhIsRenewed() throws IOException {
        assumeTrue(Files.exists(REAL), "../shared/data/admin-units/communes.csv is not here");
        String plan = PLAN.formatted(
                "\"31;island\": \"31;rural\"",
                100,
                "\"11948\": \"11914\"",
                "",
                ", \"panel\": {\"round\": 1, \"keep\": 0.5}");
        check(MadeUpFrame.drawing(plan, real()), 3, 1);
    }

    private static String madeUp(int count, String oversample, String panel) {
        return PLAN.formatted(
                "\"71;island\": \"71;rural\", \"72;island\": \"72;rural\"",
                count,
                "\"71044\": \"71043\", \"72044\": \"72043\"",
                oversample,
                panel);
    }

    private static void check(SampleDrawing drawing, int round, int leastSelfRepresenting) {
        int certain = 0;
        for (StratumDraw stratum : drawing.strata()) {
            Frequencies found = Frequencies.of(
                    stratum.units().size(),
                    DRAWS,
                    draw -> drawing.with(String.valueOf(draw), round).drawn(stratum));
            double sum = 0;
            for (int unit = 0; unit < stratum.units().size(); unit++) {
                found.assertUnit(unit, stratum.probability(unit));
                sum += stratum.probability(unit);
                certain += stratum.isSelfRepresenting(unit) ? 1 : 0;
            }
            assertThat(sum).isCloseTo(stratum.count(), within(1e-9));
        }
        assertThat(certain).isGreaterThanOrEqualTo(leastSelfRepresenting);
    }

    private static Frame real() throws IOException {
        List<String> lines = Files.readAllLines(REAL);
        List<String> header = Arrays.asList(lines.get(0).split(",", -1));
        List<Area> areas = new ArrayList<>();
        for (String province : List.of("31", "24")) {
            areas.add(new Area(province, "", AreaLevel.PROVINCE, province, "", "", Map.of(), Set.of()));
        }
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = Arrays.asList(line.split(",", -1));
            areas.add(new Area(
                    cells.get(header.indexOf("code")),
                    cells.get(header.indexOf("province_code")),
                    AreaLevel.COMMUNE,
                    cells.get(header.indexOf("name")),
                    cells.get(header.indexOf("type")),
                    cells.get(header.indexOf("setting")),
                    Map.of("population", Long.valueOf(cells.get(header.indexOf("population")))),
                    Set.of()));
        }
        return Frame.of("real", LocalDate.of(2026, 11, 1), areas);
    }
}
