package org.kapsurvey.questionnaire.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.jvm.BlockFolder;
import org.kapsurvey.questionnaire.jvm.Translation;

/** A form and the blocks it names. */
final class CompositionTest {
    private static final String YES_NO = """
            {"list_name": "yes_no", "name": "yes", "label": {"en": "Yes"}},
            {"list_name": "yes_no", "name": "no", "label": {"en": "No"}}""";
    private static final String CONSENT = block(
            "consent",
            "{\"type\": \"select_one yes_no\", \"name\": \"consent\", \"label\": {\"en\": \"Agree?\"}}",
            YES_NO);
    private static final String FORM = Forms.of("""
            {"type": "begin_group", "name": "start", "label": {"en": "Start"}},
            {"type": "block", "name": "consent", "version": "1"},
            {"type": "end_group"},
            {"type": "select_one yes_no", "name": "likes", "label": {"en": "Likes?"}, "relevant": "${consent} = 'yes'"}""", YES_NO);

    @Test
    void aBlocksRowsAndListsStandWhereTheFormNamesIt() {
        Composition form = compose(FORM, Map.of("consent", CONSENT));
        assertThat(form.questionnaire().questions()).extracting(Question::name).containsExactly("consent", "likes");
        assertThat(form.text())
                .doesNotContain("block")
                .contains("\n{\"type\":\"select_one yes_no\",\"name\":\"consent\"");
        assertThat(form.text().split("\"list_name\"", -1)).hasSize(3);
        assertThat(Questionnaire.faults("composed.json", form.text())).isEmpty();
        assertThat(compose(form.text(), Map.of()).text()).isEqualTo(form.text());
    }

    @Test
    void aBlockSpeaksOfWhomTheFormSays() {
        String spoken = block(
                "consent",
                "{\"type\": \"select_one yes_no\", \"name\": \"consent\", \"label\": {\"en\": \"${you} agree? ${you}\"},"
                        + " \"constraint\": \". = 'yes' or ${you} != 'x' or ${other} = ''\", \"constraint_message\": {\"en\": \"5 $}\"}}",
                YES_NO);
        String form = FORM.replace(
                        "\"survey\": [",
                        "\"survey\": [{\"type\": \"calculate\", \"name\": \"elder\", \"calculation\": \"concat('E', '')\"},"
                                + " {\"type\": \"calculate\", \"name\": \"other\", \"calculation\": \"'O'\"},")
                .replace("\"version\": \"1\"},", "\"version\": \"1\", \"with\": {\"you\": \"elder\"}},");
        assertThat(compose(form, Map.of("consent", spoken)).text())
                .contains("${elder} agree? ${elder}", "${elder} != 'x' or ${other} = ''", "5 $}")
                .doesNotContain("you}", "\"with\"");
        String lacking = form.replace("{\"you\": \"elder\"}", "{\"you\": \"elder\", \"they\": \"other\"}");
        assertThat(faults(lacking, Map.of("consent", spoken))).singleElement().satisfies(fault -> {
            assertThat(fault.message()).isEqualTo("The block says nothing of ${they}.");
            assertThat(Translation.ofForms().of(fault).message()).isEqualTo("Khối không nhắc gì đến ${they}.");
        });
    }

    @Test
    void aListThatOnlyTheBlockHasComesWithIt() {
        String form = FORM.substring(0, FORM.indexOf(",\n\"choices\"")) + "}";
        assertThat(compose(form, Map.of("consent", CONSENT)).questionnaire().questions())
                .hasSize(2);
    }

    @Test
    void aFormWithoutBlocksStaysByteForByte() {
        String form = Forms.of("{\"type\": \"text\",   \"name\": \"a\", \"label\": {\"en\": \"A\"}}", "");
        assertThat(compose(form, Map.of()).text()).isSameAs(form);
    }

    @Test
    void aFaultInsideABlockNamesItsFileAndLine() {
        String broken = CONSENT.replace("\"label\": {\"en\": \"Agree?\"}", "\"labl\": {\"en\": \"Agree?\"}");
        assertThat(faults(FORM, Map.of("consent", broken)))
                .extracting(Fault::toString)
                .anySatisfy(fault -> assertThat(fault).startsWith("blocks/consent/v1.json:3:50: Unknown key \"labl\"."))
                .allSatisfy(fault -> assertThat(fault).startsWith("blocks/consent/v1.json:3:"));
    }

