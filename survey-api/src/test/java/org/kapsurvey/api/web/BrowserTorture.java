package org.kapsurvey.api.web;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.account.Role;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./kap torture --browser}: what may happen to a phone in the field, in a random order, in a real Chromium with its storage
 * and its service worker, before a real service; then whatever was shown as saved is looked for. It stands among the tests because
 * the program that is given out holds no driver of browsers. What is done and counted is said in {@code docs/torture.md}.
 */
@Command(
        name = "kap torture --browser",
        description =
                "Reloads, kills and starves the web form in Chromium, and then looks for every answer that it called saved.",
        mixinStandardHelpOptions = true)
final class BrowserTorture implements Callable<Integer> {
    private static final int WRONG_INPUT = 2;
    private static final int STEPS = 6;
    private static final int MOST_SENTENCES = 5;

    /** How long the queue may take to get empty: looks, and the milliseconds between two. */
    private static final int MOST_LOOKS = 240;

    private static final int LOOK = 250;

    /** In every answer and nowhere else: where it stands on the device, an answer is legible. */
    private static final String MARK = "Bích Đầm";

    private static final List<String> QUESTIONS = List.of("place", "name", "wish");
    private static final String FORM = """
            {"settings": {"form_id": "torture", "version": "%d", "default_language": "vi", "languages": ["vi", "en"],
                          "title": {"vi": "Phiếu thử bền", "en": "Tortured form"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "Tất cả", "en": "All"}},
              {"type": "text", "name": "place", "label": {"vi": "Ở đâu?", "en": "Where?"}},
              {"type": "text", "name": "name", "label": {"vi": "Họ tên?", "en": "Name?"}},
              {"type": "text", "name": "wish", "label": {"vi": "Mong muốn?", "en": "Wish?"}},
              {"type": "end_group"}]}
            """;
    private static final String COUNT = """
            (store) => new Promise((resolve) => {
              const request = indexedDB.open('kap');
              request.onsuccess = () => {
                const all = request.result.transaction(store).objectStore(store).count();
                all.onsuccess = () => { request.result.close(); resolve(all.result); };
              };
            })
            """;

    @Spec
    private CommandSpec spec;

