package org.kapsurvey.api.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The web form as a surveyor uses it. */
final class FormPage {
    /** Answers all that is shown, as {@link #fill} says; in a repeat the question's own name follows the row: roster-0-age. */
    private static final String FILL = """
            async (answers) => {
              const app = document.getElementById('app');
              const drawn = () => new Promise((resolve, reject) => {
                const late = setTimeout(() => reject(new Error('an answer was not kept')), 45000);
                const look = () => {
                  if (app.hasAttribute('data-keeping')) return;
                  clearTimeout(late);
                  keeping.disconnect();
                  resolve();
                };
                const keeping = new MutationObserver(look);
                keeping.observe(app, {attributes: true});
                look();
              });
              const press = (input) => {
                if (input.checked) return;
                input.scrollIntoView({block: 'center', behavior: 'instant'});
                const box = input.getBoundingClientRect();
                const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                if (hit !== input && hit?.closest('label')?.control !== input) {
                  throw new Error(`${hit?.outerHTML} lies over ${input.outerHTML}`);
                }
                input.click();
                if (!input.checked) throw new Error(`${input.outerHTML} can't be chosen`);
              };
              const type = (input, text) => {
                input.focus();
                input.select();
                document.execCommand('insertText', false, text);
                if (input.value !== text) {
                  input.value = text;
                  input.dispatchEvent(new InputEvent('input', {bubbles: true}));
                  input.dispatchEvent(new Event('change', {bubbles: true}));
                }
                input.blur();
              };
              const given = new Map();
              const next = () => Array.from(document.querySelectorAll('.question'))
                .find((question) => question.querySelector('input') && !given.has(question.id.slice(2)));
              await drawn();
              for (let question = next(); question; question = next()) {
                const name = question.id.slice(2);
                const input = question.querySelector('input.input');
                const value = answers[name] ?? answers[name.slice(name.lastIndexOf('-') + 1)]
                  ?? question.querySelector('input[type=radio], input[type=checkbox]')?.value ?? '1';
                if (input) {
                  type(input, value);
                  await drawn();
                } else {
                  for (const choice of value.split(' ')) {
                    press(document.getElementById(question.id).querySelector(`input[value="${choice}"]`));
                    await drawn();
                  }
                }
                given.set(name, value);
              }
              return Array.from(given);
            }
            """;

    private final Page page;

    private FormPage(Page page) {
        this.page = page;
    }

    /** Opens a form and waits for its first question. */
    static FormPage open(Page page, String address) {
        page.navigate(address);
        page.waitForSelector(".question");
        return new FormPage(page);
    }

    static FormPage on(Page page) {
        return new FormPage(page);
    }

    Page page() {
        return page;
    }

    Locator question(String name) {
        return page.locator("#q-" + name);
    }

    /** Chooses, ticks or types; {@code {dk}} presses the first missing code. */
    void answer(String name, String value) {
        Locator question = question(name);
        if (value.startsWith("{")) {
            question.locator(".missing button").first().click();
        } else if (question.locator("input.input").count() > 0) {
            question.locator("input.input").fill(value);
            question.locator("input.input").blur();
        } else {
            for (String choice : value.split(" ", -1)) {
                question.locator("input[value=\"" + choice + "\"]").check();
            }
        }
        drawn();
    }

    /** Waits until what was answered is kept and the page is drawn anew. */
    private void drawn() {
        page.locator("#app:not([data-keeping])").waitFor();
    }

    /**
     * Answers every question of the section that is shown: as given, else with the first choice. Questions that an answer
     * brings up are answered in their turn. {@link #answer} points and types by the browser's driver, question by question;
     * this does all of it in the page, and looks itself that nothing lies over what it presses.
     *
     * @return what was answered, by question
     */
    Map<String, String> fill(Map<String, String> answers) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Object answer : (List<?>) page.evaluate(FILL, answers)) {
            List<?> pair = (List<?>) answer;
            given.put(String.valueOf(pair.get(0)), String.valueOf(pair.get(1)));
        }
        return given;
    }

    /** The questions in sight that take an answer. */
    List<String> shown() {
        List<String> names = new ArrayList<>();
        for (Object id : (List<?>) page.evaluate("Array.from(document.querySelectorAll('.question'))"
                + ".filter((question) => question.querySelector('input')).map((question) => question.id)")) {
            names.add(String.valueOf(id).substring(2));
        }
        return names;
    }

    /** Waits until the page says that every change is kept on the device. */
    void saved() {
        page.locator("text=Đã lưu trên máy này").waitFor();
    }

    String heading() {
        return page.locator("h1").innerText();
    }

    /** Goes on; on a screen between two sections, where the device changes hands, by its one main button. */
    void next() {
        Locator submit = page.locator("button[type=submit]");
        (submit.count() > 0 ? submit : page.locator("main .button-main")).click();
    }

    boolean isReview() {
        return page.locator("#outcome").count() > 0;
    }

    /** Presses the last of the buttons under the review. */
    void finish() {
        page.locator("main > .actions .button-main").click();
    }
}
