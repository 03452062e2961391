package org.kapsurvey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.TestService.bytes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.Selection;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** What is published is published once. */
class PublishTest {
    private final TestService service = TestService.shared();
    private final QuestionnaireStore questionnaires = new QuestionnaireStore(service.database());
    private final PlanStore plans = new PlanStore(service.database());
    private final RoundStore rounds = new RoundStore(service.database());
    private final String plan = "plan-" + UUID.randomUUID().toString().substring(0, 8);
    private final Round round =
            new Round("round-" + plan.substring(5), plan, "test-form", "1", "Đợt 1", "Round 1", 2026, 1.5, true);
    private final List<Selection> sample =
            List.of(new Selection("p-1", "a", "1", null, 10.5), new Selection("p-2", "a", "2", "h1", 0.1));

    @Test
    void theSameFormAgainChangesNothing() {
        String hash = questionnaires.publish("form", TestService.form()).hash();
        assertThat(hash).isEqualTo(TestService.sha256(TestService.form()));
        assertThat(questionnaires.find("test-form", "1").orElseThrow().content())
                .isEqualTo(TestService.form());
    }

    @Test
    void anotherFormUnderTheSameVersionIsRefused() {
        String other = new String(TestService.form(), StandardCharsets.UTF_8).replace("Phiếu thử", "Phiếu khác");
        refused(() -> questionnaires.publish("form", bytes(other)));
        assertThat(questionnaires.find("test-form", "1").orElseThrow().content())
                .isEqualTo(TestService.form());
    }

    @Test
    void aFormWithFaultsIsNotPublished() {
        String broken = new String(TestService.form(), StandardCharsets.UTF_8)
                .replace("\"test-form\"", "\"broken\"")
                .replace("\"integer\"", "\"integr\"");
        assertThatThrownBy(() -> questionnaires.publish("broken.json", bytes(broken)))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("broken.json:10:");
        assertThat(questionnaires.find("broken", "1")).isEmpty();
    }

    @Test
    void aFormWhoseNameNoAddressCouldHoldIsNotPublished() {
        String shouting = new String(TestService.form(), StandardCharsets.UTF_8).replace("\"test-form\"", "\"TEST\"");
        assertThatThrownBy(() -> questionnaires.publish("shouting.json", bytes(shouting)))
                .isInstanceOf(FaultsException.class)
                .hasMessageContaining("form_id");
    }

    @Test
    void aRoundIsOpenedOnceWithItsWholeSample() {
        plans.publish(plan, bytes("{}"));
        rounds.open(round, sample);
        rounds.open(round, sample);
        assertThat(rounds.find(round.id())).hasValue(round);
        assertThat(rounds.selections(round.id())).isEqualTo(sample);
        refused(() -> rounds.open(round, sample.subList(0, 1)));
        refused(() -> rounds.open(
                new Round(round.id(), plan, "test-form", "1", "Đợt 1", "Round 1", 2026, 2.0, true), sample));
        assertThat(rounds.selections(round.id())).isEqualTo(sample);
    }

    @Test
    void anotherPlanUnderTheSameIdIsRefused() {
        plans.publish(plan, bytes("{}"));
        plans.publish(plan, bytes("{}"));
        refused(() -> plans.publish(plan, bytes("{ }")));
        assertThat(plans.content(plan).orElseThrow()).isEqualTo(bytes("{}"));
    }

    @Test
    void anInterviewOfARoundNamesAPersonWhoWasSelected() throws Exception {
        plans.publish(plan, bytes("{}"));
        rounds.open(round, sample);
        assertThat(status("p-2")).isEqualTo("stored");
        assertThat(status("p-3")).isEqualTo("quarantined");
    }

    private String status(String selection) throws Exception {
        UUID id = UUID.randomUUID();
        String interview = TestService.interview(id, 1)
                .replace("\"round\":null", "\"round\":\"" + round.id() + '"')
                .replace("\"selection\":null", "\"selection\":\"" + selection + '"');
        String receipt = service.put(id, 1, bytes(interview)).body();
        return receipt.contains("\"status\":\"stored\"") ? "stored" : "quarantined";
    }

    private static void refused(Runnable publish) {
        assertThatThrownBy(publish::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problems.IMMUTABLE));
    }
}
