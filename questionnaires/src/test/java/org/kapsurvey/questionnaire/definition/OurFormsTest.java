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

/** The project's own forms and blocks. */
final class OurFormsTest {
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

    static List<String> forms() {
        return Forms.ours();
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
