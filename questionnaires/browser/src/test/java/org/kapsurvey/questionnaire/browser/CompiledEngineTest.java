package org.kapsurvey.questionnaire.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.RandomForms;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.number.Numbers;

/** The engine as the browser runs it says, byte for byte, what the engine on the JVM says. */
final class CompiledEngineTest {
    private static final int FORMS = 1_000;
    private static final int ANSWER_SETS = 4;
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
        askRandomForms(FORMS);

        int different = differentBytes(compiled.answers(CompiledEngine.module()));

        System.out.println(
                FORMS + " forms, " + FORMS * ANSWER_SETS + " answer sets, " + different + " bytes different");
        assertThat(different).isZero();
    }

    @Test
    void theRealFormsGiveEqualStates() throws Exception {
        List<Path> forms;
        try (Stream<Path> files = Files.walk(Path.of("..", "forms"))) {
            forms = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(forms).isNotEmpty();
        List<String> answerSets = List.of(
                "{}",
                "{\"consent\":\"no\"}",
                "{\"consent\":\"yes\",\"age\":\"15\"}",
                "{\"consent\":\"yes\",\"age\":\"27\",\"sex\":\"female\",\"marital_status\":{\"missing\":\"refused\"}}",
                "{\"consent\":\"yes\",\"age\":\"hai mươi\",\"unknown\":\"x\",\"sex\":\"Nư\u0303\"}");
        for (Path file : forms) {
            String text = Files.readString(file);
            askForm(file.getFileName().toString(), text);
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
                askForm("golden.json", JsonWriter.write(vector.fields("form").object()));
                String answers = JsonWriter.write(vector.fields("answers").object());
                compiled.ask("answers", answers, vector.text("today"), vector.text("language"));
                expected.add(JsonWriter.write(vector.fields("state").object()));
            }
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(80);
        assertThat(compiled.answers(CompiledEngine.module())).isEqualTo(expected);
    }

    @Test
    void faultyFormsGiveEqualFaults() throws Exception {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int seed = 0; seed < 300; seed++) {
            StringBuilder form = new StringBuilder(RandomForms.form(seed));
            for (int i = 0; i < 3; i++) {
                int at = random.nextInt(form.length());
                form.setCharAt(at, "{}[]\",:$.()'x0 ế".charAt(random.nextInt(16)));
            }
            compiled.ask("faults", "broken.json", form.toString());
            expected.add(Questionnaire.faultsJson("broken.json", form.toString()));
        }
        assertThat(expected).filteredOn(faults -> !faults.equals("[]")).hasSizeGreaterThan(150);
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
        assertThat(packed.size()).isLessThan(64_000);
    }

    private void askRandomForms(int forms) {
        for (long seed = 0; seed < forms; seed++) {
            String text = RandomForms.form(seed);
            askForm("random.json", text);
            Questionnaire form = Questionnaire.parse("random.json", text);
            for (int i = 0; i < ANSWER_SETS; i++) {
                askState(form, RandomForms.answers(seed, i), RandomForms.today(seed, i), i % 2 == 0 ? "vi" : "en");
            }
        }
    }

    private void askForm(String file, String text) {
        compiled.ask("form", file, text);
        expected.add(Questionnaire.faultsJson(file, text));
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
