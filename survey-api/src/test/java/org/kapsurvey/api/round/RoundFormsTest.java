package org.kapsurvey.api.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.database.generated.Tables.QUESTIONNAIRE;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.api.TestPlan;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.job.DatabaseRounds;
import org.kapsurvey.api.job.RoundExport;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** A round of several forms: one table of persons, one row each. */
class RoundFormsTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String PLAN = "forms-plan";

    @TempDir
    Path folder;

    @Test
    void personsAnswerTheFormsOfAllTheirGroupsInOneRow() throws Exception {
        Round round = open("forms-row");
        // a: both forms complete, the shared question answered differently; b: youth complete, parents broken off;
        // c: parents alone; d: youth complete, parents never; e: nobody came; f: no group of the round.
        put(round, "a", "f-youth", "{\"age\":\"20\",\"knows\":\"yes\",\"studies\":\"yes\"}");
        put(round, "a", "f-parents", "{\"age\":\"21\",\"knows\":\"yes\",\"children\":\"2\"}");
        put(round, "b", "f-youth", "{\"age\":\"30\",\"knows\":\"no\",\"studies\":\"no\"}");
        put(round, "b", "f-parents", "{\"age\":\"33\"}");
        put(round, "c", "f-parents", "{\"age\":\"40\",\"knows\":\"yes\",\"children\":\"1\"}");
        put(round, "d", "f-youth", "{\"age\":{\"missing\":\"refused\"},\"knows\":\"yes\",\"studies\":\"yes\"}");
        put(round, "c", "f-youth", "{\"age\":\"40\",\"knows\":\"no\",\"studies\":\"no\"}");
        put(round, "a", "f-youth", "{\"age\":\"22\",\"knows\":\"no\",\"studies\":\"no\"}");

        RoundTable read = SERVICE.database().report(tables -> RoundTable.read(tables, round, List.of("submitted")));
        Table table = read.table();
        assertThat(read.interviewed()).isEqualTo(4);
        assertThat(read.repeated()).isEqualTo(1);
        assertThat(read.unasked()).isEqualTo(1);
        assertThat(read.differing()).containsExactlyEntriesOf(Map.of("age", 1));
        assertThat(texts(table, "_selection")).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(texts(table, "_form"))
                .containsExactly("f-youth/1 f-parents/1", "f-youth/1", "f-parents/1", "f-youth/1", null, null);
        assertThat(texts(table, "_forms"))
                .containsExactly(
                        "f-youth f-parents", "f-youth f-parents", "f-parents", "f-youth f-parents", "f-youth", null);
        assertThat(texts(table, "_outcome"))
                .containsExactly("complete", "partial", "complete", "partial", "non-contact", "ineligible");
        assertThat(texts(table, "_outcome.f-parents"))
                .containsExactly("complete", "partial", "complete", "other", "ineligible", "ineligible");
        // The first form's answer counts; of b the form that broke off is left out; who is not asked has empty cells.
        assertThat(numbers(table, "age")).containsExactly(20, 30, 40, Double.NaN, Double.NaN, Double.NaN);
        assertThat(texts(table, "age_missing")).containsExactly(null, null, null, "refused", null, null);
        assertThat(numbers(table, "children")).containsExactly(2, Double.NaN, 1, Double.NaN, Double.NaN, Double.NaN);
        assertThat(texts(table, "studies")).containsExactly("yes", "no", null, "yes", null, null);

        // Weights: a to e have 10 each, so those interviewed stand for e; in the form of parents a and c stand for b
        // and d.
        assertThat(numbers(table, "_design_weight")).containsExactly(10, 10, 10, 10, 10, 0);
        assertThat(numbers(table, "_weight")).containsExactly(12.5, 12.5, 12.5, 12.5, 0, 0);
        assertThat(numbers(table, "_weight.f-youth")).containsExactly(12.5, 12.5, 0, 12.5, 0, 0);
        assertThat(numbers(table, "_weight.f-parents")).containsExactly(25, 0, 25, 0, 0, 0);

        String outcomes = SERVICE.get("/api/rounds/forms-row/outcomes").body();
        assertThat(outcomes)
                .contains("{\"by\":\"all\",\"group\":\"\",\"persons\":5,\"counts\":{\"complete\":2,\"partial\":2,")
                .contains(
                        "{\"by\":\"form\",\"group\":\"f-parents\",\"persons\":4,\"counts\":{\"complete\":2,\"partial\":1,");
    }

    @Test
    void whoTurnsOutNotToBelongHasNoWeightAndLeavesNoneToOthers() throws Exception {
        Round round = open("forms-ineligible");
        // a: youth complete, no parent after all; c: neither; d: refused, later complete, parents never; b, e: nobody
        // came.
        put(round, "a", "f-youth", "{\"age\":\"20\",\"knows\":\"yes\",\"studies\":\"yes\"}");
        put(round, "a", "f-parents", "{\"age\":\"95\"}");
        put(round, "c", "f-parents", "{\"age\":\"95\"}");
        put(round, "d", "f-youth", "{\"age\":\"94\"}");
        put(round, "d", "f-youth", "{\"age\":\"30\",\"knows\":\"yes\",\"studies\":\"yes\"}");

        RoundTable read = SERVICE.database().report(tables -> RoundTable.read(tables, round, List.of("submitted")));
        Table table = read.table();
        assertThat(texts(table, "_outcome"))
                .containsExactly("complete", "non-contact", "ineligible", "partial", "non-contact", "ineligible");
        assertThat(texts(table, "_outcome.f-parents"))
                .containsExactly("ineligible", "non-contact", "ineligible", "other", "ineligible", "ineligible");
        assertThat(numbers(table, "_design_weight")).containsExactly(10, 10, 0, 10, 10, 0);
        assertThat(numbers(table, "_weight")).containsExactly(20, 0, 0, 20, 0, 0);
        assertThat(SERVICE.get("/api/rounds/forms-ineligible/outcomes").body())
                .containsPattern("\"by\":\"all\",\"group\":\"\",\"persons\":5,[^}]*\"ineligible\":1");
    }

    @Test
    void theSummaryOfSeveralFormsHasTheGroupsApartAndTogether() throws Exception {
        Round round = open("forms-summary");
        for (String[] answered : new String[][] {
            {"a", "f-youth", "yes"},
            {"a", "f-parents", "yes"},
            {"b", "f-youth", "no"},
            {"b", "f-parents", "no"},
            {"c", "f-parents", "yes"},
            {"d", "f-youth", "no"}
        }) {
            String own = answered[1].equals("f-youth") ? "\"studies\":\"yes\"" : "\"children\":\"1\"";
            UUID id = put(
                    round, answered[0], answered[1], "{\"age\":\"20\",\"knows\":\"" + answered[2] + "\"," + own + "}");
            SERVICE.post(
                    "/api/interviews/" + id + "/state",
                    "{\"revision\": 1, \"from\": \"submitted\", \"to\": \"approved\"}");
        }
        String indicators = SERVICE.get("/api/rounds/forms-summary/indicators").body();
        // Together: c counts once; d, a member of both, has one of his two routes unanswered.
        // w: 12.5 each; in youth 3 of 4 members with a weight… all answered; in parents a, b, c answer for d: 12.5 ·
        // 4/3.
        double youth = 12.5;
        double parents = 12.5 * 4 / 3;
        double a = (youth + parents) / 2;
        double together = (a + parents) / (2 * a + parents + youth / 2);
        assertThat(indicators).contains("\"indicator\":\"F-1\"");
        assertThat(number(indicators, "estimate", 0)).isCloseTo(together, within(1e-12));
        assertThat(number(indicators, "n", 0)).isEqualTo(4);
        assertThat(number(indicators, "estimate", 1)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(number(indicators, "estimate", 2)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(SERVICE.get("/summary/forms-summary").body())
                .contains("phiếu hỏi f-youth 1 sha256", "phiếu hỏi f-parents 1 sha256");

        // The exported table carries the plan and every form, and a job on it gives what one on the round does.
        Path out = folder.resolve("out");
        assertThat(new RoundExport(new DatabaseRounds(SERVICE.database())).write(request(round.id()), out))
                .isEqualTo(new RoundExport.Rows(Optional.of(6), Optional.empty()));
        assertThat(out.resolve("f-youth.json")).exists();
        assertThat(Files.readString(out.resolve("job.json")))
                .contains("\"forms\": [\"f-youth.json\", \"f-parents.json\"]");
    }

    /** Stored by an easier gate: its plan's form has a key without a rule, a list without a question, and rows for everybody and nobody. */
    @Test
    void aFormThatTodaysGateWouldRefuseIsServedTakenInAndExported() throws Exception {
        String slips = """
                , {"type": "calculate", "name": "word", "calculation": "if(${age} > 30, 'yes', 'no')"},
                {"type": "text", "name": "always", "relevant": "${word}", "label": {"vi": "a", "en": "a"}},
                {"type": "text", "name": "never", "relevant": "1 = 2", "required": true, "label": {"vi": "a", "en": "a"}},
                {"type": "integer", "name": "filled", "default": "x", "label": {"vi": "a", "en": "a"}},
                {"type": "select_multiple yes_no", "name": "several", "label": {"vi": "a", "en": "a"},
                 "kap": {"component": "knowledge", "right": "yes"}}""";
        String old = form("f-old", "youth", AGE + "," + KNOWS + slips)
                .replace(
                        "\"choices\": [",
                        "\"choices\": [{\"list_name\": \"unused\", \"name\": \"a\", \"label\": {\"vi\": \"a\", \"en\": \"a\"}}, ");
        assertThat(Questionnaire.faults("f-old", old)).hasSize(5);
        publish();
        SERVICE.database()
                .write(tables -> tables.insertInto(QUESTIONNAIRE)
                        .set(QUESTIONNAIRE.FORM_ID, "f-old")
                        .set(QUESTIONNAIRE.VERSION, "1")
                        .set(QUESTIONNAIRE.CONTENT, bytes(old))
                        .set(QUESTIONNAIRE.HASH, TestService.sha256(bytes(old)))
                        .set(QUESTIONNAIRE.TITLE_VI, "Phiếu")
                        .set(QUESTIONNAIRE.TITLE_EN, "Form")
                        .execute());
        new PlanStore(SERVICE.database())
                .publish(
                        "forms-old-plan",
                        bytes(plan().replace("forms-plan", "forms-old-plan")
                                .replace("f-youth", "f-old")
                                .replaceAll("(?s),\\s*\\{\"id\": \"parents\".*?\\}\\]", "]")));
        Round round = new Round(
                "forms-old", "forms-old-plan", List.of(new RoundForm("f-old", "1")), "Đợt cũ", "Old", 2027, 1.5, true);
        new RoundStore(SERVICE.database())
                .open(
                        round,
                        List.of(
                                new Selection("a", "s", "1", null, 10, List.of("youth")),
                                new Selection("b", "s", "2", null, 10, List.of("youth"))));

        assertThat(SERVICE.get("/api/questionnaires/f-old/1/compiled").body()).contains("\"form\":\"f-old\"");
        put(round, "a", "f-old", old, "{\"age\":\"20\",\"knows\":\"yes\",\"always\":\"ở nhà\",\"filled\":\"3\"}");
        put(round, "b", "f-old", old, "{\"age\":\"20\",\"knows\":\"no\",\"always\":\"x\",\"filled\":\"3\"}");
        Path out = folder.resolve("old");
        new RoundExport(new DatabaseRounds(SERVICE.database())).write(request(round.id(), "submitted"), out);
        assertThat(Files.readString(out.resolve("forms-old.csv"))).contains("f-old/1", "ở nhà");
        assertThat(AnalyseRun.run(out.resolve("job.json"), folder.resolve("results"), progress -> {}))
                .isNotNull();
    }

    @Test
    void formsThatAskOneNameInTwoWaysAreNoRound() throws Exception {
        publish();
        String other = form(
                "f-other",
                "youth",
                "{\"type\": \"text\", \"name\": \"age\", \"label\": {\"vi\": \"a\", \"en\": \"a\"}}" + ", " + KNOWS);
        new QuestionnaireStore(SERVICE.database()).publish("f-other/v1.json", bytes(other));
        HttpResponse<String> refused = SERVICE.post(
                "/api/rounds",
                "{\"round\": \"forms-two\", \"plan\": \"forms-plan\", \"forms\": [\"f-youth\", \"f-other:1\"],"
                        + " \"titleVi\": \"Đợt\", \"year\": 2027, \"planningDesignEffect\": 1.5}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("The question \\\"age\\\" is integer in \\\"f-youth\\\" and text in \\\"f-other\\\"");
    }

    @Test
    void anInterviewOfAFormThatTheRoundDoesNotAskIsQuarantined() throws Exception {
        open("forms-other");
        UUID id = UUID.randomUUID();
        byte[] body = bytes(TestService.interview(id, 1)
                .replace("\"round\":null,\"selection\":null", "\"round\":\"forms-other\",\"selection\":\"a\""));
        assertThat(SERVICE.put(id, 1, body).body()).contains("\"quarantined\"");
    }

    private static Round open(String id) {
        publish();
        Round round = new Round(
                id,
                PLAN,
                List.of(new RoundForm("f-youth", "1"), new RoundForm("f-parents", "1")),
                "Đợt nhiều phiếu",
                "Several forms",
                2027,
                1.5,
                true);
        List<Selection> selections = new ArrayList<>();
        Map<String, List<String>> groups = new HashMap<>(Map.of(
                "a", List.of("youth", "parents"),
                "b", List.of("youth", "parents"),
                "c", List.of("parents"),
                "d", List.of("youth", "parents"),
                "e", List.of("youth"),
                "f", List.of("elsewhere")));
        groups.forEach((person, of) ->
                selections.add(new Selection(person, "s", Integer.toString(person.charAt(0) % 2), null, 10, of)));
        new RoundStore(SERVICE.database()).open(round, selections);
        new RoundStore(SERVICE.database()).open(round, selections);
        return round;
    }

    private static void publish() {
        new QuestionnaireStore(SERVICE.database()).publish("f-youth/v1.json", bytes(youth()));
        new QuestionnaireStore(SERVICE.database()).publish("f-parents/v1.json", bytes(parents()));
        new PlanStore(SERVICE.database()).publish(PLAN, bytes(plan()));
    }

    private static String youth() {
        return form(
                "f-youth",
                "youth",
                AGE + "," + KNOWS
                        + ", {\"type\": \"select_one yes_no\", \"name\": \"studies\", \"required\": true, \"label\": {\"vi\": \"a\", \"en\": \"a\"}}");
    }

    private static String parents() {
        return form(
                "f-parents",
                "parents",
                AGE + "," + KNOWS
                        + ", {\"type\": \"integer\", \"name\": \"children\", \"required\": true, \"label\": {\"vi\": \"a\", \"en\": \"a\"}}");
    }

    private static final String AGE =
            "{\"type\": \"integer\", \"name\": \"age\", \"required\": true, \"missing\": [\"refused\"], \"label\": {\"vi\": \"Tuổi\", \"en\": \"Age\"}}";
    private static final String KNOWS =
            "{\"type\": \"select_one yes_no\", \"name\": \"knows\", \"required\": true, \"label\": {\"vi\": \"Biết?\", \"en\": \"Knows?\"}}";

    private static String form(String id, String group, String questions) {
        return """
                {"settings": {"form_id": "%s", "version": "1", "default_language": "vi", "languages": ["vi", "en"],
                              "title": {"vi": "Phiếu", "en": "Form"}, "target_group": "%s",
                              "refused": "${age} = 94", "ineligible": "${age} = 95"},
                 "survey": [{"type": "begin_group", "name": "all", "label": {"vi": "a", "en": "a"}}, %s,
                            {"type": "end_group"}],
                 "choices": [{"list_name": "yes_no", "name": "yes", "label": {"vi": "Có", "en": "Yes"}},
                             {"list_name": "yes_no", "name": "no", "label": {"vi": "Không", "en": "No"}}]}
                """.formatted(id, group, questions);
    }

    private static String plan() {
        return TestPlan.of("forms-plan", """
                  {"id": "F-1", "objective": "1", "clause": {"vi": "a", "en": "a"}, "title": {"vi": "a", "en": "a"},
                   "component": "knowledge",
                   "groups": [{"id": "youth", "title": {"vi": "a", "en": "a"}, "form": "f-youth"},
                              {"id": "parents", "title": {"vi": "a", "en": "a"}, "form": "f-parents"}],
                   "numerator": "${knows} = 'yes'", "rule": {"version": "1", "text": {"vi": "a", "en": "a"}, "readings": []},
                   "target": 90, "direction": "atLeast", "due": 2030, "lead": {"vi": "a", "en": "a"}, "cooperating": []}
            """);
    }

    private static RoundRequest request(String round, String... states) {
        return new RoundRequest(
                new JsonText(round, true, Place.ofFile("ROUND")),
                Stream.of(states)
                        .map(state -> new JsonText(state, true, Place.ofFile("ROUND")))
                        .toList(),
                OptionalInt.empty(),
                true,
                OptionalInt.empty(),
                false,
                Place.ofFile("ROUND"));
    }

    private static UUID put(Round round, String person, String form, String answers) throws Exception {
        return put(round, person, form, form.equals("f-youth") ? youth() : parents(), answers);
    }

    private static UUID put(Round round, String person, String form, String text, String answers) throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body = bytes(TestService.interview(id, 1, answers)
                .replace("\"test-form\"", '"' + form + '"')
                .replace(TestService.sha256(TestService.form()), TestService.sha256(bytes(text)))
                .replace(
                        "\"round\":null,\"selection\":null",
                        "\"round\":\"" + round.id() + "\",\"selection\":\"" + person + "\""));
        assertThat(SERVICE.put(id, 1, body).body()).contains("\"stored\"");
        return id;
    }

    private static List<String> texts(Table table, String column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            texts.add(((TextColumn) table.column(column)).value(row));
        }
        return texts;
    }

    private static double[] numbers(Table table, String column) {
        return ((NumericColumn) table.column(column)).values();
    }

    /** The number of a name, in the {@code place}th of the results. */
    private static double number(String json, String name, int place) {
        String from = json.split("\"indicator\":", -1)[place + 1];
        String text = from.substring(from.indexOf("\"" + name + "\":") + name.length() + 3);
        return Double.parseDouble(text.substring(0, text.indexOf(',')));
    }
}
