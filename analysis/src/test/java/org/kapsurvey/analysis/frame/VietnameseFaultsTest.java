package org.kapsurvey.analysis.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.institution.InstitutionJob;
import org.kapsurvey.analysis.planning.Assumptions;
import org.kapsurvey.analysis.planning.SamplePlanText;
import org.kapsurvey.analysis.sampleplan.SamplePlan;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** Faults of what a page sends are told in Vietnamese. */
class VietnameseFaultsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]}");

    @Test
    void wordsAreTranslatedAndWhatTheAuthorWroteIsNot() {
        assertThat(message("\"rate\" must be a share above 0 and below 1, found 8."))
                .isEqualTo("\"rate\" phải là tỷ lệ lớn hơn 0 và nhỏ hơn 1, nhưng ở đây là 8.");
        assertThat(message("\"take\" must be a whole number from 1 to 500, found a text."))
                .isEqualTo("\"take\" phải là số nguyên từ 1 đến 500, nhưng ở đây là chuỗi.");
        assertThat(message("There is no stratum \"commune\". Did you mean \"communes\"?"))
                .isEqualTo("Không có tầng \"commune\". Có phải là \"communes\" không?");
        assertThat(message("The kind \"a $1 {0}\" stands twice.")).isEqualTo("Loại \"a $1 {0}\" có hai lần.");
        assertThat(message("Something that nobody worded.")).isEqualTo("Something that nobody worded.");
    }

    @Test
    void everySentenceHasTheSamePlacesInBothLanguages() {
        List<String[]> lines = FaultSentences.SENTENCES
                .lines()
                .map(line -> line.split("\\|", -1))
                .toList();
        assertThat(lines).hasSizeGreaterThan(200);
        for (String[] line : lines) {
            assertThat(line).hasSize(2);
            assertThat(places(line[1])).as(line[0]).isEqualTo(places(line[0]));
        }
        assertThat(lines.stream().map(line -> line[0])).doesNotHaveDuplicates();
    }

    @Test
    void whatIsWrongWithPlansJobsAndMappingsIsAllTranslated() {
        Faults faults = new Faults();
        SamplePlanText.assumptions("", """
                {"groups": [{"id": "a"}, {"id": "a", "share": 3}], "indicators": [{"id": ""}, {"id": "x", "rate": "y", "before": 0.5}],
                 "size": {"take": 0, "sized": 1}, "allocation": {"rule": "best", "exponent": 0.5, "strata": [
                  {"stratum": "u", "population": 5}, {"stratum": "u", "population": 0, "clusters": 9}]},
                 "domains": [{"name": "d", "strata": ["v"]}, {"name": "u"}], "cost": {"listing": 5}, "plan": "p.json"}
                """, Assumptions.Sources.of(List.of()), faults);
        SamplePlan.parse(
                "",
                "{\"name\": \"é\", \"frame\": {}, \"strata\": {\"by\": [1]}, \"stages\": [{\"unit\": \"x\"}]}",
                faults);
        SamplePlan.parse("", "{\"name\": 'x'}", faults);
        SamplePlan.parse("", "{\"name\": \"x\",}", faults);
        InstitutionJob.parse("", """
                {"name": " ", "register": "r.csv", "date": "1.11.2026", "kinds": [{"kind": "a", "vi": "", "en": "A"}, {"kind": "a", "vi": "A", "en": "A"}],
                 "returns": [], "level": 2, "sample": {"strata": ["x"]}, "by": ["kind", "kind", "commune", "y"],
                 "questions": [{"id": "q", "vi": "Q", "en": "Q", "columns": [], "kinds": ["b"], "target": 5},
                               {"id": "q", "vi": "Q", "en": "Q", "direction": "atLeast"}], "more": 1}
                """, faults);
        assertThat(faults.size()).isGreaterThan(35);
        for (Fault english : faults.list()) {
            Fault vietnamese = VietnameseFaults.of(english);
            assertThat(vietnamese.message()).isNotEqualTo(english.message());
            if (!english.remedy().isEmpty()) {
                assertThat(vietnamese.remedy()).as(english.message()).isNotEqualTo(english.remedy());
            }
            assertThat(vietnamese.place()).isEqualTo(english.place());
        }
    }

    private static String message(String english) {
        return VietnameseFaults.of(new Fault(Place.ofFile("x"), english, "")).message();
    }

    private static Set<String> places(String sentence) {
        return PLACEHOLDER
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
