package org.kapsurvey.questionnaire.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.RandomForms;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.interview.Interview;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.number.Numbers;

/** The engine as the browser runs it says, byte for byte, what the engine on the JVM says. */
final class CompiledEngineTest {
    private static final int FORMS = 20_000;
    private static final int ANSWER_SETS = 1;
    private static final int ACTIONS = 6;
    private static final int DOUBLES = 20_000;

    private final JvmHost host = new JvmHost();
    private final CompiledEngine compiled = new CompiledEngine();
    private final List<String> expected = new ArrayList<>();

    @BeforeEach
    void nodeIsHere() {
        assumeTrue(CompiledEngine.hasNode(), "Skipped: Node is not on the PATH, so the compiled engine can't be run.");
    }

    @Test
    void randomFormsAndAnswersGiveEqualStates() throws Exception {
        long different = 0;
        try (CompiledEngine.Running engine = new CompiledEngine.Running(CompiledEngine.module())) {
            for (long seed = 0; seed < FORMS; seed++) {
                askForm(engine, seed);
                if (seed % 100 == 99) {
                    Iterator<String> says = expected.iterator();
                    List<String> answers = new ArrayList<>();
                    engine.finish(answers::add);
                    for (String answer : answers) {
                        String expects = says.next();
                        different += answer.equals(expects)
                                ? 0
                                : CompiledEngine.differentBytes(List.of(answer), List.of(expects));
                    }
                    expected.clear();
                }
            }
        }
        System.out.println(FORMS + " forms, each with " + ANSWER_SETS + " answer sets and an interview of " + ACTIONS
                + " changes, " + different + " bytes different");
        assertThat(different).isZero();
    }

    /** Whole evaluation of some answers, and an interview step by step. */
    private void askForm(CompiledEngine.Running engine, long seed) throws IOException {
        String compiledForm = Questionnaire.compile(JsonReader.read("", RandomForms.form(seed)));
        Questionnaire form = Questionnaire.parseCompiled(compiledForm);
        engine.ask("form", compiledForm);
        expected.add("");
        for (int i = 0; i < ANSWER_SETS; i++) {
            String answers = RandomForms.answers(seed, i);
            String today = RandomForms.today(seed, i);
            String language = i % 2 == 0 ? "vi" : "en";
            engine.ask("answers", answers, today, language);
            expected.add(FormState.of(Evaluation.of(form, Answers.parse(answers, host), today), language));
        }
        String language = seed % 2 == 0 ? "vi" : "en";
        Interview interview = Interview.of(form, (JsonObject) JsonReader.read("", "{}"), "2026-11-21", host);
        engine.ask("begin", "{}", "2026-11-21");
        expected.add("");
        for (List<String> action : RandomForms.actions(seed, ACTIONS)) {
            String path = action.get(0);
            switch (action.get(1)) {
                case "+" -> {
                    engine.ask("addRow", path, language);
                    expected.add(interview.addRow(path, language));
                }
                case "-" -> {
                    engine.ask("removeRow", path, language);
                    expected.add(interview.removeRow(path, language));
                }
                default -> {
                    engine.ask("change", path, action.get(1), language);
                    expected.add(interview.change(path, JsonReader.read("", action.get(1)), language));
                }
            }
        }
        engine.ask("given");
        expected.add(interview.answers());
        engine.ask("sent");
        expected.add(interview.relevantAnswers());
    }

    @Test
    void theRealFormsGiveEqualStates() throws Exception {
        List<String> answerSets = List.of(
                "{}",
                "{\"consent\":\"no\"}",
                "{\"consent\":\"yes\",\"age\":\"15\"}",
                "{\"consent\":\"yes\",\"age\":\"27\",\"sex\":\"female\",\"marital_status\":{\"missing\":\"refused\"}}",
                "{\"consent\":\"yes\",\"age\":\"hai mươi\",\"unknown\":\"x\",\"sex\":\"Nư\u0303\"}");
        assertThat(Forms.ours()).isNotEmpty();
        for (String name : Forms.ours()) {
            String text = Forms.composed(name);
            askForm(text);
            for (String answers : answerSets) {
                for (String language : List.of("vi", "en")) {
                    askState(Questionnaire.parse("", text), answers, "2026-11-21", language);
                }
            }
        }
        assertThat(compiled.answers(CompiledEngine.module())).isEqualTo(expected);
    }

