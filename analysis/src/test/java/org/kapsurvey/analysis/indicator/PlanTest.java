package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

class PlanTest {
    private static final String FILE = "plans/reproductive-age.json";

    @Test
    void aPlanIsReadWithItsIndicatorsInOrder() throws IOException {
        Plan plan = Plan.parse(FILE, text());
        assertThat(plan.indicators()).extracting(Indicator::id).containsExactly("HP-2.1", "HP-2.2", "HP-2.3");
        assertThat(plan.indicators()).extracting(Indicator::target).containsExactly(0.95, 0.9, 0.9);
        assertThat(plan.indicators()).allSatisfy(i -> {
            assertThat(i.objective()).isEqualTo("2");
            assertThat(i.due()).hasValue(2030);
            assertThat(i.groups())
                    .singleElement()
                    .satisfies(group -> assertThat(group.ages()).hasValue(new Indicator.Ages("age", 15, 49)));
            assertThat(i.clause().vi()).contains("212/KH-UBND");
            assertThat(i.rule().text().vi()).isNotBlank();
        });
    }

    @Test
    void theOnlyEarlierFigureKeepsItsQualifierAndIsMarkedAsNotComparable() throws IOException {
        Plan plan = Plan.parse(FILE, text());
        assertThat(plan.indicator("HP-2.1").orElseThrow().baseline()).hasValueSatisfying(b -> {
            assertThat(b.stated().vi()).isEqualTo("trên 90%");
            assertThat(b.administrative()).isTrue();
            assertThat(b.comparable()).isFalse();
        });
        assertThat(plan.indicator("HP-2.2").orElseThrow().baseline()).isEmpty();
    }

    @Test
    void everyFaultOfAFileIsReportedAtOnceWithItsLine() throws IOException {
        String text = text().replaceFirst("\"component\": \"exposure\"", "\"component\": \"exposition\"")
                .replaceFirst("\"target\": 95", "\"target\": 950")
                .replaceFirst("\"objective\": \"2\"", "\"objective\": \"7\"")
                .replaceFirst("\"from\": 15, \"to\": 49", "\"from\": 49, \"to\": 15")
                .replaceFirst("\"direction\": \"atLeast\"", "\"direction\": \"atLeast\", \"tagret\": 3")
                .replaceFirst("\"comparable\": false,", "")
                .replaceFirst("\\$\\{exp_rights\\} = 'yes'", "\\${exp_rights} = ");
        List<Fault> faults = faults(text);
        assertThat(faults)
                .extracting(Fault::message)
                .anySatisfy(m -> assertThat(m).contains("exposition"))
                .anySatisfy(m -> assertThat(m).contains("0 to 100"))
                .anySatisfy(m -> assertThat(m).contains("no objective \"7\""))
                .anySatisfy(m -> assertThat(m).contains("oldest age 15 is below"))
                .anySatisfy(m -> assertThat(m).contains("\"tagret\""))
                .anySatisfy(m -> assertThat(m).contains("\"comparable\" is missing"))
                .hasSize(7);
        assertThat(faults).allSatisfy(f -> {
            assertThat(f.place().file()).isEqualTo(FILE);
            assertThat(f.place().line()).isGreaterThan(20);
        });
        assertThat(faults)
                .filteredOn(f -> f.message().contains("tagret"))
                .first()
                .satisfies(f -> assertThat(f.remedy()).contains("Did you mean \"target\"?"));
    }

    @Test
    void aDayThatTheCalendarDoesNotHaveIsNoDate() throws IOException {
        assertThat(faults(text().replace("\"date\": \"2026-06-12\"", "\"date\": \"2026-02-31\"")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("2026-02-31"));
    }

    @Test
    void aPlanWithoutAnIndicatorIsRefused() throws IOException {
        String text = text();
        String empty = text.substring(0, text.indexOf("\"indicators\"")) + "\"indicators\": []}";
        assertThat(faults(empty))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("no indicator"));
    }

    @Test
    void idsThatStandTwiceAreRefused() throws IOException {
        String text = text().replace("\"id\": \"HP-2.2\"", "\"id\": \"HP-2.1\"")
                .replace("\"id\": \"hp_2_1_rights\"", "\"id\": \"hp_2_1_campaign\"");
        assertThat(faults(text))
                .extracting(Fault::message)
                .anySatisfy(m -> assertThat(m).contains("Indicator \"HP-2.1\" stands twice"))
                .anySatisfy(m -> assertThat(m).contains("Part \"hp_2_1_campaign\" stands twice"));
    }

    @Test
    void aPartHasEitherANumeratorOrAScale() throws IOException {
        String text = text().replaceFirst("\"scale\": ", "\"numerator\": \"1\", \"scale\": ");
        assertThat(faults(text))
                .extracting(Fault::message)
                .contains("A part must have one of numerator, scale and score.");
    }

    @Test
    void aCutOffAboveTheNumberOfItemsIsRefused() throws IOException {
        assertThat(faults(text().replaceFirst("\"atLeast\": 3", "\"atLeast\": 5")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("from 1 to 4"));
    }

    private static List<Fault> faults(String text) {
        return catchThrowableOfType(FaultsException.class, () -> Plan.parse(FILE, text))
                .faults();
    }

    static String text() throws IOException {
        return Files.readString(ProjectFiles.resource(FILE));
    }
}
