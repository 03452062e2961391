package org.kapsurvey.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;

class SurveyDesignTest {
    @Test
    void aStratumWithOnePsuIsNamedWithItsPsuAndTheRemedies() {
        Table table = Table.of(
                5,
                List.of(
                        TextColumn.of("district", List.of("Lac", "Lac", "Hop", "Hop", "Hop")),
                        NumericColumn.of("ea", 1204, 1204, 7, 8, 8)));
        assertThatThrownBy(() ->
                        SurveyDesign.of(table).strata("district").clusters("ea").build())
                .isInstanceOf(DesignException.class)
                .hasMessage("Stratum \"Lac\" has 1 sampled PSU; variance needs 2. PSU 1204 (2 interviews)."
                        + " Choose singlePsu = certainty, adjust or average.");
    }

    @Test
    void everyPolicyButFailTakesAStratumWithOnePsu() {
        Table table = Table.of(3, List.of(TextColumn.of("h", List.of("a", "b", "b"))));
        for (SinglePsu policy : SinglePsu.values()) {
            if (policy != SinglePsu.FAIL) {
                assertThat(SurveyDesign.of(table)
                                .strata("h")
                                .singlePsu(policy)
                                .build()
                                .psus()
                                .strata())
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void badWeightsAreCountedAndTheFirstFiveRowsNamed() {
        double[] weights = new double[20];
        Arrays.fill(weights, 1);
        for (int row = 3; row < 11; row++) {
            weights[row] = -row;
        }
        weights[15] = Double.NaN;
        weights[16] = Double.POSITIVE_INFINITY;
        Table table = Table.of(20, List.of(NumericColumn.of("w", weights)));
        assertThatThrownBy(() -> SurveyDesign.of(table).weights("w").build())
                .isInstanceOfSatisfying(
                        DesignException.class,
                        e -> assertThat(e.findings())
                                .containsExactly(
                                        "Weight \"w\" is missing in 1 row: row 16. Give every row a weight, 0 for a row that must not count.",
                                        "Weight \"w\" is negative in 8 rows: row 4 (-3), row 5 (-4), row 6 (-5), row 7 (-6), row 8 (-7), …. A weight must be 0 or more.",
                                        "Weight \"w\" is infinite in 1 row: row 17 (Infinity). A weight must be a finite number."));
    }

    @Test
    void aPsuInTwoStrataIsRefusedUnlessLabelsStartAgain() {
        Table table = Table.of(
                4, List.of(TextColumn.of("h", List.of("a", "a", "b", "b")), NumericColumn.of("psu", 1, 2, 1, 2)));
        assertThatThrownBy(
                        () -> SurveyDesign.of(table).strata("h").clusters("psu").build())
                .isInstanceOf(DesignException.class)
                .hasMessage(
                        "2 PSUs are in more than one stratum: PSU 1 in strata \"a\" and \"b\" (row 3);"
                                + " PSU 2 in strata \"a\" and \"b\" (row 4). If PSU labels start again in each stratum, set nested = true.");
        SurveyDesign nested =
                SurveyDesign.of(table).strata("h").clusters("psu").nested(true).build();
        assertThat(nested.psus().psus()).isEqualTo(4);
        assertThat(nested.psus().sampledPsus(0)).isEqualTo(2);
    }

    @Test
    void unitsOfALaterStageInTwoStrataAreNamedWithTheirPsu() {
        Table table = Table.of(
                4,
                List.of(
                        NumericColumn.of("psu", 1, 1, 2, 2),
                        TextColumn.of("house", List.of("x", "x", "y", "y")),
                        NumericColumn.of("whole", 1, 1, 1, 1),
                        TextColumn.of("side", List.of("n", "s", "n", "s")),
                        NumericColumn.of("size", 9, 9, 9, 9)));
        assertThatThrownBy(() -> SurveyDesign.of(table)
                        .strata("whole", "side")
                        .clusters("psu", "house")
                        .fpc("size", "size")
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessage("2 units of stage 2 are in more than one stratum: unit x in strata \"PSU 1, stratum n\" and"
                        + " \"PSU 1, stratum s\" (row 2); unit y in strata \"PSU 2, stratum n\" and \"PSU 2, stratum s\""
                        + " (row 4). Give every unit one stratum.");
    }

    @Test
    void missingStrataAndPsusAreAllReported() {
        List<String> labels = new ArrayList<>(List.of("a", "", "b"));
        Table table = Table.of(3, List.of(TextColumn.of("h", labels), NumericColumn.of("psu", 1, 2, Double.NaN)));
        assertThatThrownBy(
                        () -> SurveyDesign.of(table).strata("h").clusters("psu").build())
                .isInstanceOfSatisfying(
                        DesignException.class,
                        e -> assertThat(e.findings())
                                .containsExactly(
                                        "The stratum \"h\" is missing in 1 row: row 2. Every row must have one.",
                                        "The PSU \"psu\" is missing in 1 row: row 3. Every row must have one."));
    }

    @Test
    void withoutClustersEachRowIsItsOwnPsu() {
        Table table = Table.of(3, List.of(NumericColumn.of("x", 1, 2, 3)));
        SurveyDesign design = SurveyDesign.of(table).build();
        assertThat(design.psus().psus()).isEqualTo(3);
        assertThat(design.psus().strata()).isEqualTo(1);
        assertThat(design.weight(2)).isEqualTo(1);
    }

    @Test
    void dataWithoutRowsIsRefused() {
        assertThatThrownBy(() -> SurveyDesign.of(Table.of(0, List.of())).build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void weightsThatAreAllZeroAreRefused() {
        Table table = Table.of(2, List.of(NumericColumn.of("w", 0, 0)));
        assertThatThrownBy(() -> SurveyDesign.of(table).weights("w").build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("all 0");
    }

    @Test
    void aStratumWithFewerUnitsInThePopulationThanInTheSampleIsRefusedByName() {
        Table table = Table.of(
                5,
                List.of(
                        TextColumn.of("h", List.of("a", "a", "b", "b", "b")),
                        NumericColumn.of("size", 10, 10, 2, 2, 2),
                        NumericColumn.of("varying", 10, 11, 9, 9, 9),
                        NumericColumn.of("mixed", 10, 10, 0.5, 0.5, 0.5)));
        assertThatThrownBy(() -> SurveyDesign.of(table).strata("h").fpc("size").build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("Stratum \"b\": fpc 2 is smaller than the 3 sampled PSUs (row 3)");
        assertThatThrownBy(
                        () -> SurveyDesign.of(table).strata("h").fpc("varying").build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("Stratum \"a\": fpc is 10 in row 1 and 11 in row 2");
        assertThatThrownBy(() -> SurveyDesign.of(table).strata("h").fpc("mixed").build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining(
                        "below 1, a sampling fraction, where others are population sizes above 1, in 3 rows")
                .hasMessageContaining("row 3 (0.5)");
    }

    @Test
    void withoutWeightsARowWeighsTheProductOfPopulationOverSampleOfItsStages() {
        Table table = Table.of(
                5,
                List.of(
                        NumericColumn.of("psu", 1, 1, 2, 2, 2),
                        NumericColumn.of("person", 1, 2, 1, 2, 3),
                        NumericColumn.of("psus", 10, 10, 10, 10, 10),
                        NumericColumn.of("persons", 8, 8, 6, 6, 6)));
        SurveyDesign design = SurveyDesign.of(table)
                .clusters("psu", "person")
                .fpc("psus", "persons")
                .build();
        assertThat(design.weights()).containsExactly(20, 20, 10, 10, 10);
        assertThat(design.psus().psus()).isEqualTo(2);
        assertThat(design.psus().units()).isEqualTo(5);
        assertThat(design.psus().psuOfUnit(design.unitOfRow()[3])).isEqualTo(design.psu(3));
    }

    @Test
    void fractionsAndSizesAreTheSameDesign() {
        Table table = Table.of(
                4,
                List.of(NumericColumn.of("size", 16, 16, 16, 16), NumericColumn.of("share", 0.25, 0.25, 0.25, 0.25)));
        SurveyDesign sizes = SurveyDesign.of(table).fpc("size").build();
        SurveyDesign shares = SurveyDesign.of(table).fpc("share").build();
        assertThat(shares.weights()).containsExactly(sizes.weights());
        assertThat(shares.psus().stages().get(0).fraction(0))
                .isEqualTo(sizes.psus().stages().get(0).fraction(0));
    }

    @Test
    void aPsuOfOneUnitIsRefusedAtTheSecondStageUnlessItWasSampledCompletely() {
        NumericColumn psu = NumericColumn.of("psu", 1, 1, 2);
        NumericColumn person = NumericColumn.of("person", 1, 2, 1);
        NumericColumn psus = NumericColumn.of("psus", 10, 10, 10);
        Table open = Table.of(3, List.of(psu, person, psus, NumericColumn.of("persons", 8, 8, 6)));
        assertThatThrownBy(() -> SurveyDesign.of(open)
                        .clusters("psu", "person")
                        .fpc("psus", "persons")
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessage("Stage 2 in PSU 2 has 1 sampled unit; variance needs 2. Unit 1 in row 3 (1 interview)."
                        + " Choose singlePsu = certainty, adjust or average.");
        Table inStrata = Table.of(
                6,
                List.of(
                        TextColumn.of("h", List.of("S1", "S1", "S1", "S2", "S2", "S2")),
                        NumericColumn.of("psu", 1, 1, 2, 1, 2, 2),
                        NumericColumn.of("person", 1, 2, 1, 1, 1, 2),
                        NumericColumn.of("psus", 10, 10, 10, 10, 10, 10),
                        NumericColumn.of("persons", 8, 8, 6, 6, 8, 8)));
        assertThatThrownBy(() -> SurveyDesign.of(inStrata)
                        .strata("h")
                        .clusters("psu", "person")
                        .nested(true)
                        .fpc("psus", "persons")
                        .build())
                .isInstanceOf(DesignException.class)
                .hasMessageContaining(
                        "Stage 2 in stratum S1, PSU 2 has 1 sampled unit; variance needs 2. Unit 1 in row 3 (1 interview).")
                .hasMessageContaining(
                        "Stage 2 in stratum S2, PSU 1 has 1 sampled unit; variance needs 2. Unit 1 in row 4 (1 interview).");
        Table complete = Table.of(3, List.of(psu, person, psus, NumericColumn.of("persons", 8, 8, 1)));
        SurveyDesign design = SurveyDesign.of(complete)
                .clusters("psu", "person")
                .fpc("psus", "persons")
                .build();
        assertThat(design.weights()).containsExactly(20, 20, 5);
    }
}
