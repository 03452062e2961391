package org.kapsurvey.api.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kapsurvey.analysis.report.Summary;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.job.RoundWeighting;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.summary.RoundSummary;
import org.kapsurvey.api.web.Pages;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Carries a demo round through a running service: publish, open, interview, approve, weight, analyse. */
public final class Demo {
    private static final int TELL_EVERY = 500;

    private final Service service;
    private final RoundStore rounds;
    private final boolean english;
    private final Consumer<String> progress;

    /**
     * @param language {@code en}, or else Vietnamese
     * @param progress told in a few words what is being done
     */
    public Demo(Service service, String language, Consumer<String> progress) {
        this.service = service;
        this.rounds = new RoundStore(service.database());
        this.english = "en".equals(language);
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param form path of the form's page
     * @param trueRates by indicator, over the whole population
     * @param population number of people that the sample stands for: all who belong to a target group
     */
    public record Outcome(Round round, Summary summary, Map<String, Double> trueRates, int population, String form) {}

    /**
     * Runs a round. A round of the same files, seed and size that is there already is used again; one that was cut short is
     * completed.
     *
     * @param fresh whether to open a new round in any case
     * @throws IllegalStateException if the service refuses something or the round in the database is not the one sent
     */
    public Outcome run(DemoRound demo, boolean fresh) {
        String engine = Optional.ofNullable(new Pages().hash("engine.js")).orElse("");
        Round round = round(demo, engine, fresh);
        new PlanStore(service.database()).publish(demo.plan().id(), demo.planBytes());
        QuestionnaireStore questionnaires = new QuestionnaireStore(service.database());
        demo.forms().forEach((id, form) -> questionnaires.publish("forms/" + id, DemoRound.bytes(form)));
        rounds.open(round, demo.selections());
        int expected = (int) demo.sample().selected().stream()
                .filter(ClusterSample.Selected::responds)
                .count();
        Summary summary = summary(round);
        if (summary.design().interviewed() < expected) {
            interview(demo, round, engine);
            summary = summary(round);
        } else {
            progress.accept(say(
                    "Đợt khảo sát " + round.id() + " đã có đủ phiếu.",
                    "Round " + round.id() + " is complete already."));
        }
        weight(round);
        summary = summary(round);
        if (summary.design().interviewed() != expected) {
            throw new IllegalStateException("Round " + round.id() + " has "
                    + summary.design().interviewed() + " approved interviews, " + expected + " were sent.");
        }
        return new Outcome(
                round,
                summary,
                demo.truth().rates(),
                demo.population().asked(),
                "/form/" + round.forms().get(0).form() + "/"
                        + round.forms().get(0).version());
    }

    private Round round(DemoRound demo, String engine, boolean fresh) {
        int copy = 1;
        while (fresh && rounds.find(demo.round(engine, copy).id()).isPresent()) {
            copy++;
        }
        return demo.round(engine, copy);
    }

    private void interview(DemoRound demo, Round round, String engine) {
        int selected = demo.sample().selected().size();
        progress.accept(
                say("Phỏng vấn " + selected + " người được chọn …", "Interviewing " + selected + " selected people …"));
        List<FieldWork.Posted> interviews = demo.interviews(round, engine);
        try (FieldWork field =
                new FieldWork(service.uri(), new DemoAccounts(service.database()).fieldWork(service.uri()))) {
            field.submit(interviews, done -> tell(say("đã nhận", "received"), done, interviews.size()));
            field.approve(interviews, done -> tell(say("đã duyệt", "approved"), done, interviews.size()));
        }
    }

    /** The weights of the demo: those interviewed stand for all in their stratum. */
    private void weight(Round round) {
        JsonWriter file = new JsonWriter().beginObject();
        file.name("name").value(round.titleVi());
        file.name("data").beginObject().name("round").value(round.id()).endObject();
        file.name("rates").raw("{\"by\": [[\"_stratum\"]]}");
        file.name("nonresponse").raw("{\"by\": [\"_stratum\"]}");
        try {
            RoundWeighting.make(service.database(), file.endObject().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String what, int done, int all) {
        if (done % TELL_EVERY == 0 || done == all) {
            progress.accept(what + " " + done + "/" + all + say(" phiếu", " interviews"));
        }
    }

    private Summary summary(Round round) {
        return RoundSummary.of(service.database(), round.id())
                .orElseThrow(() -> new IllegalStateException("Round " + round.id() + " is gone."));
    }

    private String say(String vi, String en) {
        return english ? en : vi;
    }
}
