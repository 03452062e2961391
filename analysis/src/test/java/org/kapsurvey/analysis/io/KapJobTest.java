package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Scales and indicators of a plan as a job asks for them. */
class KapJobTest {
    private static final String FORM = quoted(ProjectFiles.root()
            .resolve("questionnaires/forms/reproductive-age/v1.json")
            .toString());
    private static final String PLAN =
            quoted(ProjectFiles.resource("plans/reproductive-age.json").toString());
    private static final String DESIGN = ", \"design\": {\"weights\": \"w\", \"clusters\": [\"psu\"]}";

    @TempDir
    private Path folder;

    private JobFolder jobs;

    @BeforeEach
    void data() throws IOException {
        jobs = new JobFolder(folder);
        jobs.write("people.csv", """
                psu,w,sex,age,exp_campaign,exp_rights,exp_low_fertility,exp_contraception,kn_two_1,kn_two_1_missing,kn_two_2,kn_two_3,at_discuss,at_chance
                a,1,female,20,yes,yes,yes,yes,true,,false,true,agree,disagree
                a,2,male,30,yes,no,yes,yes,false,,false,false,neutral,neutral
                b,3,female,40,yes,yes,yes,yes,true,,dont_know,true,strongly_agree,strongly_disagree
                b,4,male,50,yes,yes,yes,yes,,refused,true,false,disagree,agree
                c,5,female,49,no,yes,yes,yes,,dk,true,false,disagree,agree
                c,6,male,25,yes,yes,yes,yes,true,,false,true,agree,disagree
                """);
    }

    private static String quoted(String text) {
        return new JsonWriter().value(text).toString();
    }

