package org.kapsurvey.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/** Every form of the project on a phone, from the first page to the last. */
class OurFormsPageTest extends BrowserTest {
    private static final Path QUESTIONNAIRES = Path.of("..", "questionnaires");
    private static final String TODAY = LocalDate.of(2026, 10, 5).toString();

    /** What the first choice, or 1, would not answer well; the same question of several forms has one answer. */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("older_age", "72"),
            Map.entry("child_age", "15"),
            Map.entry("ideal_girls", "0"),
            Map.entry("members", "3"),
            Map.entry("member_age", "36"),
            Map.entry("visit_time", "07:30"),
            Map.entry("report_year", "2026"),
            Map.entry("report_date", TODAY),
            Map.entry("plan_date", TODAY),
            Map.entry("directive_date", TODAY),
            Map.entry("visit_date", TODAY));

    private static final Map<String, String> AGES =
            Map.of("youth", "20", "mothers", "27", "reproductive-age", "31", "parents", "45");

    /** What each element of a page is but for its texts and names, with what it stands in; no id is there twice. */
    private static final String KINDS = """
            () => {
              const named = new Set(['id', 'name', 'for', 'value', 'href', 'aria-label', 'aria-labelledby', 'aria-describedby']);
              const kind = (element) => element.localName + element.getAttributeNames()
                .map((name) => ` ${name}${named.has(name) ? '' : `=${element.getAttribute(name)}`}`).join('')
                + (element.textContent.trim() === '' ? ' empty' : '');
              const ids = Array.from(document.querySelectorAll('[id]'), (element) => element.id);
              if (new Set(ids).size < ids.length) throw new Error(`ids that are there twice: ${ids}`);
              return Array.from(document.querySelectorAll('#app, #app *'),
                (element) => `${kind(element.parentElement)} > ${kind(element)}`);
            }
            """;

    /** The kinds that axe-core has looked at on a page of some form. */
    private static final Set<Object> LOOKED_AT = new HashSet<>();

    @BeforeAll
    static void publish() throws IOException {
        QuestionnaireStore store = new QuestionnaireStore(service.database());
        for (String form : forms()) {
            Path file = QUESTIONNAIRES.resolve("forms").resolve(form).resolve("v1.json");
            String composed = Composition.of(
                            file.toString(), Files.readString(file), new BlockFolder(QUESTIONNAIRES.resolve("blocks")))
                    .text();
            store.publish(file.toString(), composed.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsOnAPhoneWithoutSidewaysScrollingAndIsComplete(String name) {
        FormPage form = FormPage.open(page, service.uri() + "/form/" + name + "/1");
        Map<String, String> answers = new LinkedHashMap<>(ANSWERS);
        answers.put("age", AGES.getOrDefault(name, "40"));
        answers.put("minor", "no");
        walk(form, name, answers);
    }

    @Test
    void ofSomebodyOfFifteenTheGuardianIsAskedFirstAndTheFormReadsAsWell() {
        FormPage form = FormPage.open(page, service.uri() + "/form/youth/1");
        Map<String, String> answers = new LinkedHashMap<>(ANSWERS);
        answers.put("age", "15");
        answers.put("minor", "yes");
        assertThat(form.question("age")).hasCount(0);
        form.answer("minor", "yes");
        assertThat(form.question("guardian_consent")).isVisible();
        assertThat(form.question("consent")).hasCount(0);
        form.answer("guardian_consent", "yes");
        assertThat(form.question("consent")).containsText("Em có đồng ý tham gia không?");
        walk(form, "youth-15", answers);
    }

    private void walk(FormPage form, String name, Map<String, String> answers) {
        int sections = 0;
        while (!form.isReview()) {
            assertThat(sections).as("sections of " + name).isLessThan(30);
            form.fill(answers);
            assertFits(page);
            // The forms are made of a few kinds of elements: a page on which all of them were looked at before tells
            // axe-core
            // nothing new.
            if (LOOKED_AT.addAll((List<?>) page.evaluate(KINDS))) {
                assertAccessible(page);
            }
            Chromium.picture(page, name + "-" + sections++);
            form.next();
            assertThat(page.locator(".banner-bad")).hasCount(0);
        }
        assertThat(sections).isGreaterThanOrEqualTo(3);
        assertThat(page.locator("#outcome")).hasText("Hoàn thành");
        chromium.assertQuiet(null);
    }

    static List<String> forms() throws IOException {
        try (Stream<Path> folders = Files.list(QUESTIONNAIRES.resolve("forms"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
