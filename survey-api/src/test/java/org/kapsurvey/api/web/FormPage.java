package org.kapsurvey.api.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The web form as a surveyor uses it. */
final class FormPage {
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
     * brings up are answered in their turn.
     *
     * @return what was answered, by question
     */
    Map<String, String> fill(Map<String, String> answers) {
        Map<String, String> given = new LinkedHashMap<>();
        String next = unanswered(given);
        while (next != null) {
            // In a repeat the question's own name is what stands after the row: roster-0-member_age.
            String value = answers.getOrDefault(next, answers.get(next.substring(next.lastIndexOf('-') + 1)));
            if (value == null) {
                Locator choices = question(next).locator("input[type=radio], input[type=checkbox]");
                value = choices.count() > 0 ? choices.first().getAttribute("value") : "1";
            }
            answer(next, value);
            given.put(next, value);
            next = unanswered(given);
        }
        return given;
    }

    private @Nullable String unanswered(Map<String, String> given) {
        for (String name : shown()) {
            if (!given.containsKey(name)) {
                return name;
            }
        }
        return null;
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