    private Map<String, String> row(String file, String... cells) throws IOException {
        return jobs.rows(file).stream()
                .filter(row -> row.values().containsAll(List.of(cells)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void indicatorsAreWrittenWithPartsAndDomainsAndTheRulesVersion() throws IOException {
        jobs.run("{\"data\": {\"file\": \"people.csv\"}" + DESIGN + ", \"plan\": {\"file\": " + PLAN + ", \"forms\": ["
                + FORM + "], \"indicators\": [\"HP-2.1\"], \"by\": [[], [\"sex\"]]}}");
        assertThat(jobs.text("indicators.csv").lines().findFirst())
                .hasValue(
                        "plan,indicator,part,domain,n,weighted_n,estimate,se,df,deff,interval,level,lower,upper,target,"
                                + "direction,verdict,note,rule_version");
        List<Map<String, String>> rows = jobs.rows("indicators.csv");
        // The man of 50 is outside the ages: (1 + 3 + 6) of 17.
        assertThat(Double.parseDouble(rows.get(0).get("estimate"))).isCloseTo(10 / 17.0, within(1e-15));
        assertThat(rows.get(0))
                .containsEntry("plan", "hai-phong-2026-2030")
                .containsEntry("indicator", "HP-2.1")
                .containsEntry("part", "")
                .containsEntry("n", "5")
                .containsEntry("interval", "korn-graubard")
                .containsEntry("target", "0.95")
                .containsEntry("direction", "atLeast")
                .containsEntry("rule_version", "1");
        assertThat(rows).extracting(row -> row.get("part")).contains("hp_2_1_campaign", "hp_2_1_any");
        assertThat(row("indicators.csv", "sex=female")).containsEntry("n", "3");
        assertThat(row("indicators.csv", "hp_2_1_campaign"))
                .containsEntry("target", "")
                .containsEntry("verdict", "");
        assertThat(jobs.text("run.json")).contains("reproductive-age.json", "v1.json");
        assertThat(jobs.text("tables.html")).contains("HP-2.1");
    }

    /** Of the first three rows two have seen all: 4/6. The PSUs are -1/6, 1/6 and, with nobody inside, 0: 3/2 · 2/36. */
    @Test
    void theDomainRestrictsIndicators() throws IOException {
        String rows = Files.readString(folder.resolve("people.csv"));
        jobs.write("people.csv", rows.replace("c,5,female,49,no,", "c,5,female,49,NO,"));
        String job = "{\"data\": {\"file\": \"people.csv\"}" + DESIGN + "%s, \"plan\": {\"file\": " + PLAN
                + ", \"forms\": [" + FORM + "], \"indicators\": [\"HP-2.1\"]}}";
        jobs.run(job.formatted(", \"domain\": \"${w} < 4\""));
        Map<String, String> whole = jobs.rows("indicators.csv").get(0);
        assertThat(Double.parseDouble(whole.get("estimate"))).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(Double.parseDouble(whole.get("se"))).isCloseTo(Math.sqrt(1 / 12.0), within(1e-15));
        assertThat(whole).containsEntry("n", "3").containsEntry("weighted_n", "6");
        assertThat(row("indicators.csv", "hp_2_1_any")).containsEntry("n", "3");
        assertThat(jobs.text("run.json")).contains("\"code\":\"indicators-in-domain\"");
        assertThat(jobs.text("tables.html"))
                .contains("indicators-in-domain (1)", "cũng giới hạn các chỉ tiêu của chương trình");
        // What lies outside is not looked at; without the domain it is.
        assertThat(jobs.faults(job.formatted("")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("\"exp_campaign\"", "NO"));
    }

    @Test
    void anIndicatorThatTheDataCanNotTellOfIsWrittenAsNotMeasuredAndRefusedWhereItIsNamed() throws IOException {
        String plan = ", \"plan\": {\"file\": " + PLAN + ", \"forms\": [" + FORM + "]";
        jobs.run("{\"data\": {\"file\": \"people.csv\"}" + DESIGN + plan + "}}");
        assertThat(row("indicators.csv", "HP-2.3"))
                .containsEntry("verdict", "not_measured")
                .containsEntry("note", "no-data")
                .containsEntry("n", "0");
        assertThat(jobs.faults("{\"data\": {\"file\": \"people.csv\"}" + DESIGN + plan
                        + ", \"indicators\": [\"HP-2.3\", \"HP-2.9\"], \"by\": [[\"area\"]]}}"))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).contains("\"HP-2.3\" is computed from: ", "pr_method_now"))
                .anySatisfy(fault -> assertThat(fault).contains("no indicator \"HP-2.9\""))
                .anySatisfy(fault -> assertThat(fault).contains("no column \"area\""));
        assertThat(jobs.faults("{\"data\": {\"file\": \"people.csv\"}" + DESIGN + ", \"plan\": {}}"))
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("The data has no plan."));
    }

    @Test
    void aPlanIsHeldToTheFormsThatTheJobGivesIt() throws IOException {
        String text = Files.readString(ProjectFiles.resource("plans/reproductive-age.json"));
        jobs.write(
                "slips.json",
                text.replace("${exp_rights} = 'yes'", "${exp_right} = 'yes'")
                        .replace("${exp_campaign} = 'yes'", "${participates} = '1'")
                        .replace("\"age\": {\"item\": \"age\"", "\"age\": {\"item\": \"consent\""));
        String job = "{\"data\": {\"file\": \"people.csv\"%s}" + DESIGN
                + ", \"plan\": {\"file\": \"slips.json\", \"indicators\": [\"HP-2.1\"]%s}}";
        for (String told : new String[] {
            job.formatted("", ", \"forms\": [" + FORM + "]"), job.formatted(", \"forms\": [" + FORM + "]", "")
        }) {
            assertThat(jobs.faults(told))
                    .allSatisfy(fault -> assertThat(fault).containsPattern("slips\\.json:[0-9]+:[0-9]+"))
                    .anySatisfy(fault -> assertThat(fault).contains("has no question \"exp_right\""))
                    .anySatisfy(fault -> assertThat(fault).contains("a number and a text are never equal"))
                    .anySatisfy(fault -> assertThat(fault).contains("\"consent\" is of type select_one"));
        }
        // Of other forms nothing is known: their indicators are not what is computed here.
        jobs.run("{\"data\": {\"file\": \"people.csv\"}" + DESIGN + ", \"plan\": {\"file\": "
                + quoted(ProjectFiles.root()
                        .resolve("questionnaires/plans/hai-phong-2026-2030.json")
                        .toString())
                + ", \"forms\": [" + FORM + "], \"indicators\": [\"HP-2.1\"]}}");
        assertThat(jobs.rows("indicators.csv").get(0)).containsEntry("n", "5");
    }

    /** A code that the form does not know would count as a no. */
    @Test
    void codesThatNoFormKnowsAreToldOnceForEachColumn() throws IOException {
        String rows = Files.readString(folder.resolve("people.csv"));
        String job = "{\"data\": {\"file\": \"people.csv\"%s}" + DESIGN
                + ", \"scales\": [{\"id\": \"two\", \"items\": [\"kn_two_1\", \"kn_two_2\"]}],"
                + " \"plan\": {\"file\": " + PLAN + ", \"forms\": [" + FORM + "], \"indicators\": [\"HP-2.1\"]}}";
        jobs.run(job.formatted(""));
        jobs.write("people.csv", rows.replace(",true,", ",TRUE,"));
        assertThat(rows).contains(",true,");
        assertThat(jobs.faults(job.formatted("")))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault)
                        .containsPattern("job\\.json:1:[0-9]+: The column \"kn_two_[12]\" holds what its")
                        .containsPattern("question can't have, in [1-6] of 6 rows: TRUE\\."));
        jobs.write("people.csv", rows.replace(",,dk,", ",,98,"));
        assertThat(jobs.faults(job.formatted("")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains("The column \"kn_two_1_missing\" holds what is no reason for having no answer, in 1")
                        .contains("of 6 rows: 98. Write one of dk, refused, "));
        jobs.write("people.csv", rows);
        assertThat(jobs.faults(job.formatted(", \"text\": [\"age\"]")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains("The column \"age\" is the age of the group", "Take it out of \"text\"."));
    }

    /** One NA makes a text of a column of 1 and 0, of which everybody would meet the condition. */
    @Test
    void aColumnOfOnesThatOneCellMakesATextIsNoCondition() throws IOException {
        jobs.write("ones.csv", "w,ct\n1,1\n1,0\n1,0\n1,NA\n");
        String job = "{\"data\": {\"file\": \"ones.csv\"%s}, \"design\": {\"weights\": \"w\"},"
                + " \"variables\": [{\"name\": \"yes\", \"value\": \"if(${ct}, 1, 0)\"}],"
                + " \"estimates\": [{\"id\": \"e\", \"statistic\": \"count\", \"where\": \"${ct}\","
                + " \"intervals\": [\"t\"]}]}";
        jobs.run(job.formatted(", \"missing\": [\"NA\"]"));
        assertThat(jobs.faults(job.formatted("")))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).contains("A condition must stand here, found a text"));
    }

    @Test
    void itemsAreScoredByTheKeyOfTheirForm() throws IOException {
        jobs.run("{\"data\": {\"file\": \"people.csv\", \"forms\": [" + FORM + "]}" + DESIGN
                + ", \"scales\": [{\"id\": \"two\", \"items\": [\"kn_two_1\", \"kn_two_2\", \"kn_two_3\"]},"
                + " {\"id\": \"planning\", \"items\": [\"at_discuss\", \"at_chance\"], \"where\": \"${age} < 50\"}]}");
        // The one who refused is incomplete; who doesn't know is wrong. Of kn_two_1 right are 1 + 3 + 6 of 17.
        assertThat(row("scales.csv", "two", "kn_two_1")).containsEntry("n", "5");
        assertThat(Double.parseDouble(row("scales.csv", "two", "kn_two_1").get("difficulty")))
                .isCloseTo(10 / 17.0, within(1e-15));
        assertThat(Double.parseDouble(row("scales.csv", "two", "kn_two_2").get("difficulty")))
                .isCloseTo((1 + 2 + 6) / 17.0, within(1e-15));
        // Disagreement with the reversed item is worth as much as agreement with the other: 4 3 5 2 4.
        assertThat(Double.parseDouble(row("scales.csv", "planning", "at_chance").get("difficulty")))
                .isCloseTo((4 + 2 * 3 + 3 * 5 + 5 * 2 + 6 * 4) / 17.0, within(1e-14));
        assertThat(Double.parseDouble(jobs.rows("scales.csv").get(4).get("alpha")))
                .isCloseTo(1, within(1e-14));
    }

    @Test
    void codesThatLookLikeNumbersAreTheTextsThatTheFormSaysTheyAre() throws IOException {
        jobs.write("form.json", json("""
                {'settings': {'form_id': 'f', 'version': '1', 'default_language': 'vi', 'languages': ['vi'], 'title': {'vi': 'a'}},
                 'survey': [{'type': 'begin_group', 'name': 'page', 'label': {'vi': 'a'}},
                   {'type': 'integer', 'name': 'age', 'label': {'vi': 'a'}},
                   {'type': 'select_one band', 'name': 'band', 'label': {'vi': 'a'}, 'missing': ['dk']},
                   {'type': 'calculate', 'name': 'kept', 'calculation': 'coalesce(${band}, `none`)'},
                   {'type': 'end_group'}],
                 'choices': [{'list_name': 'band', 'name': '1', 'label': {'vi': 'a'}},
                   {'list_name': 'band', 'name': '2', 'label': {'vi': 'b'}}]}
                """));
        String plan = json("""
                {'plan': 'x', 'title': BOTH, 'document': {'number': '1', 'date': '2026-01-01', 'issuer': BOTH},
                 'province': {'code': '31', 'names': [{'from': '2025-07-01', 'name': BOTH, 'authority': BOTH, 'communes': []}]},
                 'period': {'from': 2026, 'to': 2030}, 'objectives': [{'id': '1', 'clause': BOTH, 'title': BOTH}],
                 'indicators': [{'id': 'X-1', 'objective': '1', 'clause': BOTH, 'title': BOTH, 'component': 'knowledge',
                   'groups': [{'id': 'g', 'title': BOTH, 'form': 'f', 'age': {'item': 'age', 'from': 15, 'to': 49}}], 'parts': [],
                   'numerator': '${band} = `1`', 'rule': {'version': '1', 'text': BOTH, 'readings': []}, 'target': 50,
                   'direction': 'atLeast', 'due': 2030, 'lead': BOTH, 'cooperating': []}]}
                """);
        jobs.write("plan.json", plan);
        jobs.write("coded.csv", "w,age,band,band_missing,kept\n1,20,1,,1\n2,30,2,,2\n3,40,1,,1\n4,45,2,,2\n");
        String job =
                "{\"data\": {\"file\": \"coded.csv\", \"forms\": [\"form.json\"]%s}, \"design\": {\"weights\": \"w\"},"
                        + " \"plan\": {\"file\": \"%s\"}}";
        jobs.run(job.formatted("", "plan.json"));
        assertThat(Double.parseDouble(jobs.rows("indicators.csv").get(0).get("estimate")))
                .isCloseTo(0.4, within(1e-15));
        assertThat(jobs.faults(job.formatted(", \"numeric\": [\"band\"]", "plan.json")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains("plan.json:6:28", "In an analysis a number and a text are never equal."));
        assertThat(
                        jobs.faults(
                                job.formatted("", "plan.json")
                                        .replace(
                                                "{\"data\"",
                                                "{\"variables\": [{\"name\": \"first\", \"value\": \"if(${band} = 1, 1, 0)\"}], \"data\"")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("a number and a text are never equal"));
        // Whether this calculation is a text only its values show, and here they show numbers.
        jobs.write("kept.json", plan.replace("${band} = '1'", "${kept} = '1'"));
        assertThat(jobs.faults(job.formatted("", "kept.json")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("a number and a text are never equal"));
        jobs.write("kept.json", plan.replace("${band} = '1'", "string(${kept}) = '1'"));
        jobs.run(job.formatted("", "kept.json"));
        assertThat(Double.parseDouble(jobs.rows("indicators.csv").get(0).get("estimate")))
                .isCloseTo(0.4, within(1e-15));
        // No number is the text that it never shows.
        jobs.write("kept.json", plan.replace("${band} = '1'", "string(${kept}) = 'none'"));
        jobs.run(job.formatted("", "kept.json"));
        assertThat(jobs.rows("indicators.csv").get(0)).containsEntry("estimate", "0");
        jobs.write("kept.json", plan.replace("${band} = '1'", "${kept} = 'none'"));
        jobs.write("coded.csv", "w,age,band,band_missing,kept\n1,20,1,,TRUE\n2,30,2,,none\n");
        assertThat(jobs.faults(job.formatted("", "kept.json")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains("The column \"kept\" holds what its question can't have, in 1 of 2 rows: TRUE."));
    }

    /** A cell that no wanted number hangs on stops no job. */
    @Test
    void codesAreLookedAtWhereTheyCanCount() throws IOException {
        String rows = Files.readString(folder.resolve("people.csv"));
        String scale = ", \"scales\": [{\"id\": \"two\", \"items\": [\"kn_two_1\"], \"where\": \"${age} < 50\"}]";
        String job = "{\"data\": {\"file\": \"people.csv\"}" + DESIGN + "%s, \"plan\": {\"file\": " + PLAN
                + ", \"forms\": [" + FORM + "], \"indicators\": [\"HP-2.1\"]}}";
        // The man of 50 is outside the group's ages and the scale's domain, and nothing asked for here reads attitudes.
        jobs.write(
                "people.csv",
                rows.replace("b,4,male,50,yes,yes,yes,yes,,refused,", "b,4,male,50,Y,yes,yes,yes,TRUE,98,")
                        .replace("agree,disagree", "1,2"));
        jobs.run(job.formatted(scale));
        assertThat(jobs.rows("indicators.csv").get(0)).containsEntry("n", "5");
        assertThat(jobs.faults(job.formatted(scale.replace(" < 50", " <= 50"))))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault).contains("\"kn_two_1\" holds what its question can't have, in 1 of"));
        jobs.write("people.csv", rows.replace("male,25,yes", "male,25,Y").replace(",50,yes", ",50,Y"));
        assertThat(jobs.faults(job.formatted("")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains("\"exp_campaign\" holds what its question can't have, in 1 of 6 rows: Y."));
    }

    @Test
    void codesOfGroupsAreLookedAtWhereTheyCanCount() throws IOException {
        jobs.write("form.json", json("""
                {'settings': {'form_id': 'f', 'version': '1', 'default_language': 'vi', 'languages': ['vi'], 'title': {'vi': 'a'}},
                 'survey': [{'type': 'begin_group', 'name': 'page', 'label': {'vi': 'a'}},
                   {'type': 'integer', 'name': 'age', 'label': {'vi': 'a'}},
                   {'type': 'select_one sex', 'name': 'sex', 'label': {'vi': 'a'}},
                   {'type': 'select_one band', 'name': 'band', 'label': {'vi': 'a'}, 'missing': ['dk']},
                   {'type': 'end_group'}],
                 'choices': [{'list_name': 'sex', 'name': 'f', 'label': {'vi': 'a'}}, {'list_name': 'sex', 'name': 'm', 'label': {'vi': 'b'}},
                   {'list_name': 'band', 'name': '1', 'label': {'vi': 'a'}}, {'list_name': 'band', 'name': '2', 'label': {'vi': 'b'}}]}
                """));
        String plan = json("""
                {'plan': 'x', 'title': BOTH, 'document': {'number': '1', 'date': '2026-01-01', 'issuer': BOTH},
                 'province': {'code': '31', 'names': [{'from': '2025-07-01', 'name': BOTH, 'authority': BOTH, 'communes': []}]},
                 'period': {'from': 2026, 'to': 2030}, 'objectives': [{'id': '1', 'clause': BOTH, 'title': BOTH}],
                 'indicators': [{'id': 'X-1', 'objective': '1', 'clause': BOTH, 'title': BOTH, 'component': 'knowledge',
                   'groups': [{'id': 'g', 'title': BOTH, 'form': 'f', 'age': {'item': 'age', 'from': 15, 'to': 49}, 'where': '${sex} = `f`'}],
                   'parts': [], 'numerator': '${band} = `1`', 'rule': {'version': '1', 'text': BOTH, 'readings': []}, 'target': 50,
                   'direction': 'atLeast', 'due': 2030, 'lead': BOTH, 'cooperating': []}]}
                """);
        jobs.write("plan.json", plan);
        jobs.write(
                "why.json",
                plan.replace("${band} = '1'", "${band} = '1' or coalesce(missing-code(${band}), 'none') = 'dk'"));
        String job =
                "{\"data\": {\"file\": \"coded.csv\", \"forms\": [\"form.json\"]}, \"design\": {\"weights\": \"w\"},"
                        + " \"plan\": {\"file\": \"%s\"}}";
        // A man, a woman of another age and a woman who answered another form hold what no form has.
        String header = "w,_form,age,sex,band,band_missing\n";
        String others = "4,f/1,20,m,9,98\n2,f/1,50,female,9,98\n3,g/1,20,f,9,98\n";
        jobs.write("coded.csv", header + others + "1,f/1,20,f,1,\n3,f/1,20,f,2,98\n");
        jobs.run(job.formatted("plan.json"));
        assertThat(jobs.rows("indicators.csv").get(0)).containsEntry("n", "2").containsEntry("estimate", "0.25");
        // The reason is looked at where the rule asks for it.
        assertThat(jobs.faults(job.formatted("why.json")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains(
                                "\"band_missing\" holds what is no reason for having no answer, in 1 of 5 rows: 98."));
        // Whether somebody of an unknown sex belongs to the group is not known: his other codes are told with it.
        jobs.write("coded.csv", header + others + "1,f/1,20,f,1,\n3,f/1,20,female,7,\n");
        assertThat(jobs.faults(job.formatted("plan.json")))
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault)
                        .contains("\"sex\" holds what its question can't have, in 1 of 5 rows: female."))
                .anySatisfy(fault ->
                        assertThat(fault).contains("\"band\" holds what its question can't have, in 1 of 5 rows: 7."));
    }

    private static String json(String text) {
        return text.replace("BOTH", "{'vi': 'a', 'en': 'a'}").replace('\'', '"').replace('`', '\'');
    }

    @Test
    void aTextWithoutAKeyIsNoItem() {
        assertThat(jobs.faults("{\"data\": {\"file\": \"people.csv\"}" + DESIGN
                        + ", \"scales\": [{\"id\": \"two\", \"items\": [\"kn_two_1\", \"kn_two_9\", \"kn_two_1\"]}]}"))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).contains("\"kn_two_1\" is text"))
                .anySatisfy(fault -> assertThat(fault).contains("no column \"kn_two_9\""))
                .anySatisfy(fault -> assertThat(fault).contains("\"kn_two_1\" stands twice"));
    }
}
