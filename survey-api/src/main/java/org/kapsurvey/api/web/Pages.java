package org.kapsurvey.api.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * The pages, and the files that they consist of: {@code web/} on the class path under {@code /}, and lit-html from its
 * WebJar under
 * {@code /lib/lit-html/}. Every file has its hash as ETag and is asked for again before it is used again, so that a page
 * and its scripts never come from two versions. Safe for many threads.
 */
public final class Pages {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final String LIT = "META-INF/resources/webjars/lit-html/" + litVersion() + "/";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));
    private static final String PAGE = """
            <!doctype html>
            <html lang="vi">
              <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="theme-color" content="#074b46" />
                <title>%s</title>
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
            %s    <script type="module" src="/%s"></script>
              </head>
              <body>
                <div id="app">
                  <noscript>
                    <main class="column">
                      <p class="banner banner-warn">Trang này cần JavaScript. Hãy bật JavaScript rồi tải lại trang.</p>
                    </main>
                  </noscript>
                </div>
              </body>
            </html>
            """;

    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** What is sent: bytes, their SHA-256 in hex, their media type. */
    static final class Page {
        private final byte[] bytes;
        private final String hash;
        private final String type;

        Page(byte[] bytes, String hash, String type) {
            this.bytes = bytes;
            this.hash = hash;
            this.type = type;
        }

        String hash() {
            return hash;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Answers with the file at the request's own path. */
    public void file(Context context) {
        Page page = at(context.path());
        if (page == null) {
            throw Problems.NOT_FOUND.exception();
        }
        answer(context, page);
    }

    /** The file at an address such as {@code /lib/lit-html/lit-html.js}; null where there is none. */
    @Nullable
    Page at(String address) {
        String path = address.substring(1);
        return find(path.startsWith("lib/lit-html/") ? LIT + path.substring("lib/lit-html/".length()) : "web/" + path);
    }

    static Page page(String text, String kind) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Page(bytes, Sha256.hex(bytes), Objects.requireNonNull(TYPES.get(kind)));
    }

    /**
     * A page: what all have in common, with a title until its script has one in the reader's language.
     *
     * @param script the file under {@code web/} that draws it
     * @param styles files beside {@code kap.css}, which every page has
     */
    public static Handler page(String title, String script, String... styles) {
        String links = Stream.concat(Stream.of("kap.css"), Stream.of(styles))
                .map("    <link rel=\"stylesheet\" href=\"/%s\" />\n"::formatted)
                .collect(Collectors.joining());
        Page page = page(PAGE.formatted(title, links, script), "html");
        return context -> answer(context, page);
    }

    /** What a page that works without a network consists of: it can be installed, and what it needs is asked for at once. */
    static Page installable(String script, String... preloaded) {
        String links = """
                    <link rel="manifest" href="/manifest.webmanifest" />
                    <link rel="apple-touch-icon" href="/icon-192.png" />
                    <link rel="stylesheet" href="/kap.css" />
                """;
        String modules = Stream.of(preloaded)
                .map("    <link rel=\"modulepreload\" href=\"%s\" />\n"::formatted)
                .collect(Collectors.joining());
        return page(PAGE.formatted("KAP Survey", links + modules, script), "html");
    }

    /** {@code GET /api/engine}: the hash of the compiled engine that this service offers as {@code /engine.js}. */
    public void engine(Context context) {
        String hash = hash("engine.js");
        if (hash == null) {
            throw Problems.NOT_FOUND.exception();
        }
        String json = new JsonWriter()
                .beginObject()
                .name("sha256")
                .value(hash)
                .endObject()
                .toString();
        context.contentType("application/json").result(json);
    }

    /** SHA-256 of a file of {@code web/} in hex; null where it is absent. */
    public @Nullable String hash(String file) {
        Page page = find("web/" + file);
        return page == null ? null : page.hash;
    }

    static void answer(Context context, Page page) {
        String tag = '"' + page.hash + '"';
        context.header("ETag", tag).header("Cache-Control", "no-cache");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(page.type).result(page.bytes);
        }
    }

    private @Nullable Page find(String resource) {
        if (!PATH.matcher(resource).matches()) {
            return null;
        }
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        return type == null ? null : pages.computeIfAbsent(resource, name -> read(name, type));
    }

    /** The WebJar's own word, so that a newer version needs no change here. */
    private static String litVersion() {
        Properties properties = new Properties();
        try (InputStream stream = Pages.class
                .getClassLoader()
                .getResourceAsStream("META-INF/maven/org.webjars.npm/lit-html/pom.properties")) {
            properties.load(Objects.requireNonNull(stream, "The WebJar of lit-html is not on the class path"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Page read(String resource, String type) {
        try (InputStream stream = Pages.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                return null;
            }
            byte[] bytes = stream.readAllBytes();
            return new Page(bytes, Sha256.hex(bytes), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
