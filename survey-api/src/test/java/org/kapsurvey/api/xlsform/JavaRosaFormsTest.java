package org.kapsurvey.api.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Blocks;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.MadeUpInterview;
import org.kapsurvey.questionnaire.interview.Respondent;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNull;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/**
 * What an exported form means in ODK Collect: its engine evaluates the same answers, and for every question and row says the same
 * about relevance, calculation, constraint and required.
 */
class JavaRosaFormsTest {
    private static final int FORMS = 500;
    private static final int ANSWER_SETS = 2;
    private static final String TODAY = "2026-11-21";

    @BeforeAll
    static void start() {
        new XFormsModule().registerModule();
    }

    @Test
    void randomFormsMeanTheSame() throws Exception {
        Counts counts = new Counts();
        List<String> different = new ArrayList<>();
        for (long seed = 0; seed < FORMS; seed++) {
            String form = PlainForms.form(seed);
            for (int i = 0; i < ANSWER_SETS; i++) {
                String answers = PlainForms.answers(seed, i);
                for (String difference : differences(form, answers, counts)) {
                    different.add("seed " + seed + ", " + i + ": " + difference);
                }
            }
        }
        System.out.println(FORMS + " forms, each with " + ANSWER_SETS + " answer sets: " + counts + ", "
                + different.size() + " different");
        assertThat(different).isEmpty();
        assertThat(List.of(counts.asked, counts.notAsked, counts.calculated, counts.broken))
                .allSatisfy(count -> assertThat(count).isGreaterThan(1_000));
        assertThat(counts.required).isGreaterThan(200);
    }

    /** The comparison has teeth: a form that says one word otherwise is found out. */
    @Test
    void aFormThatMeansSomethingElseIsFoundOut() throws Exception {
        String form = Forms.of("""
                {"type": "integer", "name": "a", "label": {"en": "A"}, "constraint": ". > 5"},
                {"type": "integer", "name": "b", "label": {"en": "B"}, "relevant": "${a} > 5", "required": "${a} > 5"},
                {"type": "calculate", "name": "c", "calculation": "if(${a} > 5, 'x', 'y')"}""", "");
        assertThat(differences(form, "{\"a\":\"7\"}", new Counts())).isEmpty();
        assertThat(differences(
                        form,
                        "{\"a\":\"7\"}",
                        new Counts(),
                        xml -> xml.replace("&gt;", "&lt;").replace("> 5", "&lt; 5")))
                .hasSize(3);
    }

