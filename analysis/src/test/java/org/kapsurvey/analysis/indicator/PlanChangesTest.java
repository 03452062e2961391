package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.ProjectFiles;

/** What a plan has otherwise than before. */
class PlanChangesTest {
    @Test
    void aPlanThatIsWrittenOtherwiseAndSaysTheSameIsTheSame() throws IOException {
        assertThat(PlanChanges.between(
                        text(), "new.json", text().replace("\n", " ").replace("\": ", "\" :  ")))
                .isEmpty();
    }

    @Test
    void whatIsComputedOrJudgedOtherwiseNeedsANewVersionOfTheRule() throws IOException {
        for (String[] change : new String[][] {
            {"\"atLeast\": 3", "\"atLeast\": 2", "HP-2.2", "/scale/atLeast", "3", "2"},
            {"\"target\": 95", "\"target\": 90", "HP-2.1", "target", "95", "90"},
            {"\"from\": 15, \"to\": 49", "\"from\": 18, \"to\": 49", "HP-2.1", "/age/from", "15", "18"},
            {
                "${exp_rights} = 'yes'",
                "${exp_rights} != 'no'",
                "HP-2.1",
                "/numerator",
                "${exp_rights} = 'yes'",
                "${exp_rights} != 'no'"
            },
        }) {
            int at = text().indexOf(change[0]);
            assertThat(at).isPositive();
            String after = text().substring(0, at) + change[1] + text().substring(at + change[0].length());
            assertThat(PlanChanges.between(text(), "new.json", after))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.kind()).isEqualTo(PlanChange.Kind.UNVERSIONED);
                        assertThat(found.indicator()).isEqualTo(change[2]);
                        assertThat(found.what()).endsWith(change[3]);
                        assertThat(List.of(found.before(), found.after())).containsExactly(change[4], change[5]);
                        assertThat(found.in("vi"))
                                .contains(change[2], "trước là “" + change[4] + "”, nay là “" + change[5] + "”");
                        assertThat(found.fault().place().file()).isEqualTo("new.json");
                        assertThat(found.fault().message()).contains("its rule has the same version");
                    });
            assertThat(PlanChanges.between(
                            text(), "new.json", after.replace("\"version\": \"1\"", "\"version\": \"2\"")))
                    .filteredOn(found -> found.kind() != PlanChange.Kind.TOLD)
                    .singleElement()
                    .satisfies(found -> assertThat(found.kind()).isEqualTo(PlanChange.Kind.RULE));
        }
    }

    @Test
    void whatIsToldOtherwiseIsListedAndIndicatorsComeAndGo() throws IOException {
        assertThat(PlanChanges.between(text(), "new.json", text().replace("trên 90%", "hơn 90%")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(PlanChange.Kind.TOLD);
                    assertThat(found.in("en")).isEqualTo("HP-2.1 is told otherwise: baseline/stated/vi.");
                });
        assertThat(PlanChanges.between(text(), "new.json", text().replace("\"HP-2.3\"", "\"HP-2.4\"")))
                .extracting(found -> found.in("en"))
                .containsExactly("The indicator HP-2.4 is new.", "The indicator HP-2.3 is gone.");
    }

    private static String text() throws IOException {
        return Files.readString(ProjectFiles.resource("plans/reproductive-age.json"));
    }
}
