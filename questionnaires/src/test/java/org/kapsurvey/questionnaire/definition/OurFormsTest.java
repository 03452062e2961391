package org.kapsurvey.questionnaire.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The project's own forms and blocks. */
final class OurFormsTest {
    /** What a form asks or works out of the person before it, each in the words that suit whom it is for. */
    private static final List<String> OF_THE_SAME_PERSON = List.of("age", "participates", "you", "you_first");

    private static final List<String> NO_COLUMNS =
            List.of("block", "note", "begin_group", "end_group", "begin_repeat", "end_repeat");

    private static final Pattern BLOCK = Pattern.compile("\"type\": \"block\", \"name\": \"([^\"]+)\"");

    @Test
    void everyFormThatThePlansNeedIsThere() {
        assertThat(Forms.ours())
                .contains("household", "reproductive-age", "mothers", "youth", "parents", "older-people", "duties")
                .contains("officials", "health-staff", "supervision")
                .contains("agency-return", "commune-return", "school-return", "media-return", "service-statistics");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void passesThePublishGateInVietnameseAndEnglish(String form) {
        String composed = Forms.composed(form);
        assertThat(Questionnaire.faults(form, composed)).isEmpty();
        Questionnaire questionnaire = Questionnaire.parse(form, composed);
        assertThat(questionnaire.form()).isEqualTo(form);
        assertThat(questionnaire.version()).isEqualTo("1");
        assertThat(questionnaire.languages()).containsExactly("vi", "en");
    }

    /** Who looks for a button under another name than the hint's stops the interview. */
    @ParameterizedTest
    @MethodSource("forms")
    void whatAHintTellsToChooseIsOfferedUnderThatName(String form) {
        JsonObject read = (JsonObject) JsonReader.read(form, Forms.composed(form));
        Questionnaire questionnaire = Questionnaire.parse(form, Forms.composed(form));
        for (Json item : ((JsonArray) Objects.requireNonNull(read.get("survey"))).items()) {
            JsonObject row = (JsonObject) item;
            if (!(row.get("hint") instanceof JsonObject hint)) {
                continue;
            }
            for (String language : questionnaire.languages()) {
                Matcher quoted = Pattern.compile("“([^”]+)”")
                        .matcher(((JsonText) Objects.requireNonNull(hint.get(language))).value());
                while (quoted.find()) {
                    assertThat(offered(questionnaire, row, language))
                            .as(hint.place().toString())
                            .contains(quoted.group(1));
                }
            }
        }
    }

    private static List<String> offered(Questionnaire form, JsonObject row, String language) {
        List<String> offered = new ArrayList<>();
        if (row.get("missing") instanceof JsonArray missing) {
            for (Json code : missing.items()) {
                offered.add(Objects.requireNonNull(MissingCode.of(((JsonText) code).value()))
                        .label(language));
            }
        }
        String name = ((JsonText) Objects.requireNonNull(row.get("name"))).value();
        ChoiceList choices = form.question(name).orElseThrow().choices();
        if (choices != null) {
            choices.choices().forEach(choice -> offered.add(choice.label().in(language)));
        }
        return offered;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyTextIsInBothLanguagesComposedAndWithoutStrayBlanks(String form) {
        List<Map<String, String>> texts = new ArrayList<>();
        texts(JsonReader.read(form, Forms.composed(form)), texts);
        assertThat(texts).hasSizeGreaterThan(20);
        for (Map<String, String> text : texts) {
            assertThat(text).containsOnlyKeys("vi", "en");
            for (String words : text.values()) {
                assertThat(words)
                        .isEqualTo(Normalizer.normalize(words, Normalizer.Form.NFC))
                        .isEqualTo(words.strip())
                        .doesNotContain("  ", " ,", " .", " ?", "..");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aScaleOfStatementsHasTrueAndFalseOnes(String form) {
        Map<String, List<String>> right = new LinkedHashMap<>();
        for (Question question : Questionnaire.parse(form, Forms.composed(form)).questions()) {
            KapItem kap = question.kap();
            if (kap != null
                    && question.choices() != null
                    && question.choices().name().equals("true_false")) {
                assertThat(kap.component()).isEqualTo(KapComponent.KNOWLEDGE);
                right.computeIfAbsent(kap.scale(), s -> new ArrayList<>()).addAll(kap.right());
            }
        }
        right.forEach((scale, codes) ->
                assertThat(codes).as(scale).containsOnly("true", "false").contains("true", "false"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void attitudesAreBalancedInDirection(String form) {
        Map<String, List<Boolean>> reversed = new LinkedHashMap<>();
        for (Question question : Questionnaire.parse(form, Forms.composed(form)).questions()) {
            KapItem kap = question.kap();
            if (kap != null
                    && question.choices() != null
                    && question.choices().name().equals("agreement")) {
                reversed.computeIfAbsent(kap.scale(), s -> new ArrayList<>()).add(kap.reverse());
            }
        }
        reversed.forEach((scale, directions) -> {
            long against = directions.stream().filter(d -> d).count();
            assertThat(Math.abs(directions.size() - 2 * against)).as(scale).isLessThanOrEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theReadmeNamesEveryQuestionAndEveryRightAnswer(String form) {
        String readme = Forms.read(Forms.MODULE.resolve("forms").resolve(form).resolve("README.md"));
        String right = readme.replaceAll("(?s)^.*Right answers: true for|\"Don't know\".*$", "");
        int falseFrom = right.indexOf("false for");
        for (Question question : Questionnaire.parse(form, Forms.composed(form)).questions()) {
            String name = "`" + question.name() + "`";
            if (question.type() != QuestionType.NOTE) {
                assertThat(readme).contains(name);
            }
            KapItem kap = question.kap();
            if (kap != null
                    && question.choices() != null
                    && question.choices().name().equals("true_false")) {
                assertThat(right).contains(name);
                assertThat(kap.right()).containsExactly(right.indexOf(name) < falseFrom ? "true" : "false");
            }
        }
    }

    @Test
    void everyBlockIsNamedByAFormAndThoseSharedByTwoStandOnce() throws IOException {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (String form : Forms.ours()) {
            Matcher block = BLOCK.matcher(Forms.source(form));
            while (block.find()) {
                named.merge(block.group(1), 1, Integer::sum);
            }
        }
        try (Stream<Path> folders = Files.list(Forms.MODULE.resolve("blocks"))) {
            assertThat(named.keySet())
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(
                            folders.map(folder -> folder.getFileName().toString())
                                    .toList()));
        }
        assertThat(named.get("background")).isGreaterThanOrEqualTo(6);
        assertThat(named.get("duties")).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aColumnThatTwoFormsFillIsOneQuestion() {
        Map<String, String> askedAs = new LinkedHashMap<>();
        for (String form : ofPersons()) {
            Map<String, String> lists = new LinkedHashMap<>();
            for (JsonObject choice : rows(Forms.composed(form), "choices")) {
                lists.merge(text(choice, "list_name"), JsonWriter.write(choice), String::concat);
            }
            for (JsonObject row : rows(Forms.source(form), "survey")) {
                String type = text(row, "type");
                String name = text(row, "name");
                if (!NO_COLUMNS.contains(type) && !OF_THE_SAME_PERSON.contains(name)) {
                    String list = lists.getOrDefault(type.substring(type.indexOf(' ') + 1), "");
                    String asked = type + list + written(row, "label") + written(row, "kap");
                    assertThat(askedAs.merge(name, asked, (first, second) -> first))
                            .as(form + " " + name)
                            .isEqualTo(asked);
                }
            }
        }
        assertThat(askedAs).hasSizeGreaterThan(150);
    }

    @Test
    void nobodyHearsTheSameStatementTwice() {
        Map<String, String> where = new LinkedHashMap<>();
        for (String form : ofPersons()) {
            for (JsonObject row : rows(Forms.source(form), "survey")) {
                if (row.get("kap") instanceof JsonObject kap && kap.get("scale") != null) {
                    JsonObject label = (JsonObject) Objects.requireNonNull(row.get("label"));
                    for (String language : label.members().keySet()) {
                        String here = form + " " + text(row, "name");
                        assertThat(where.merge(text(label, language), here, (first, second) -> first))
                                .as(here)
                                .isEqualTo(here);
                    }
                }
            }
        }
        assertThat(where).hasSizeGreaterThan(200);
    }

    static List<String> forms() {
        return Forms.ours();
    }

    /** The forms that somebody is asked for their consent. */
    private static List<String> ofPersons() {
        return Forms.ours().stream()
                .filter(form -> Forms.source(form).contains("\"type\": \"block\", \"name\": \"consent\""))
                .toList();
    }

    private static List<JsonObject> rows(String form, String sheet) {
        JsonObject whole = (JsonObject) JsonReader.read("", form);
        return ((JsonArray) Objects.requireNonNull(whole.get(sheet)))
                .items().stream().map(JsonObject.class::cast).toList();
    }

    private static String text(JsonObject object, String key) {
        return ((JsonText) Objects.requireNonNull(object.get(key))).value();
    }

    private static String written(JsonObject row, String key) {
        Json member = row.get(key);
        return member == null ? "" : JsonWriter.write(member);
    }

    /** Every object whose members are all texts and one of which is Vietnamese. */
    private static void texts(Json json, List<Map<String, String>> found) {
        if (json instanceof JsonArray array) {
            array.items().forEach(item -> texts(item, found));
        } else if (json instanceof JsonObject object && object.get("vi") != null) {
            Map<String, String> text = new LinkedHashMap<>();
            object.members().forEach((language, words) -> text.put(language, ((JsonText) words).value()));
            found.add(text);
        } else if (json instanceof JsonObject object) {
            object.members().values().forEach(member -> texts(member, found));
        }
    }
}