    @Test
    void aNameThatFormAndBlockBothHaveIsRefused() {
        String form = FORM.replace("\"name\": \"likes\"", "\"name\": \"consent\"");
        assertThat(faults(form, Map.of("consent", CONSENT)))
                .extracting(Fault::toString)
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("form.json:6:").contains("consent"));
    }

    @Test
    void listsOfOneNameThatDifferAreRefused() {
        String other = CONSENT.replace("\"No\"", "\"Not\"");
        assertThat(faults(FORM, Map.of("consent", other)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .startsWith("blocks/consent/v1.json:7:1: The choice list \"yes_no\" is another one than that at"
                                + " form.json:10:1."));
        String shorter =
                CONSENT.replace(",\n{\"list_name\": \"yes_no\", \"name\": \"no\", \"label\": {\"en\": \"No\"}}", "");
        assertThat(shorter).isNotEqualTo(CONSENT);
        assertThat(faults(FORM, Map.of("consent", shorter)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.place().line()).isEqualTo(6));
    }

    @Test
    void everythingThatIsWrongWithTheNamingOfBlocksIsToldAtOnce() {
        String form = Forms.of("""
                {"type": "block", "name": "absent", "version": "1"},
                {"type": "block", "name": "consent", "version": "1", "relevant": "today() > 0"},
                {"type": "block", "name": "../secret", "version": "1"},
                {"type": "block", "name": "other"}""", "");
        assertThat(faults(
                        form, Map.of("consent", CONSENT.replace("\"languages\": [\"en\"]", "\"languages\": [\"vi\"]"))))
                .extracting(Fault::toString)
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("form.json:3:27: There is no block \"absent\" of version \"1\".")
                        .contains("blocks/absent/v1.json"))
                .anySatisfy(fault -> assertThat(fault).startsWith("form.json:4:54: Unknown key \"relevant\"."))
                .anySatisfy(fault -> assertThat(fault).contains("in the languages vi, the form in en"))
                .anySatisfy(fault -> assertThat(fault).startsWith("form.json:5:1: A block is named by letters"))
                .anySatisfy(fault -> assertThat(fault).contains("The key \"version\" is missing"));
    }

    @Test
    void aBlockIsWhatItsFileIsCalledAndHoldsNoOther() {
        String wrong = block("outcome", "{\"type\": \"block\", \"name\": \"consent\", \"version\": \"1\"}", "");
        assertThat(faults(FORM, Map.of("consent", wrong)))
                .extracting(Fault::message)
                .anySatisfy(message -> assertThat(message).contains("calls itself \"outcome\""))
                .anySatisfy(message -> assertThat(message).isEqualTo("A block can't hold another block."));
    }

    @Test
    void aBlockRowReachesTheEngineOnlyComposed() {
        assertThat(Questionnaire.faults("form.json", FORM))
                .extracting(Fault::message)
                .anySatisfy(message -> assertThat(message).contains("must be replaced by its rows"));
    }

    @Test
    void aFolderHoldsItsBlocksByNameAndVersion(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("consent"));
        Files.writeString(folder.resolve("consent/v1.json"), CONSENT);
        BlockFolder blocks = new BlockFolder(folder);
        assertThat(Composition.of("form.json", FORM, blocks).questionnaire().questions())
                .hasSize(2);
        assertThat(blocks.find("consent", "2")).isEmpty();
        assertThat(new BlockFolder(folder.resolve("nowhere")).find("consent", "1"))
                .isEmpty();
    }

    @Test
    void theSchemaOfBlocksAcceptsTheProjectsAndRefusesTheirFaults() throws Exception {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(
                        "urn:kap-survey:questionnaire",
                        Forms.read(Forms.MODULE.resolve("schema/questionnaire.schema.json"))))));
        JsonSchema schema = factory.getSchema(Forms.read(Forms.MODULE.resolve("schema/block.schema.json")));
        for (Path block : blocks()) {
            assertThat(schema.validate(Forms.read(block), InputFormat.JSON))
                    .as(block.toString())
                    .isEmpty();
        }
        assertThat(schema.validate(CONSENT, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(CONSENT.replace("\"label\"", "\"labl\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(CONSENT.replace("select_one yes_no", "block"), InputFormat.JSON))
                .isNotEmpty();
    }

    private static List<Path> blocks() throws IOException {
        try (Stream<Path> files = Files.walk(Forms.MODULE.resolve("blocks"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static String block(String name, String rows, String choices) {
        return "{\"block\": {\"name\": \"" + name + "\", \"version\": \"1\", \"languages\": [\"en\"]},\n\"survey\": [\n"
                + rows + "\n],\n\"choices\": [\n" + choices + "\n]}\n";
    }

    private static Composition compose(String form, Map<String, String> blocks) {
        return Composition.of(
                "form.json",
                form,
                (name, version) -> Optional.ofNullable(blocks.get(name))
                        .map(text -> new Blocks.Source("blocks/" + name + "/v" + version + ".json", text)));
    }

    private static List<Fault> faults(String form, Map<String, String> blocks) {
        return catchThrowableOfType(FaultsException.class, () -> compose(form, blocks))
                .faults();
    }
}
