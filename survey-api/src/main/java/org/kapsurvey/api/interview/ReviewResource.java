package org.kapsurvey.api.interview;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.ProblemResource;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** What a supervisor reads to decide upon interviews: how far a round has come, lists, and one interview with all about it. */
public final class ReviewResource {
    private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,3}");

    private final Database database;
    private final RoundProgress progress;
    private final ReviewQueue queue;
    private final RoundFlags flags;
    private final QuestionnaireStore questionnaires;
    private final ReviewStore reviews;

    /**
     * Reads {@code questionnaires/review/thresholds.json} of the project's folder, or where there is none the thresholds that come with the program.
     *
     * @throws org.kapsurvey.questionnaire.fault.FaultsException with all faults of the file
     */
    public ReviewResource(Database database, QuestionnaireStore questionnaires, Path home) {
        this.database = database;
        this.flags = new RoundFlags(database, questionnaires, ReviewThresholds.of(home));
        this.progress = new RoundProgress(database);
        this.queue = new ReviewQueue(database);
        this.questionnaires = questionnaires;
        this.reviews = new ReviewStore(database);
    }

    /** {@code GET /api/rounds/{round}/progress}. */
    public void progress(Context context) {
        String round = context.pathParam("round");
        RoundProgress.Counts counts =
                progress.of(round).orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
        JsonWriter json = new JsonWriter().beginObject().name("round").value(round);
        json.name("whole").value(counts.whole()).name("groups").beginArray();
        for (RoundProgress.Group group : counts.groups()) {
            json.beginObject().name("by").value(group.by().name().toLowerCase(Locale.ROOT));
            json.name("within").value(group.within());
            json.name("group").value(group.group());
            json.name("name").value(group.name());
            json.name("selected").value(group.selected());
            json.name("reached").value(group.reached());
            json.name("interviews").value(group.interviews());
            json.name("states").beginObject();
            for (State state : State.values()) {
                json.name(state.text()).value(group.states().getOrDefault(state, 0));
            }
            json.endObject().endObject();
        }
        answer(context, json.endArray().endObject());
    }

    /** {@code GET /api/rounds/{round}/flags}: how many have which, and those that have any. */
    public void flags(Context context) {
        String round = context.pathParam("round");
        RoundFlags.Result result =
                flags.of(round).orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
        JsonWriter json = new JsonWriter().beginObject().name("round").value(round);
        json.name("whole").value(result.whole()).name("groups").beginArray();
        counts(json, "all", result, one -> "");
        counts(json, "stratum", result, RoundFlags.Checked::stratum);
        counts(json, "surveyor", result, one -> Objects.requireNonNullElse(one.name(), ""));
        json.endArray().name("interviews").beginArray();
        for (RoundFlags.Checked one : result.interviews()) {
            if (!one.flags().isEmpty()) {
                json.beginObject().name("interview").value(one.interview().toString());
                json.name("state").value(one.state().text());
                text(json.name("selection"), one.selection());
                text(json.name("psu"), one.psu());
                text(json.name("surveyor"), one.name());
                json.name("flags").beginArray();
                one.flags().forEach((flag, told) -> {
                    json.beginObject().name("flag").value(flag.text());
                    json.name("value").value(told.value());
                    text(
                            json.name("other"),
                            told.other() == null ? null : told.other().toString());
                    json.endObject();
                });
                json.endArray().endObject();
            }
        }
        answer(context, json.endArray().endObject());
    }

    private static void counts(
            JsonWriter json, String by, RoundFlags.Result result, Function<RoundFlags.Checked, String> key) {
        result.interviews().stream()
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
                .forEach((group, own) -> {
                    json.beginObject().name("by").value(by).name("group").value(group);
                    json.name("interviews").value(own.size());
                    json.name("flagged").value((int)
                            own.stream().filter(one -> !one.flags().isEmpty()).count());
                    json.name("flags").beginObject();
                    for (InterviewFlags.Flag flag : InterviewFlags.Flag.values()) {
                        json.name(flag.text()).value((int) own.stream()
                                .filter(one -> one.flags().containsKey(flag))
                                .count());
                    }
                    json.endObject().endObject();
                });
    }

    /** {@code GET /api/interviews}: a page of those that may be reviewed. */
    public void list(Context context) {
        ReviewQueue.Interviews page = queue.list(wanted(context));
        JsonWriter json = new JsonWriter().beginObject().name("interviews").beginArray();
        for (ReviewQueue.Listed one : page.listed()) {
            json.beginObject().name("interview").value(one.interview().toString());
            json.name("revision").value(one.revision());
            json.name("state").value(one.state().text());
            json.name("quarantined").value(one.quarantined());
            text(json.name("form"), one.form());
            text(json.name("outcome"), one.outcome());
            text(json.name("selection"), one.selection());
            text(json.name("stratum"), one.stratum());
            text(json.name("psu"), one.psu());
            text(json.name("surveyor"), one.surveyor());
            json.name("receivedAt").value(one.receivedAt().toInstant().toString());
            json.name("findings").value(one.findings());
            json.endObject();
        }
        text(
                json.endArray().name("next"),
                page.next() == null ? null : page.next().text());
        answer(context, json.endObject());
    }

    /** {@code GET /api/interviews/{id}}: the current revision, or that of {@code ?revision=}. */
    public void interview(Context context) {
        UUID id = InterviewResource.id(context);
        String revision = context.queryParam("revision");
        if (revision != null && !REVISION.matcher(revision).matches()) {
            throw Problems.INVALID_REVISION.exception();
        }
        ReviewedInterview found = database.report(
                tables -> ReviewedInterview.of(tables, id, revision == null ? null : Integer.valueOf(revision)));
        boolean english = ProblemResource.prefersEnglish(context.header("Accept-Language"));
        answer(context, write(found, english ? "en" : "vi"));
    }

    /** {@code GET /api/returned}: what the account sent and shall send again. */
    public void returned(Context context) {
        JsonWriter json = new JsonWriter().beginObject().name("interviews").beginArray();
        for (ReviewStore.Returned one : reviews.returned()) {
            json.beginObject().name("interview").value(one.interview().toString());
            json.name("revision").value(one.revision());
            text(json.name("form"), one.form());
            text(json.name("version"), one.version());
            time(json.name("returnedAt"), one.at());
            text(json.name("reason"), one.reason());
            json.name("comments").beginArray();
            for (ReviewComment comment : one.comments()) {
                comment.write(json.beginObject());
                json.endObject();
            }
            json.endArray().name("payload");
            if (one.payload() == null) {
                json.nullValue();
            } else {
                json.raw(new String(one.payload().bytes(), StandardCharsets.UTF_8));
            }
            json.endObject();
        }
        answer(context, json.endArray().endObject());
    }

    private JsonWriter write(ReviewedInterview found, String language) {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("interview").value(found.interview().toString());
        json.name("revision").value(found.revision());
        json.name("current").value(found.current());
        json.name("state").value(found.state().text());
        text(json.name("reason"), found.reason());
        text(json.name("round"), found.round());
        text(json.name("selection"), found.selection());
        text(json.name("stratum"), found.stratum());
        text(json.name("psu"), found.psu());
        json.name("outsideAreas").value(found.outsideAreas());
        text(json.name("outcome"), found.outcome());
        text(json.name("quarantine"), found.quarantine());
        json.name("conflicts").value(found.conflicts());
        json.name("revisions").beginArray();
        for (ReviewedInterview.Revision one : found.revisions()) {
            json.beginObject().name("revision").value(one.revision());
            time(json.name("receivedAt"), one.receivedAt());
            text(
                    json.name("surveyor"),
                    one.sentBy() == null ? null : found.names().get(one.sentBy().toString()));
            json.name("quarantined").value(one.quarantined()).endObject();
        }
        json.endArray().name("history").beginArray();
        for (ReviewedInterview.Event event : found.history()) {
            json.beginObject();
            time(json.name("at"), event.at());
            json.name("actor").value(found.names().getOrDefault(event.actor(), event.actor()));
            json.name("action").value(event.action());
            json.name("revision").value(event.revision());
            json.name("details").raw(event.details()).endObject();
        }
        json.endArray().name("comments").beginArray();
        for (ReviewedInterview.Comment one : found.comments()) {
            json.beginObject().name("revision").value(one.revision());
            json.name("version").value(one.version());
            one.comment().write(json);
            json.endObject();
        }
        json.endArray().name("findings").raw(found.findings());
        if (found.quarantine() == null) {
            answers(json, found, language);
        }
        return json.endObject();
    }

    /** What the form's own page would show of the answers, and the device's clock. */
    private void answers(JsonWriter json, ReviewedInterview found, String language) {
        ShownAnswers shown = ShownAnswers.of(
                questionnaires,
                Objects.requireNonNull(found.form()),
                Objects.requireNonNull(found.version()),
                found.payload(),
                language);
        text(json.name("openedAt"), shown.openedAt());
        text(json.name("finishedAt"), shown.finishedAt());
        Correction correction = shown.correction();
        if (correction != null) {
            correction.write(json.name("correction"));
        }
        json.name("content").raw(shown.state());
    }

    private static ReviewQueue.Wanted wanted(Context context) {
        String state = given(context, "state");
        if (state != null && !State.TEXTS.contains(state)) {
            throw Bodies.invalid("?state", "Unknown state \"" + state + "\".", "Use one of " + State.TEXTS + ".");
        }
        String surveyor = given(context, "surveyor");
        if (surveyor != null && !InterviewResource.UUID_FORM.matcher(surveyor).matches()) {
            throw Bodies.invalid(
                    "?surveyor", "A surveyor is the id of an account.", "Take it from the progress of the round.");
        }
        String after = given(context, "after");
        Optional<ReviewQueue.Place> place = after == null ? Optional.empty() : ReviewQueue.Place.of(after);
        if (after != null && place.isEmpty()) {
            throw Bodies.invalid("?after", "This is no place in a list.", "Take \"next\" of the page before.");
        }
        return new ReviewQueue.Wanted(
                given(context, "round"),
                state == null ? null : State.of(state),
                surveyor == null ? null : UUID.fromString(surveyor),
                given(context, "psu"),
                place.orElse(null));
    }

    /** Null where it is not given or empty. */
    private static @Nullable String given(Context context, String name) {
        String value = context.queryParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static void time(JsonWriter json, OffsetDateTime at) {
        json.value(at.toInstant().toString());
    }

    private static void text(JsonWriter json, @Nullable String value) {
        if (value == null) {
            json.nullValue();
        } else {
            json.value(value);
        }
    }

    private static void answer(Context context, JsonWriter json) {
        context.contentType("application/json").result(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
