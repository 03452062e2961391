package org.kapsurvey.api.web;

import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Pages.Page;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * The pages of surveyors, which work without a network, and the service worker that keeps them on the device. What they
 * consist of is found by following what each file names, so that a file can't be forgotten. Safe for many threads.
 */
public final class OfflinePages {
    /** What a page links, a script imports and a manifest shows. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:<(?:link|script)[^>]* (?:href|src)=|\"src\": )\"(/[^\"]+)\"|(?:\\bfrom|\\bimport|\\bWorker)\\s*\\(?\\s*[\"'](\\.{0,2}/[^\"']+)[\"']");

    private final Page start;
    private final Page form;
    private final @Nullable Page engine;
    private final @Nullable String engineAddress;
    private final Page serviceWorker;

    public OfflinePages(Pages pages) {
        engine = pages.at("/engine.js");
        engineAddress = engine == null ? null : "/engine/" + engine.hash() + ".js";
        start = Pages.installable("start.js");
        form = engineAddress == null ? Pages.installable("form.js") : Pages.installable("form.js", engineAddress);
        serviceWorker = serviceWorker(pages);
    }

    /** {@code GET /}: the start page. */
    public void start(Context context) {
        Pages.answer(context, start);
    }

    /** {@code GET /form/{form}/{version}}: one page, whatever the form. */
    public void form(Context context) {
        Pages.answer(context, form);
    }

    /** {@code GET /service-worker.js}: the list of the build's files and the script that keeps them. */
    public void serviceWorker(Context context) {
        Pages.answer(context, serviceWorker);
    }

    /** {@code GET /engine/{hash}.js}: the engine of this service under its hash; 404 for any other. */
    public void engine(Context context) {
        if (engine == null || !context.path().equals(engineAddress)) {
            throw Problems.NOT_FOUND.exception();
        }
        Pages.answer(context, engine);
        context.header("Cache-Control", "public, max-age=31536000, immutable");
    }

    private Page serviceWorker(Pages pages) {
        String script = Objects.requireNonNull(pages.at("/service-worker.js")).text();
        JsonWriter files = new JsonWriter().beginObject();
        files(pages).forEach((address, file) -> files.name(address).value(file.hash()));
        String list = files.endObject().toString();
        String hash = Sha256.hex((list + script).getBytes(StandardCharsets.UTF_8));
        return Pages.page("const BUILD = {\"hash\":\"" + hash + "\",\"files\":" + list + "};\n" + script, "js");
    }

    /** Every file that the pages need, by its address. */
    private Map<String, Page> files(Pages pages) {
        Map<String, Page> files = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        files.put("/", start);
        files.put("/form", form);
        open.add("/");
        open.add("/form");
        if (engine != null) {
            files.put(Objects.requireNonNull(engineAddress), engine);
        }
        while (!open.isEmpty()) {
            String address = open.remove();
            Matcher named =
                    NAMED.matcher(Objects.requireNonNull(files.get(address)).text());
            while (named.find()) {
                String other = URI.create(address)
                        .resolve(named.group(1) == null ? named.group(2) : named.group(1))
                        .toString();
                if (files.containsKey(other)) {
                    continue;
                }
                Page file = pages.at(other);
                if (file == null) {
                    throw new IllegalStateException(address + " names " + other + ", which is no file of the pages.");
                }
                files.put(other, file);
                open.add(other);
            }
        }
        return files;
    }
}