    /** The engine's own vectors, which stand in the test resources of the module questionnaires. */
    @Test
    void theGoldenVectorsGiveTheirStates() throws Exception {
        try (InputStream vectors = RandomForms.class.getResourceAsStream("/golden.jsonl")) {
            for (String line : new String(vectors.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonFields vector = JsonFields.of(JsonReader.read("golden.jsonl", line), "A vector", new Faults());
                askForm(JsonWriter.write(vector.fields("form").object()));
                String answers = JsonWriter.write(vector.fields("answers").object());
                compiled.ask("answers", answers, vector.text("today"), vector.text("language"));
                expected.add(JsonWriter.write(vector.fields("state").object()));
            }
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(130);
        assertThat(compiled.answers(CompiledEngine.module())).isEqualTo(expected);
    }

    @Test
    void numbersAreReadAndPrintedEqually() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Long> doubles = new ArrayList<>();
        for (double special :
                new double[] {0, -0.0, 1, 0.1, Double.MIN_VALUE, 1e21, 1e-7, Double.MAX_VALUE, Double.NaN}) {
            doubles.add(Double.doubleToRawLongBits(special));
        }
        while (doubles.size() < DOUBLES) {
            doubles.add(random.nextLong());
            doubles.add(Double.doubleToRawLongBits(random.nextInt(-1_000_000, 1_000_000) / 1000.0));
        }
        for (long bits : doubles) {
            double number = Double.longBitsToDouble(bits);
            String text = Numbers.print(number);
            compiled.ask("print", Long.toHexString(bits));
            expected.add(text);
            compiled.ask("parse", text);
            expected.add(bits(Numbers.parse(text)));
        }
        for (int i = 0; i < 5_000; i++) {
            String text = (random.nextBoolean() ? "-" : "") + random.nextInt(100) + "." + random.nextLong(1L << 60)
                    + random.nextLong(1L << 60) + (random.nextBoolean() ? "" : "e" + random.nextInt(-330, 310));
            compiled.ask("parse", text);
            expected.add(bits(Numbers.parse(text)));
        }
        assertThat(compiled.answers(CompiledEngine.module())).isEqualTo(expected);
        System.out.println(doubles.size() + " doubles printed and read, 5000 decimals read, 0 different");
    }

    /** The comparison has teeth: an engine that says one word otherwise is found out. */
    @Test
    void anEngineThatDiffersIsFoundOut() throws Exception {
        askRandomForms(20);
        String module = new String(CompiledEngine.module(), StandardCharsets.UTF_8);
        String altered = module.replace("not_asked", "not_axked");
        assertThat(altered).isNotEqualTo(module);

        assertThat(differentBytes(compiled.answers(altered.getBytes(StandardCharsets.UTF_8))))
                .isPositive();
    }

    @Test
    void theModuleIsSmallEnoughForASlowNetwork() throws IOException {
        byte[] module = CompiledEngine.module();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(module);
        }
        System.out.println("engine.js: " + module.length + " bytes, " + packed.size() + " with gzip");
        assertThat(packed.size()).isLessThan(38_000);
    }

    private void askRandomForms(int forms) {
        for (long seed = 0; seed < forms; seed++) {
            String text = RandomForms.form(seed);
            askForm(text);
            Questionnaire form = Questionnaire.parse("random.json", text);
            for (int i = 0; i < ANSWER_SETS; i++) {
                askState(form, RandomForms.answers(seed, i), RandomForms.today(seed, i), i % 2 == 0 ? "vi" : "en");
            }
        }
    }

    private void askForm(String text) {
        compiled.ask("form", Questionnaire.compile(JsonReader.read("", text)));
        expected.add("");
    }

    private void askState(Questionnaire form, String answers, String today, String language) {
        compiled.ask("answers", answers, today, language);
        expected.add(FormState.of(Evaluation.of(form, Answers.parse(answers, host), today), language));
    }

    private int differentBytes(List<String> answers) {
        return CompiledEngine.differentBytes(answers, expected);
    }

    private static String bits(double number) {
        return Long.toHexString(Double.doubleToLongBits(number));
    }
}
