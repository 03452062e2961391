package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.job.TestRound;

/** What a supervisor reads to decide: the progress of a round, lists, one interview. */
class ReviewListTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String ROUND = "review-list";

    @BeforeAll
    static void round() throws Exception {
        TestRound.interviewed(SERVICE.database(), SERVICE.uri(), ROUND);
    }

    @Test
    void aRoundIsCountedByStratumPsuSurveyorAndDay() throws Exception {
        String body = SERVICE.get("/api/rounds/" + ROUND + "/progress").body();
        // Of 48 persons 40 were interviewed, four of them not yet decided upon.
        String all = "\"selected\":48,\"reached\":40,\"interviews\":40,"
                + "\"states\":{\"submitted\":4,\"returned\":0,\"approved\":36,\"rejected\":0,\"void\":0}}";
        assertThat(body)
                .startsWith("{\"round\":\"" + ROUND + "\",\"whole\":true,\"groups\":["
                        + "{\"by\":\"all\",\"within\":\"\",\"group\":\"\",\"name\":\"\"," + all)
                .contains(
                        "{\"by\":\"stratum\",\"within\":\"\",\"group\":\"01\",\"name\":\"\",\"selected\":24,\"reached\":24,")
                .contains(
                        "{\"by\":\"stratum\",\"within\":\"\",\"group\":\"02\",\"name\":\"\",\"selected\":24,\"reached\":16,")
                .contains(
                        "{\"by\":\"psu\",\"within\":\"01\",\"group\":\"000\",\"name\":\"\",\"selected\":6,\"reached\":6,")
                .contains("\"name\":\"Người thử\",\"selected\":0,\"reached\":0,\"interviews\":40,");
        assertThat(body.split("\"by\":\"psu\"")).hasSize(1 + 8);
        assertThat(body.split("\"by\":\"day\"")).as("all came today").hasSize(1 + 1);
        assertThat(SERVICE.get("/api/rounds/none/progress").body()).contains("\"code\":\"404.4\"");
    }

    /** Each was opened at the same minute by one account: too many a day, and all at once. */
    @Test
    void theFlagsOfARoundAreCountedAndToldWithEachInterview() throws Exception {
        String body = SERVICE.get("/api/rounds/" + ROUND + "/flags").body();
        assertThat(body)
                .startsWith("{\"round\":\"" + ROUND + "\",\"whole\":true,\"groups\":["
                        + "{\"by\":\"all\",\"group\":\"\",\"interviews\":40,\"flagged\":40,\"flags\":{\"short\":0,")
                .contains("\"per-day\":40,\"overlap\":40,\"hours\":0,")
                .contains("{\"by\":\"stratum\",\"group\":\"02\",\"interviews\":16,")
                .contains("{\"flag\":\"per-day\",\"value\":40,\"other\":null},{\"flag\":\"overlap\",\"value\":20,");
        assertThat(SERVICE.get("/api/rounds/none/flags").body()).contains("\"code\":\"404.4\"");
    }

    /** It has the times of the interview that it corrects, and a later number of its device. */
    @Test
    void aCorrectionIsNoSignOfAClockThatWasSetBack() throws Exception {
        String round = "review-clock";
        TestRound.open(SERVICE.database(), round);
        String device = UUID.randomUUID().toString();
        UUID first = UUID.randomUUID();
        String payload = numbered(first, round, device, 1);
        keep(first, 1, payload);
        UUID second = UUID.randomUUID();
        keep(second, 1, numbered(second, round, device, 2).replace("T08:", "T10:"));
        keep(
                first,
                2,
                payload.replace("\"revision\":1", "\"revision\":2")
                        .replace("\"number\":1", "\"number\":3")
                        .replace("\"answers\":", "\"correction\":{\"of\":1,\"changes\":[]},\"answers\":"));
        String flags = "/api/rounds/" + round + "/flags";
        assertThat(SERVICE.get(flags).body()).contains("\"interviews\":2,").doesNotContain("\"flag\":\"clock\"");
        UUID third = UUID.randomUUID();
        keep(third, 1, numbered(third, round, device, 4));
        assertThat(SERVICE.get(flags).body()).contains("\"interviews\":3,").contains("\"flag\":\"clock\"");
    }

    private static String numbered(UUID id, String round, String device, int number) {
        return TestRound.payload(id, round, number, "{\"sex\":\"m\"}")
                .replace("\"device\":{", "\"device\":{\"id\":\"" + device + "\",\"number\":" + number + ",");
    }

    private static void keep(UUID id, int revision, String payload) throws Exception {
        assertThat(SERVICE.put(id, revision, bytes(payload)).body()).contains("\"stored\"");
    }

    @Test
    void aListIsReadPageByPageAndEachInterviewStandsInItOnce() throws Exception {
        List<String> approved = ids("/api/interviews?round=" + ROUND + "&state=approved");
        assertThat(approved).hasSize(36).doesNotHaveDuplicates();
        String round = "review-pages";
        TestRound.open(SERVICE.database(), round);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            UUID id = UUID.randomUUID();
            TestRound.put(SERVICE.uri(), id, round, i % 48, "{\"sex\":\"m\"}");
            sent.add(id.toString());
        }
        String waiting = "/api/interviews?round=" + round + "&state=submitted";
        assertThat(ids(waiting)).as("the oldest first").isEqualTo(sent);
        List<String> all = ids("/api/interviews?round=" + round);
        assertThat(all).hasSize(120);
        assertThat(all.get(0)).as("the newest first").isEqualTo(sent.get(119));
        assertThat(ids(waiting + "&psu=003")).hasSize(15);
        String me = SERVICE.get("/api/rounds/" + round + "/progress").body();
        Matcher surveyor = Pattern.compile("\"by\":\"surveyor\",\"within\":\"\",\"group\":\"([0-9a-f-]{36})\"")
                .matcher(me);
        assertThat(surveyor.find()).isTrue();
        assertThat(ids(waiting + "&surveyor=" + surveyor.group(1))).hasSize(120);
        assertThat(ids(waiting + "&surveyor=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void whatCouldNotBeReadIsListedWithThoseOfNoRound() throws Exception {
        UUID broken = UUID.randomUUID();
        SERVICE.put(broken, 1, bytes("{"));
        String reply = SERVICE.get("/api/interviews?state=").body();
        assertThat(reply)
                .contains("{\"interview\":\"" + broken
                        + "\",\"revision\":1,\"state\":\"submitted\",\"quarantined\":true," + "\"form\":null,");
        assertThat(SERVICE.get("/api/interviews/" + broken).body())
                .contains("\"quarantine\":\"not-json\"")
                .doesNotContain("\"content\":");
    }

    @Test
    void anInterviewIsReadWithItsAnswersItsRevisionsAndWhoDidWhat() throws Exception {
        UUID id = UUID.randomUUID();
        SERVICE.put(id, 1, bytes(interview(id, 1, "{\"age\":\"11\",\"heard\":\"no\"}")));
        assertThat(move(id, 1, "submitted", "returned", "Tuổi chưa rõ").statusCode())
                .isEqualTo(200);
        SERVICE.put(id, 2, bytes(interview(id, 2)));
        String body = SERVICE.get("/api/interviews/" + id).body();
        assertThat(body)
                .startsWith("{\"interview\":\"" + id
                        + "\",\"revision\":2,\"current\":2,\"state\":\"submitted\",\"reason\":null,")
                .contains("\"openedAt\":\"2026-11-21T08:00:00Z\",\"finishedAt\":\"2026-11-21T08:20:00Z\"")
                .contains("\"action\":\"interview.received\",\"revision\":1")
                .contains("\"details\":{\"to\": \"returned\", \"from\": \"submitted\", \"reason\": \"Tuổi chưa rõ\"}")
                .contains("\"value\":\"27\"")
                .contains("\"actor\":\"Người thử\"");
        assertThat(SERVICE.get("/api/interviews/" + id + "?revision=1").body())
                .contains("\"revision\":1,\"current\":2,", "\"value\":\"11\"");
        assertThat(SERVICE.get("/api/interviews/" + id + "?revision=3").body()).contains("\"code\":\"404.3\"");
        assertThat(SERVICE.get("/api/interviews/" + id + "?revision=x").body()).contains("\"code\":\"400.");
        assertThat(SERVICE.get("/api/interviews/" + UUID.randomUUID()).body()).contains("\"code\":\"404.3\"");
    }

    /** Beside a hundred thousand interviews nothing may be sorted, and no interview read that is not shown. */
    @Test
    void aPageOfAListIsReadByAnIndexInItsOrder() {
        for (State state : List.of(State.SUBMITTED, State.APPROVED)) {
            String plan = SERVICE.database().write(tables -> {
                tables.execute("set local enable_seqscan = off; set local enable_bitmapscan = off;"
                        + " set local enable_hashjoin = off; set local enable_mergejoin = off");
                return tables.explain(ReviewQueue.rows(tables, new ReviewQueue.Wanted(ROUND, state, null, null, null)))
                        .plan();
            });
            assertThat(plan).contains("interview_state_listed").doesNotContain("Sort");
        }
    }

    @Test
    void whatIsNoFilterIsToldWithWhatToUse() throws Exception {
        assertThat(SERVICE.get("/api/interviews?state=aproved").body())
                .contains("\"code\":\"400.2\"", "\"file\":\"?state\"", "approved");
        assertThat(SERVICE.get("/api/interviews?surveyor=An").body()).contains("\"file\":\"?surveyor\"");
        assertThat(SERVICE.get("/api/interviews?after=1").body()).contains("\"file\":\"?after\"");
    }

    /** Of a surveyor's own areas, whoever else may read the round. */
    @Test
    void aSupervisorWithoutTheRoundsProvinceReadsNothingOfIt() throws Exception {
        String cookie = TestService.cookie(SERVICE.uri(), SERVICE.database(), Role.SUPERVISOR, List.of("99"));
        String progress = TestService.send(SERVICE.request("/api/rounds/" + ROUND + "/progress")
                        .setHeader("Cookie", cookie)
                        .build())
                .body();
        assertThat(progress).contains("\"whole\":false", "\"selected\":0,\"reached\":0,\"interviews\":0,");
        UUID one = TestRound.interview(ROUND, 0);
        assertThat(TestService.send(SERVICE.request("/api/interviews/" + one)
                                .setHeader("Cookie", cookie)
                                .build())
                        .body())
                .contains("\"code\":\"404.3\"");
    }

    private static HttpResponse<String> move(UUID id, int revision, String from, String to, String reason)
            throws Exception {
        return SERVICE.post(
                "/api/interviews/" + id + "/state",
                "{\"revision\":%d,\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"%s\"}"
                        .formatted(revision, from, to, reason));
    }

    /** Of all pages of a list. */
    private static List<String> ids(String address) throws Exception {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (true) {
            String body = SERVICE.get(address + after).body();
            Matcher each =
                    Pattern.compile("\\{\"interview\":\"([0-9a-f-]{36})\"").matcher(body);
            while (each.find()) {
                ids.add(each.group(1));
            }
            Matcher next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(body);
            if (!next.find()) {
                return ids;
            }
            after = "&after=" + next.group(1);
        }
    }
}