    @Option(names = "--sequences", paramLabel = "N", defaultValue = "300", description = "Sequences: ${DEFAULT-VALUE}.")
    private int sequences;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "50",
            description = "Kills of the browser after it said that all is saved: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the order: ${DEFAULT-VALUE}.")
    private long seed;

    /** A fault of the form, to see that it is found: what is put into the place of {@code original} in a script. */
    record Defect(String script, String original, String instead) {}

    /**
     * @param steps how often each kind of thing was done
     * @param answers those that were shown as saved
     * @param lost answers shown as saved that are neither in their draft nor in the service
     * @param duplicated interviews that the service has twice, and drafts of finished interviews that are still there
     * @param plain looks at the device that found an answer legible
     */
    record Outcome(
            int sequences,
            int kills,
            Map<String, Integer> steps,
            int interviews,
            int answers,
            int lost,
            int duplicated,
            int plain,
            List<String> sentences) {
        boolean isWhole() {
            return lost + duplicated + plain == 0;
        }
    }

    /** An interview as the person sees it: what stands on the screen, and what of it was shown as saved. */
    private static final class Interview {
        private final Map<String, String> shown = new LinkedHashMap<>();
        private Map<String, String> saved = Map.of();
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BrowserTorture())
                .execute(Stream.of(arguments)
                        .filter(argument -> !argument.equals("--browser"))
                        .toArray(String[]::new)));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter error = spec.commandLine().getErr();
        if (Math.min(sequences, kills) < 0) {
            error.println("--sequences and --kills must be 0 or more.");
            return WRONG_INPUT;
        }
        if (Chromium.installed().isEmpty()) {
            error.println("There is no chromium on the PATH (Debian: apt-get install chromium).");
            return WRONG_INPUT;
        }
        Path data = Files.createTempDirectory("kap-torture");
        Outcome outcome;
        try (Service service =
                Service.start(data, null, InetAddress.getLoopbackAddress(), 0, database -> publish(database, 1))) {
            String cookie = TestService.cookie(service.uri(), service.database(), Role.ADMINISTRATOR, List.of());
            try (Chromium chromium = Chromium.launch(cookie);
                    Run run = new Run(chromium, service.uri(), service.database(), seed, List.of(), line -> {
                        error.println(line);
                        error.flush();
                    })) {
                outcome = run.run(sequences, kills);
            }
        } finally {
            delete(data);
        }
        print(spec.commandLine().getOut(), outcome);
        outcome.sentences().stream().limit(MOST_SENTENCES).forEach(error::println);
        error.flush();
        return outcome.isWhole() ? 0 : 1;
    }

    private void print(PrintWriter out, Outcome outcome) {
        out.println("| | asked | measured |");
        out.println("| --- | ---: | ---: |");
        row(out, "sequences", sequences, outcome.sequences());
        row(out, "kills after “saved”", kills, outcome.kills());
        outcome.steps().forEach((step, times) -> out.printf(Locale.ROOT, "| %s | | %,d |%n", step, times));
        out.printf(Locale.ROOT, "| interviews finished | | %,d |%n", outcome.interviews());
        out.printf(Locale.ROOT, "| answers shown as saved | | %,d |%n", outcome.answers());
        row(out, "lost", 0, outcome.lost());
        row(out, "duplicated", 0, outcome.duplicated());
        row(out, "plain", 0, outcome.plain());
        out.flush();
    }

    private static void row(PrintWriter out, String what, int asked, int measured) {
        out.printf(Locale.ROOT, "| %s | %,d | %,d |%n", what, asked, measured);
    }

    static void publish(Database database, int version) {
        new QuestionnaireStore(database)
                .publish(
                        "torture/v" + version + ".json", FORM.formatted(version).getBytes(StandardCharsets.UTF_8));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** One phone, its network, and what its user remembers. Not for several threads. */
    static final class Run implements AutoCloseable {
        private final Chromium chromium;
        private final Database database;
        private final RandomGenerator chance;
        private final Consumer<String> told;
        private final Relay relay;
        private final Path profile;
        private final Map<String, Integer> steps = new LinkedHashMap<>();
        private final List<Interview> finished = new ArrayList<>();
        private final List<String> sentences = new ArrayList<>();
        private BrowserContext device;
        private Page page;
        private Interview interview = new Interview();
        private int version = 1;
        private int given;
        private int answers;
        private int lost;
        private int duplicated;
        private int plain;

        Run(
                Chromium chromium,
                java.net.URI service,
                Database database,
                long seed,
                List<Defect> defects,
                Consumer<String> told)
                throws IOException {
            this.chromium = chromium;
            this.database = database;
            this.told = told;
            chance = RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
            relay = new Relay(service);
            for (Defect defect : defects) {
                relay.change(defect.script, defect.original, defect.instead);
            }
            profile = Files.createTempDirectory("kap-torture-phone");
            start();
            page.navigate(relay.uri() + "/");
            page.locator("#offline-state:has-text('đã có trên máy: mở, điền')").waitFor();
        }

        Outcome run(int sequences, int kills) {
            for (int i = 1; i <= sequences; i++) {
                sequence();
                if (i % 10 == 0 || i == sequences) {
                    arrive();
                    told.accept(i + " of " + sequences + " sequences: " + lost + " lost, " + duplicated
                            + " duplicated, " + plain + " plain");
                }
            }
            for (int i = 1; i <= kills; i++) {
                killed();
                if (i % 10 == 0 || i == kills) {
                    arrive();
                    told.accept(i + " of " + kills + " kills: " + lost + " lost, " + duplicated + " duplicated, "
                            + plain + " plain");
                }
            }
            return new Outcome(
                    sequences, kills, steps, finished.size(), answers, lost, duplicated, plain, List.copyOf(sentences));
        }

        private void sequence() {
            begin();
            answer();
            for (int step = 0; step < STEPS; step++) {
                switch (chance.nextInt(8)) {
                    case 0 -> {
                        count("reloads");
                        page.reload();
                        resume();
                    }
                    case 1 -> {
                        count("tabs killed");
                        Page gone = page;
                        page = device.newPage();
                        gone.close();
                        resume();
                    }
                    case 2 -> otherTab();
                    case 3 -> full();
                    case 4 -> {
                        count("networks gone and back");
                        relay.cut();
                        answer();
                        page.reload();
                        resume();
                        relay.mend();
                    }
                    case 5 -> {
                        if (version < 40) {
                            count("versions published");
                            publish(database, ++version);
                        }
                        leaveAndComeBack();
                    }
                    case 6 -> {
                        count("clocks moved");
                        // From 1970 to 2099, in Việt Nam's time.
                        page.clock()
                                .setFixedTime(Instant.ofEpochSecond(chance.nextLong(4_070_000_000L))
                                        .toEpochMilli());
                        answer();
                    }
                    default -> answer();
                }
                lookForPlain();
            }
            finish();
            lookForPlain();
        }

        /** From the first answer to the end, with a kill after what the page said that it has kept. */
        private void killed() {
            begin();
            int before = 1 + chance.nextInt(QUESTIONS.size());
            if (chance.nextBoolean()) {
                relay.cut();
            }
            for (int i = 0; i < before; i++) {
                answer();
            }
            boolean ended = chance.nextInt(3) == 0;
            if (ended) {
                finish();
            }
            Chromium.kill(profile);
            count(ended ? "kills after the end of an interview" : "kills within an interview");
            relay.mend();
            start();
            if (ended) {
                // No page that sends: what is looked at is what the kill has left.
                page.navigate(relay.uri() + "/livez");
            } else {
                resume();
                lookForPlain();
                answer();
                finish();
            }
            lookForPlain();
        }

        private void start() {
            device = chromium.device(profile);
            page = device.pages().get(0);
        }

        private void begin() {
            interview = new Interview();
            page.navigate(form());
            page.locator(".question, section.card").first().waitFor();
            if (page.locator("section.card").count() > 0) {
                duplicated++;
                sentences.add("A draft is offered of which nothing is wanting.");
                page.locator("main > .actions button").last().click();
                page.locator(".question").first().waitFor();
            }
        }

        private String form() {
            return relay.uri() + "/form/torture/1";
        }

        /** Types into a question; what the page then calls saved is counted on from now. */
        private void answer() {
            String question = QUESTIONS.get(chance.nextInt(QUESTIONS.size()));
            String text = MARK + " " + ++given + " " + Long.toString(chance.nextLong(1L << 40), 36);
            FormPage.on(page).answer(question, text);
            interview.shown.put(question, text);
            page.locator(".kept, main [role=alert]").first().waitFor();
            if (page.locator(".kept").count() > 0) {
                interview.saved = Map.copyOf(interview.shown);
                answers++;
            }
        }

        private void leaveAndComeBack() {
            page.navigate(relay.uri() + "/");
            page.locator("[aria-labelledby=drafts] a").first().click();
            resumeHere();
        }

        private void resume() {
            page.navigate(form());
            resumeHere();
        }

        private void resumeHere() {
            try {
                page.locator(".question, section.card .button-main").first().waitFor();
            } catch (PlaywrightException e) {
                throw new IllegalStateException(
                        "The form offers nothing to go on with. It says: "
                                + page.locator("#app").innerText(),
                        e);
            }
            if (page.locator(".question").count() == 0) {
                page.locator("section.card .button-main").first().click();
                page.locator(".question").first().waitFor();
            }
            Map<String, String> found = new LinkedHashMap<>();
            for (String question : QUESTIONS) {
                found.put(question, page.locator("#q-" + question + " input").inputValue());
            }
            interview.saved.forEach((question, text) -> {
                // A change that was shown, but not yet as saved, may have been kept all the same.
                if (!text.equals(found.get(question)) && !found.get(question).equals(interview.shown.get(question))) {
                    lose("An answer was shown as saved and its draft came back without it.");
                }
            });
            interview.shown.clear();
            found.values().removeIf(String::isEmpty);
            interview.shown.putAll(found);
            interview.saved = Map.copyOf(found);
        }

        /** A second window: it never gets the draft of the first, and has an interview of its own. */
        private void otherTab() {
            count("second windows");
            Page first = page;
            Interview own = interview;
            page = device.newPage();
            page.navigate(form());
            page.locator("section.card").first().waitFor();
            if (page.locator("section.card .button-main").count() > 0) {
                duplicated++;
                sentences.add("A second window is offered the draft that the first has open.");
            }
            page.locator("main > .actions button").last().click();
            page.locator(".question").first().waitFor();
            interview = new Interview();
            answer();
            finish();
            page.close();
            page = first;
            interview = own;
            page.bringToFront();
        }

        private void full() {
            count("full storages");
            quota(1);
            answer();
            quota(-1);
            answer();
        }

        private void quota(int bytes) {
            JsonObject wanted = new JsonObject();
            wanted.addProperty("origin", relay.uri());
            if (bytes >= 0) {
                wanted.addProperty("quotaSize", bytes);
            }
            device.newCDPSession(page).send("Storage.overrideQuotaForOrigin", wanted);
        }

        private void finish() {
            switch (chance.nextInt(4)) {
                case 0 -> {
                    count("uploads cut in the middle");
                    relay.tearUploads();
                }
                case 1 -> {
                    count("replies dropped");
                    relay.loseReplies();
                }
                case 2 -> {
                    count("ends without a network");
                    relay.cut();
                }
                default -> count("ends with a network");
            }
            FormPage form = FormPage.on(page);
            form.next();
            page.locator("#outcome").waitFor();
            form.finish();
            page.locator("#receipt-number, main [role=alert]:has-text('được giữ nguyên')")
                    .first()
                    .waitFor();
            interview.saved = Map.copyOf(interview.shown);
            finished.add(interview);
            lookForPlain();
            relay.mend();
        }

        /** The whole queue arrives, and what arrived is what was typed. */
        private void arrive() {
            page.navigate(relay.uri() + "/");
            page.locator("#offline-state").waitFor();
            for (int i = 0; i < MOST_LOOKS && waiting() > 0; i++) {
                page.evaluate("dispatchEvent(new Event('online'))");
                page.waitForTimeout(LOOK);
            }
            if (waiting() > 0) {
                sentences.add("The queue does not get empty.");
            }
            List<String> rows =
                    database
                            .read(tables -> tables.select(INTERVIEW.PAYLOAD)
                                    .from(INTERVIEW)
                                    .fetch(INTERVIEW.PAYLOAD))
                            .stream()
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .toList();
            for (Interview one : finished) {
                if (one.saved.isEmpty()) {
                    continue;
                }
                long copies = rows.stream()
                        .filter(row -> one.saved.values().stream().allMatch(row::contains))
                        .count();
                if (copies == 0) {
                    lose("A finished interview never arrived.");
                } else if (copies > 1) {
                    duplicated++;
                    sentences.add("An interview arrived under two ids.");
                }
                one.saved = Map.of();
            }
            int drafts = kept("drafts");
            if (drafts > 0) {
                duplicated += drafts;
                sentences.add("Drafts of finished interviews are still there: " + drafts + ".");
            }
        }

        private int waiting() {
            return kept("unsent");
        }

        private int kept(String store) {
            return (int) page.evaluate(COUNT, store);
        }

        private void lookForPlain() {
            if (Chromium.everythingKept(page).contains(MARK)) {
                plain++;
                sentences.add("An answer lies on the device for everybody to read.");
            }
        }

        private void lose(String sentence) {
            lost++;
            sentences.add(sentence);
        }

        private void count(String step) {
            steps.merge(step, 1, Integer::sum);
        }

        @Override
        public void close() throws IOException {
            Chromium.kill(profile);
            relay.close();
            delete(profile);
        }
    }
}