    /** Interviews as the form's logic asks them, and the same with answers taken away and numbers changed. */
    @Test
    void eachOfOurFormsMeansTheSame() throws Exception {
        Counts counts = new Counts();
        List<String> different = new ArrayList<>();
        for (String name : Forms.ours()) {
            String form = Forms.composed(name);
            for (int seed = 0; seed < 4; seed++) {
                String answers = MadeUpInterview.of(
                                Questionnaire.parse(name, form), TODAY, new AnyAnswer(seed), new JvmHost())
                        .answers();
                JsonObject whole = (JsonObject) JsonReader.read("", answers);
                JsonObject disturbed = disturbed(whole, new SplittableRandom(seed));
                for (JsonObject given : List.of(whole, form.contains("repeat_count") ? whole : disturbed)) {
                    for (String difference : differences(form, JsonWriter.write(given), counts)) {
                        different.add(name + ", " + seed + ": " + difference);
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(List.of(counts.asked, counts.notAsked))
                .allSatisfy(count -> assertThat(count).isGreaterThan(1_000));
        assertThat(counts.calculated).isGreaterThan(100);
    }

    private static JsonObject disturbed(JsonObject answers, SplittableRandom random) {
        Map<String, Json> members = new LinkedHashMap<>();
        answers.members().forEach((name, answer) -> {
            boolean number = answer instanceof JsonText text && text.value().matches("[0-9]{1,3}");
            if (number && random.nextInt(3) == 0) {
                members.put(name, new JsonText(String.valueOf(random.nextInt(100)), true, answer.place()));
            } else if (random.nextInt(8) > 0) {
                members.put(name, answer);
            }
        });
        return new JsonObject(members, Map.of(), answers.place());
    }

    /** Answers anything that fits. */
    private static final class AnyAnswer implements Respondent {
        private final SplittableRandom random;

        AnyAnswer(int seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public Json answer(Asked asked) {
            int offered = asked.offered().size();
            String text = switch (asked.question().type()) {
                case SELECT_ONE, SELECT_MULTIPLE ->
                    offered == 0
                            ? ""
                            : asked.offered().get(random.nextInt(offered)).name();
                case RANK ->
                    String.join(" ", asked.offered().stream().map(Choice::name).toList());
                case DATE -> "2026-0" + (1 + random.nextInt(9)) + "-11";
                case TIME -> "08:30";
                case GEOPOINT -> "20.5 106.5 1.0 4.0";
                case ACKNOWLEDGE -> "OK";
                case TEXT -> "một từ";
                default -> String.valueOf(random.nextInt(random.nextBoolean() ? 100 : 10));
            };
            return text.isEmpty() ? new JsonNull(Place.ofFile("")) : new JsonText(text, true, Place.ofFile(""));
        }

        @Override
        public int rows(String repeat, List<Integer> around) {
            return 2;
        }
    }

    /** Aimed at what chance rarely finds: what the page lists differs exactly so, and these do not differ. */
    @Test
    void aimedCasesDifferWhereThePageSaysAndNowhereElse() throws Exception {
        Map<String, List<String>> listed = listed();
        List<String> expressions = new ArrayList<>(listed.keySet());
        expressions.addAll(ALIKE);
        List<String> rows = new ArrayList<>(List.of(AIMED_ROWS));
        for (int i = 0; i < expressions.size(); i++) {
            rows.add("{\"type\":\"calculate\",\"name\":\"x" + i + "\",\"calculation\":"
                    + new JsonWriter().value(expressions.get(i)) + "}");
        }
        List<String> differences = differences(
                Forms.of(
                        String.join(",\n", rows),
                        "{\"list_name\":\"l\",\"name\":\"tv\",\"label\":{\"en\":\"TV\"}},"
                                + "{\"list_name\":\"l\",\"name\":\"zalo\",\"label\":{\"en\":\"Zalo\"}}"),
                AIMED_ANSWERS,
                new Counts());
        Map<String, List<String>> found = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String difference : differences) {
            Matcher calculation = Pattern.compile("x([0-9]+)\\[\\] is \"(.*)\", ODK \"(.*)\", \\{.*")
                    .matcher(difference);
            if (calculation.matches()) {
                found.put(
                        expressions.get(Integer.parseInt(calculation.group(1))),
                        List.of(calculation.group(2), calculation.group(3)));
            } else {
                others.add(difference.substring(0, difference.indexOf('[')));
            }
        }
        assertThat(others).containsExactlyInAnyOrder("many", "place", "day", "infinite");
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(listed.keySet());
        found.forEach((expression, values) -> {
            assertThat(values.get(0))
                    .as(expression)
                    .isEqualTo(listed.get(expression).get(0));
            String theirs = listed.get(expression).get(1);
            assertThat(values.get(1))
                    .as(expression)
                    .startsWith(theirs.replace("…", ""))
                    .hasSizeGreaterThanOrEqualTo(theirs.length());
        });
    }

    /** The table of docs/odk.md: expression, value here, value there. */
    private static Map<String, List<String>> listed() {
        Map<String, List<String>> listed = new LinkedHashMap<>();
        for (String line :
                Forms.read(Forms.MODULE.resolveSibling("docs/odk.md")).lines().toList()) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                listed.put(cells[1].strip().replace("`", ""), List.of(cells[2].strip(), cells[3].strip()));
            }
        }
        assertThat(listed).hasSizeGreaterThan(15);
        return listed;
    }

    private static final String AIMED_ROWS = """
            {"type":"integer","name":"n","label":{"en":"L"}},{"type":"text","name":"none","label":{"en":"L"}},
            {"type":"select_one l","name":"one","label":{"en":"L"}},{"type":"select_one l","name":"nobody","label":{"en":"L"}},
            {"type":"select_multiple l","name":"many","label":{"en":"L"}},{"type":"date","name":"d","label":{"en":"L"}},
            {"type":"date","name":"nod","label":{"en":"L"}},{"type":"text","name":"t","label":{"en":"L"}},
            {"type":"time","name":"tm","label":{"en":"L"}},
            {"type":"time","name":"later","label":{"en":"L"}},{"type":"time","name":"notime","label":{"en":"L"}},{"type":"geopoint","name":"place","label":{"en":"L"}},
            {"type":"rank l","name":"rk","label":{"en":"L"}},{"type":"acknowledge","name":"ok","label":{"en":"L"}},
            {"type":"range","name":"rg","label":{"en":"L"}},{"type":"decimal","name":"dec","label":{"en":"L"}},
            {"type":"begin_repeat","name":"r","label":{"en":"L"}},{"type":"integer","name":"rq","label":{"en":"L"}},
            {"type":"integer","name":"rneg","label":{"en":"L"}},{"type":"integer","name":"rempty","label":{"en":"L"}},
            {"type":"text","name":"rt","label":{"en":"L"}},
            {"type":"begin_group","name":"g","label":{"en":"L"},"relevant":"${rq} > 3"},
            {"type":"begin_repeat","name":"i","label":{"en":"L"}},{"type":"integer","name":"iq","label":{"en":"L"}},
            {"type":"calculate","name":"at","calculation":"position(..) + ${rq} * 10"},{"type":"end_repeat"},
            {"type":"calculate","name":"ing","calculation":"position(..) + sum(${iq})"},{"type":"end_group"},{"type":"end_repeat"},
            {"type":"calculate","name":"truth","calculation":"1 = 1"},{"type":"calculate","name":"lie","calculation":"1 = 2"},
            {"type":"calculate","name":"day","calculation":"date('2026-01-31')"},
            {"type":"calculate","name":"infinite","calculation":"1 div 0"},
            {"type":"calculate","name":"tenmillion","calculation":"10000000.5"},
            {"type":"begin_group","name":"hidden_group","label":{"en":"L"},"relevant":"${lie} = 1 or 0 + ${tenmillion} < 5"},
            {"type":"calculate","name":"unseen","calculation":"5"},{"type":"end_group"}""";

    private static final String AIMED_ANSWERS = """
            {"n":"7","one":"tv","many":"zalo tv","d":"2026-02-28","t":"x y","tm":"08:30","later":"21:05","place":"20.5 106.5","rk":"zalo tv",
            "ok":"OK","rg":"3","dec":"1.50","r":[{"rq":"3","rneg":"-3","rt":"a","i":[{"iq":"1"},{"iq":"2"}]},{"rneg":"-5"},
            {"rq":"4","i":[{"iq":"5"},{"iq":"6"}]}]}""";

    private static final List<String> ALIKE = List.of(
            "if(${truth}, 'a', 'b')",
            "if(${lie} = 1, 'a', 'b')",
            "${truth} = 1",
            "${truth} + 1",
            "${day} + 1",
            "${day} = date('2026-01-31')",
            "${day} < date('2026-02-01')",
            "1 div 0 > 5",
            "is-missing(${none})",
            "is-missing(${n})",
            "missing-code(${none})",
            "missing-code(${n})",
            "coalesce(${none}, ${none}, ${n})",
            "jr:choice-name(${one}, ${one})",
            "jr:choice-name('zalo', '${one}')",
            "jr:choice-name(${nobody}, '${nobody}')",
            "selected(${many}, 'tv')",
            "count-selected(${many})",
            "count-selected(string(${none}))",
            "selected(${many}, concat('tv zalo', ''))",
            "${tenmillion} * 2",
            "123456789012",
            "-(1 - 1)",
            "0 div 0",
            "${none} + 1",
            "${none} = 0",
            "${none} != 0",
            "${none} < 5",
            "-7 mod 3",
            "7 mod -3",
            "5.5 mod 2",
            "7 mod 0",
            "round(2.5)",
            "round(-2.5)",
            "round(1.005, 2)",
            "int(-2.9)",
            "round(0 div 0)",
            "int(0 div 0)",
            "abs(-3)",
            "number('')",
            "number('abc')",
            "number('+5')",
            "number('0x1')",
            "number(' 12 ')",
            "1 = '1.0'",
            "'a' = true()",
            "'false' = false()",
            "${n} = '7'",
            "${n} = ' 7 '",
            "'abc' < 'abd'",
            "'10' < '9'",
            "${d} < '2026-03-01'",
            "${d} = '2026-02-28'",
            "'2026-03-01' > ${d}",
            "date('2026-03-01') - ${d}",
            "decimal-date-time(date(${d} + 1))",
            "format-date(date(${d} + 1), '%d/%m/%Y')",
            "format-date(date(date('2024-02-29') + 365), '%d/%m/%Y')",
            "format-date(date(date('2024-01-31') + 29), '%e.%n.%y')",
            "format-date(${nod}, '%Y')",
            "${nod} < date('2026-01-01')",
            "${nod} = ''",
            "decimal-date-time(${nod})",
            "decimal-date-time(${d})",
            "format-date('2024-02-29', '%e.%n.%y')",
            "date('2024-02-29') + 365",
            "${d} + 0.5",
            "regex('0912', '[0-9]+')",
            "regex('x0912', '[0-9]+')",
            "regex(${none}, '[0-9]*')",
            "regex(${n}, '[0-9]')",
            "regex('ế', '.')",
            "regex('😀', '.')",
            "regex('a', '^a$')",
            "sum(${rq})",
            "sum(${n}, ${none}, 2)",
            "sum(${rq}, ${n})",
            "sum(1 + 2)",
            "count(${r})",
            "count(${rq})",
            "count-non-empty(${rq})",
            "min(${rq})",
            "max(${rq})",
            "min(${rneg})",
            "join('-', ${rq})",
            "min(3, ${none}, 2)",
            "sum(${rempty})",
            "max(${rempty})",
            "join(',', ${n}, ${none}, 'x')",
            "indexed-repeat(${rq}, ${r}, 2)",
            "indexed-repeat(${rq}, ${r}, 9)",
            "indexed-repeat(${iq}, ${r}, 3, ${i}, 2)",
            "indexed-repeat(${iq}, ${r}, 1, ${i}, 1)",
            "sum(${iq})",
            "count(${iq})",
            "sum(${at})",
            "max(${at})",
            "sum(${ing})",
            "${unseen} = ''",
            "coalesce(${unseen}, 'none')",
            "if(${none}, 'a', 'b')",
            "if(${n}, 'a', 'b')",
            "if(concat(${none}, '0'), 'a', 'b')",
            "if(0 * ${none}, 'a', 'b')",
            "not(${none})",
            "boolean('false')",
            "boolean(0)",
            "coalesce('', ' x')",
            "coalesce(0 div 0, 'x')",
            "contains('', '')",
            "starts-with('a', '')",
            "ends-with('a', '')",
            "substr('abc', -1)",
            "substr('abc', 5)",
            "substr('abc', 1, 1)",
            "substr('abcdef', 1, -1)",
            "substr(${n}, 0, 1)",
            "string(1.0)",
            "string(0.1 + 0.2)",
            "string(true())",
            "number(true())",
            "number(${d})",
            "string(${d})",
            "concat(${t}, '.')",
            "${tm} >= ${tm}",
            "${tm} < ${later}",
            "${later} <= ${tm}",
            "${later} > ${notime}",
            "${tm} != ''",
            "${rk}",
            "${ok}",
            "${rg} + 1",
            "${dec} + 1",
            "true() + true()",
            "'3' * '4'",
            "1 < ${n} and ${n} < 3 or ${n} = 9",
            "1 = 1 = 1",
            "2 > 1 > 0",
            "concat('a', ${none}) or concat('', ${none})",
            "${n} - ${n} or 0 * ${none}");

    /** How often each thing was compared, so that none is compared in name only. */
    private static final class Counts {
        private int asked;
        private int notAsked;
        private int calculated;
        private int broken;
        private int required;

        @Override
        public String toString() {
            return asked + " relevant, " + notAsked + " not relevant, " + calculated + " calculated, " + broken
                    + " constraints broken, " + required + " required without an answer";
        }
    }

    /** What ODK's engine and ours say differently. */
    private static List<String> differences(String form, String answers, Counts counts) throws Exception {
        return differences(form, answers, counts, xml -> xml);
    }

    private static List<String> differences(String form, String answers, Counts counts, UnaryOperator<String> altered)
            throws Exception {
        Composition composed = Composition.of("form.json", form, Blocks.NONE);
        XForm xform = new XForm(XlsFormExport.sheets("form.json", composed), TODAY);
        JsonObject given = (JsonObject) JsonReader.read("", answers);
        FormDef odk = XFormUtils.getFormFromInputStream(
                new ByteArrayInputStream(altered.apply(xform.with(given)).getBytes(StandardCharsets.UTF_8)));
        odk.initialize(true, new InstanceInitializationFactory());
        String record = Evaluation.of(composed.questionnaire(), Answers.parse(answers, new JvmHost()), TODAY)
                .canonicalRecord();
        JsonObject read = (JsonObject) JsonReader.read("", record);
        List<String> different = new ArrayList<>();
        new Comparison(odk, findings(read), counts, different)
                .compare(
                        xform.top(),
                        odk.getMainInstance().getRoot(),
                        (JsonObject) read.members().get("answers"),
                        given,
                        List.of());
        return different;
    }

    /** The codes of our findings, by question and rows. */
    private static Map<String, String> findings(JsonObject record) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (Json item : ((JsonArray) record.members().get("findings")).items()) {
            JsonObject finding = (JsonObject) item;
            List<Integer> rows = new ArrayList<>();
            if (finding.get("rows") instanceof JsonArray numbers) {
                numbers.items().forEach(number -> rows.add((int) ((JsonNumber) number).value()));
            }
            codes.put(text(finding, "question") + rows, text(finding, "code"));
        }
        return codes;
    }

    /** One form with one set of answers, in both engines. */
    private record Comparison(FormDef odk, Map<String, String> findings, Counts counts, List<String> different) {
        /** Everything in one row: {@code tree} is ODK's, {@code record} ours. */
        void compare(
                List<XForm.Node> nodes, TreeElement tree, JsonObject record, JsonObject given, List<Integer> rows) {
            for (XForm.Node node : nodes) {
                if (node.isRepeat()) {
                    repeat(node, tree, record, given, rows);
                } else if (node.isGroup()) {
                    compare(node.children(), tree.getFirstChild(node.name()), record, given, rows);
                } else if (!node.type().equals("note")) {
                    question(node, tree.getFirstChild(node.name()), record.get(node.name()), rows);
                }
            }
        }

        private void repeat(
                XForm.Node node, TreeElement tree, JsonObject record, JsonObject given, List<Integer> rows) {
            List<Json> ours = record.get(node.name()) instanceof JsonArray list ? list.items() : List.of();
            List<Json> answered = given.get(node.name()) instanceof JsonArray list ? list.items() : List.of();
            for (int i = 0; i < answered.size(); i++) {
                List<Integer> inner = new ArrayList<>(rows);
                inner.add(i + 1);
                TreeElement row = tree.getChild(node.name(), i);
                boolean asked = row.isRelevant();
                if (asked != i < ours.size()) {
                    different.add(node.name() + inner + " relevant: ODK " + asked);
                } else if (asked) {
                    compare(node.children(), row, (JsonObject) ours.get(i), (JsonObject) answered.get(i), inner);
                }
            }
        }

        private void question(XForm.Node node, TreeElement leaf, Json ours, List<Integer> rows) {
            String name = node.name() + rows;
            boolean asked = !(ours instanceof JsonObject missing
                    && text(missing, "missing").equals("not_asked"));
            if (leaf.isRelevant() != asked) {
                different.add(name + " relevant: ODK " + leaf.isRelevant() + ", " + node.cells());
            }
            if (!asked || !leaf.isRelevant()) {
                counts.notAsked++;
                return;
            }
            counts.asked++;
            String answer = ours instanceof JsonText text ? text.value() : "";
            IAnswerData value = leaf.getValue();
            String theirs = value == null ? "" : value.uncast().getString();
            // There the text of a time has seconds and a zone; what it means in logic is compared for itself.
            theirs = node.type().equals("time") && !theirs.isEmpty() ? theirs.substring(0, 5) : theirs;
            counts.calculated += node.type().equals("calculate") ? 1 : 0;
            if (!same(answer, theirs)) {
                different.add(name + " is \"" + answer + "\", ODK \"" + theirs + "\", " + node.cells());
            }
            String code = findings.getOrDefault(name, "");
            boolean broken = code.equals("constraint");
            boolean theyBreak = value != null && !odk.evaluateConstraint(leaf.getRef(), value);
            counts.broken += broken ? 1 : 0;
            if (broken != theyBreak) {
                different.add(name + " constraint broken: ODK " + theyBreak + ", " + node.cells());
            }
            boolean required = code.equals("required");
            boolean theyRequire = value == null && leaf.isRequired();
            counts.required += required ? 1 : 0;
            if (required != theyRequire) {
                different.add(name + " required: ODK " + theyRequire + ", " + node.cells());
            }
        }

        /** The same text, or the same number in other digits: Java writes 1.5E7. */
        private static boolean same(String ours, String theirs) {
            if (ours.equals(theirs) || ours.isEmpty() || theirs.isEmpty()) {
                return ours.equals(theirs);
            }
            try {
                return Double.parseDouble(ours) == Double.parseDouble(theirs);
            } catch (NumberFormatException words) {
                return false;
            }
        }
    }

    private static String text(JsonObject object, String key) {
        return object.get(key) instanceof JsonText text ? text.value() : "";
    }
}
