package org.kapsurvey.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.api.TestService;

class PagesTest {
    private final TestService service = TestService.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {"/livez", "/readyz", "/api/questionnaires", "/api/rounds", "/lib/lit-html/lit-html.js", "/none"})
    void everyAnswerForbidsInlineScriptAndFraming(String path) throws Exception {
        HttpResponse<String> reply = service.get(path);
        String policy = reply.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(reply.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(reply.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(reply.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void aScriptIsServedAsAModuleAndNotSentTwice() throws Exception {
        HttpResponse<String> first = service.get("/lib/lit-html/directives/live.js");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = TestService.send(service.request("/lib/lit-html/directives/live.js")
                .header("If-None-Match", tag)
                .build());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/form/test-form/1",
                "/preview",
                "/analysis",
                "/sample",
                "/rounds",
                "/visits",
                "/devices",
                "/password",
                "/accounts",
                "/samples",
                "/institutions",
                "/frame"
            })
    void everyFileThatAPageNamesIsThereAndThePageIsNotSentTwice(String path) throws Exception {
        HttpResponse<String> page = service.get(path);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        List<String> named = Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).contains("/icon.svg", "/kap.css").hasSizeGreaterThan(2);
        for (String file : named) {
            assertThat(service.get(file).statusCode()).as(file).isEqualTo(200);
        }
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(TestService.send(service.request(path)
                                .header("If-None-Match", tag)
                                .build())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void theIconThatBrowsersAskForUnaskedIsThere() throws Exception {
        HttpResponse<String> icon = service.get("/favicon.ico");
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("Content-Type")).hasValue("image/x-icon");
    }

    @Test
    void whatTheApiAnswersIsKeptByNobody() throws Exception {
        assertThat(service.get("/api/questionnaires").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/simplelogger.properties",
                "/org/kapsurvey/api/App.class",
                "/.hidden.js",
                "/a//b.js",
                "/META-INF/MANIFEST.MF",
                "/lib/lit-html/package.json/../../../pom.xml"
            })
    void whatIsNoPageIsNotFound(String path) throws Exception {
        HttpResponse<String> reply = service.get(path);
        assertThat(reply.statusCode()).isBetween(400, 404);
        assertThat(reply.body()).startsWith("{\"code\":\"40");
    }

    @Test
    void aQuestionnaireIsServedByteForByteUnderItsHash() throws Exception {
        HttpResponse<String> reply = service.get("/api/questionnaires/test-form/1");
        assertThat(TestService.bytes(reply.body())).isEqualTo(TestService.form());
        assertThat(reply.headers().firstValue("ETag")).hasValue('"' + TestService.sha256(TestService.form()) + '"');
        assertThat(service.get("/api/questionnaires").body())
                .contains("{\"form\":\"test-form\",\"version\":\"1\",\"hash\":\""
                        + TestService.sha256(TestService.form())
                        + "\",\"title\":{\"vi\":\"Phiếu thử\",\"en\":\"Test form\"}}");
    }
}
