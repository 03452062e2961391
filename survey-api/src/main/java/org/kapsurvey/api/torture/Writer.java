package org.kapsurvey.api.torture;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * One surveyor: makes interviews up and sends the same bytes until they are acknowledged, each receipt noted before the next is sent. Not
 * for several threads.
 */
final class Writer {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final MadeUpForm form;
    private final Device device;
    private final Ledger ledger;
    private final Set<UUID> tried;
    private final Set<String> unexpected;
    private final Random random;

    /**
     * A writer.
     *
     * @param tried where ids are added before they are sent
     * @param unexpected where answers are added that are neither receipts nor 503
     */
    Writer(MadeUpForm form, Device device, Ledger ledger, Set<UUID> tried, Set<String> unexpected, Random random) {
        this.form = form;
        this.device = device;
        this.ledger = ledger;
        this.tried = tried;
        this.unexpected = unexpected;
        this.random = random;
    }

    List<Device.Interview> makeUp(int count) {
        List<Device.Interview> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            tried.add(id);
            made.add(new Device.Interview(id, form.interview(id, random)));
        }
        return made;
    }

    /** Sends an interview and goes away, as often as it takes until the whole of it went out. */
    void sendAndLeave(Device.Interview interview) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                device.putAndLeave(interview);
                return;
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
        unexpected.add("no connection in " + PATIENCE.toMinutes() + " minutes");
    }

    /** Sends interviews until they are acknowledged; one alone by itself, several in one request. */
    void send(List<Device.Interview> interviews) throws InterruptedException, IOException {
        List<Ledger.Receipt> receipts = interviews.size() == 1
                ? repeat(() -> device.put(interviews.get(0)), 201)
                        .map(body -> List.of(Ledger.Receipt.of(body)))
                        .orElse(List.of())
                : repeat(() -> device.post(interviews), 200).map(this::receipts).orElse(List.of());
        for (int i = 0; i < receipts.size(); i++) {
            Device.Interview sent = interviews.get(i);
            if (!receipts.get(i).id().equals(sent.id())
                    || !receipts.get(i).sha256().equals(sent.sha256())) {
                unexpected.add("a receipt of other bytes");
            }
        }
        ledger.add(receipts);
    }

    /** The receipt of one interview; none where there was another answer. */
    Optional<String> receipt(Device.Interview interview) throws InterruptedException {
        return repeat(() -> device.put(interview), 201);
    }

    private List<Ledger.Receipt> receipts(String body) {
        JsonObject answer = (JsonObject) JsonReader.read("reply", body);
        List<Ledger.Receipt> receipts = new ArrayList<>();
        for (Json item : ((JsonArray) answer.members().get("interviews")).items()) {
            Json receipt = ((JsonObject) item).members().get("receipt");
            if (receipt == null) {
                unexpected.add(JsonWriter.write(item));
                return List.of();
            }
            receipts.add(Ledger.Receipt.of(JsonWriter.write(receipt)));
        }
        return receipts;
    }

    /** A request. */
    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    private Optional<String> repeat(Request request, int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> reply = request.send();
                if (reply.statusCode() == wanted) {
                    return Optional.of(reply.body());
                }
                if (reply.statusCode() != 503) {
                    unexpected.add(reply.body());
                    return Optional.empty();
                }
            } catch (IOException e) {
                // The service is down, or went down before its reply was whole: the same bytes again.
            }
            Thread.sleep(20);
        }
        unexpected.add("no receipt in " + PATIENCE.toMinutes() + " minutes");
        return Optional.empty();
    }
}
