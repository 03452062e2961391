package org.kapsurvey.api.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.BlockFolder;
import org.kapsurvey.questionnaire.jvm.EngineBench;
import org.kapsurvey.questionnaire.jvm.FormWalks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./kap bench --browser}: what a person who fills in a web form waits for after each answer, in the real forms in a real
 * Chromium whose processor is slowed down. It stands among the tests because the program that is given out holds no driver of
 * browsers. What is measured is said in {@code docs/performance.md}.
 */
@Command(
        name = "kap bench --browser",
        description = "Measures what the web forms make a person wait for after each answer, in Chromium.",
        mixinStandardHelpOptions = true)
final class BrowserBench implements Callable<Integer> {
    /** The made-up form of {@code ./kap bench --engine}. */
    static final String MADE_UP = "bench";

    private static final int DONE = 0;
    private static final int WRONG_INPUT = 2;
    private static final int MOST_SEEDS = 200;
    private static final int BARE_QUESTIONS = 25;
    private static final int BARE_CHOICES = 4;
    /** Stands in the engine's place, hands every call on to it and counts its time. */
    private static final String TIMED_ENGINE = """
            import * as engine from '%1$s?itself';
            export * from '%1$s?itself';
            export const change = browserBench.timed(engine.change);
            export const answers = browserBench.timed(engine.answers);
            """;

    private static final Pattern ENGINE = Pattern.compile(".*/engine/[0-9a-f]{64}\\.js$");
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = "Only this form; may be given again. Default: every form, and " + MADE_UP
                    + ", the 120 questions of --engine on one page.")
    private List<String> only = List.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Interviews with each form: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--throttle",
            paramLabel = "N",
            defaultValue = "6",
            description = "How many times slower the processor is made: ${DEFAULT-VALUE}.")
    private int throttle;

    /**
     * Milliseconds of one answer.
     *
     * @param engine inside the compiled engine
     * @param script from the input event until all that the page does at once has run
     * @param worked the same, and until the page that came of it was laid out
     * @param shown from the input event until the frame with it was handed over
     */
    private record Answer(double engine, double script, double worked, double shown) {}

    /**
     * Answers to the questions of a form, by their paths on the page.
     *
     * @param content the form as it is published, with the rows of its blocks
     */
    private record Form(String name, String content, List<Map<String, String>> interviews) {}

    public static void main(String[] arguments) {
        System.exit(commandLine()
                .execute(Stream.of(arguments)
                        .filter(argument -> !argument.equals("--browser"))
                        .toArray(String[]::new)));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BrowserBench());
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter error = spec.commandLine().getErr();
        Path questionnaires = Path.of(System.getProperty("kap.home", "..")).resolve("questionnaires");
        List<String> known = names(questionnaires);
        for (String name : only) {
            if (!known.contains(name)) {
                error.println("There is no form \"" + name + "\". There are " + String.join(", ", known) + ".");
                return WRONG_INPUT;
            }
        }
        if (runs < 1 || runs > MOST_SEEDS || throttle < 1) {
            error.println("--runs must be 1 to " + MOST_SEEDS + " and --throttle 1 or more.");
            return WRONG_INPUT;
        }
        if (Chromium.installed().isEmpty()) {
            error.println("There is no chromium on the PATH (Debian: apt-get install chromium).");
            return WRONG_INPUT;
        }
        List<Form> forms = new ArrayList<>();
        for (String name : only.isEmpty() ? known : only) {
            forms.add(name.equals(MADE_UP) ? madeUp() : form(questionnaires, name));
        }
        Path data = Files.createTempDirectory("kap-bench");
        try (Service service = Service.start(
                        data,
                        null,
                        InetAddress.getLoopbackAddress(),
                        0,
                        database -> forms.forEach(form -> new QuestionnaireStore(database)
                                .publish(form.name, form.content.getBytes(StandardCharsets.UTF_8))));
                Chromium chromium = Chromium.launch()) {
            List<Answer> bare = bare(chromium, service.uri() + "/bare");
            List<Answer> all = new ArrayList<>();
            for (Form form : forms) {
                List<Answer> answers = new ArrayList<>();
                for (Map<String, String> interview : form.interviews) {
                    answers.addAll(interview(chromium, service.uri() + "/form/" + form.name + "/1", interview));
                }
                print(
                        new JsonWriter()
                                .beginObject()
                                .name("task")
                                .value("answer")
                                .name("form")
                                .value(form.name),
                        answers);
                all.addAll(answers);
            }
            print(
                    new JsonWriter()
                            .beginObject()
                            .name("task")
                            .value("answers")
                            .name("forms")
                            .value(forms.size())
                            .name("throttle")
                            .value(throttle)
                            .name("chromium")
                            .value(chromium.version())
                            .name("floorMedian")
                            .value(quantile(bare, Answer::worked, 0.5))
                            .name("floorP95")
                            .value(quantile(bare, Answer::worked, 0.95)),
                    all);
            return DONE;
        } finally {
            delete(data);
        }
    }

    private static List<String> names(Path questionnaires) throws IOException {
        try (Stream<Path> folders = Files.list(questionnaires.resolve("forms"))) {
            return Stream.concat(
                            folders.map(folder -> folder.getFileName().toString())
                                    .sorted(),
                            Stream.of(MADE_UP))
                    .toList();
        }
    }

    /** The form as it is published, with the answers of its first walks that come to the end. */
    private Form form(Path questionnaires, String name) throws IOException {
        Path file = questionnaires.resolve("forms").resolve(name).resolve("v1.json");
        Composition composed = Composition.of(
                file.toString(), Files.readString(file), new BlockFolder(questionnaires.resolve("blocks")));
        FormWalks walks = FormWalks.of(
                composed.questionnaire(),
                composed.text(),
                LocalDate.now(VIETNAM).toString());
        List<Map<String, String>> interviews = LongStream.rangeClosed(1, MOST_SEEDS)
                .mapToObj(walks::walk)
                .filter(walk -> walk.complete() && walk.outcome().equals("complete"))
                .limit(runs)
                .map(BrowserBench::answers)
                .toList();
        if (interviews.size() < runs) {
            throw new IllegalStateException(
                    "Of " + MOST_SEEDS + " walks through " + name + " only " + interviews.size() + " come to the end.");
        }
        return new Form(name, composed.text(), interviews);
    }

    /** {@code roster-0-member_age}: the repeats and rows around a question stand before its name. */
    private static Map<String, String> answers(FormWalks.Walk walk) {
        Map<String, String> answers = new HashMap<>();
        for (FormWalks.Step step : walk.steps()) {
            StringBuilder path = new StringBuilder();
            for (Group group = step.question().repeat(); group != null; group = group.parent()) {
                if (group.isRepeat()) {
                    path.insert(0, group.name() + "-#-");
                }
            }
            String full = path + step.question().name();
            for (int row : step.rows()) {
                full = full.replaceFirst("#", Integer.toString(row));
            }
            answers.put(full, step.missing().isEmpty() ? step.answer() : "{" + step.missing() + "}");
        }
        return answers;
    }

    private Form madeUp() {
        Map<String, String> answers = new HashMap<>();
        JsonObject given = (JsonObject) JsonReader.read("", EngineBench.answers());
        given.members().forEach((name, answer) -> answers.put(name, ((JsonText) answer).value()));
        return new Form(
                MADE_UP,
                EngineBench.form(),
                Stream.generate(() -> answers).limit(runs).toList());
    }

    /** Fills in a form from its first section to the review, as a person does: one thing after the other, each when the page is at rest. */
    private List<Answer> interview(Chromium chromium, String address, Map<String, String> answers) {
        try (BrowserContext device = chromium.device(390, 844)) {
            device.setDefaultTimeout(60_000);
            device.addInitScript(script());
            device.route(
                    ENGINE,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/javascript")
                            .setBody(TIMED_ENGINE.formatted(
                                    URI.create(route.request().url()).getPath()))));
            Page page = device.newPage();
            FormPage form = FormPage.open(page, address);
            Chromium.throttle(page, throttle);
            while (!form.isReview()) {
                String section = form.heading();
                Map<String, String> given = new LinkedHashMap<>();
                for (String next = unanswered(form, given); next != null; next = unanswered(form, given)) {
                    String answer = answers.getOrDefault(next, "");
                    answer(form, next, answer);
                    given.put(next, answer);
                }
                form.next();
                settle(page);
                if (!form.isReview() && form.heading().equals(section)) {
                    // An answer that the page still asks for: a walk may have left a question open.
                    page.locator(".banner-bad .button").click();
                    settle(page);
                }
            }
            return taken(page);
        }
    }

    /** What no form can fall below: as many presses on a page of nothing but choices, without a script and without a style. */
    private List<Answer> bare(Chromium chromium, String address) {
        StringBuilder choices = new StringBuilder("<!doctype html>");
        for (int question = 0; question < BARE_QUESTIONS; question++) {
            choices.append("<p>");
            for (int choice = 0; choice < BARE_CHOICES; choice++) {
                choices.append(
                        "<label><input type=radio name=q%d value=%d>%d</label> ".formatted(question, choice, choice));
            }
        }
        try (BrowserContext device = chromium.device(390, 844)) {
            device.addInitScript(script());
            device.route(
                    address,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody(choices.toString())));
            Page page = device.newPage();
            page.navigate(address);
            Chromium.throttle(page, throttle);
            for (int choice = 0; choice < BARE_CHOICES; choice++) {
                for (int question = 0; question < BARE_QUESTIONS; question++) {
                    press(page, page.locator("[name=q%d][value=\"%d\"]".formatted(question, choice)));
                }
            }
            return taken(page);
        }
    }

    private static @Nullable String unanswered(FormPage form, Map<String, String> given) {
        return form.shown().stream()
                .filter(name -> !given.containsKey(name))
                .findFirst()
                .orElse(null);
    }

    /** Presses what a finger presses and types key after key; only days and times are set at once, as the device's own picker does. */
    private static void answer(FormPage form, String name, String answer) {
        Page page = form.page();
        Locator question = form.question(name);
        if (answer.startsWith("{")) {
            String code = answer.substring(1, answer.length() - 1);
            String label = Objects.requireNonNull(MissingCode.of(code)).label("vi");
            press(page, question.locator(".missing button", new Locator.LocatorOptions().setHasText(label)));
        } else if (question.locator("input.input-date").count() > 0) {
            question.locator("input.input").fill(answer);
            settle(page);
        } else if (question.locator("input.input").count() > 0) {
            question.locator("input.input").click();
            answer.codePoints().forEach(key -> {
                page.keyboard().type(Character.toString(key));
                settle(page);
            });
        } else {
            for (String choice : answer.split(" ", -1)) {
                if (!choice.isEmpty()) {
                    press(page, question.locator("label:has(input[value=\"" + choice + "\"])"));
                }
            }
        }
    }

    private static void press(Page page, Locator where) {
        where.click();
        settle(page);
    }

    private static void settle(Page page) {
        page.evaluate("browserBench.settled()");
    }

    private static List<Answer> taken(Page page) {
        List<Answer> answers = new ArrayList<>();
        for (Object taken : (List<?>) page.evaluate("browserBench.take()")) {
            Map<?, ?> answer = (Map<?, ?>) taken;
            answers.add(new Answer(
                    number(answer.get("engine")),
                    number(answer.get("script")),
                    number(answer.get("worked")),
                    number(answer.get("shown"))));
        }
        return answers;
    }

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(BrowserBench.class.getResourceAsStream("/browser-bench.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(JsonWriter line, List<Answer> answers) {
        line.name("answers").value(answers.size());
        line.name("median").value(quantile(answers, Answer::worked, 0.5));
        line.name("p95").value(quantile(answers, Answer::worked, 0.95));
        line.name("most").value(quantile(answers, Answer::worked, 1));
        line.name("engineMedian").value(quantile(answers, Answer::engine, 0.5));
        line.name("engineP95").value(quantile(answers, Answer::engine, 0.95));
        line.name("scriptMedian").value(quantile(answers, Answer::script, 0.5));
        line.name("scriptP95").value(quantile(answers, Answer::script, 0.95));
        line.name("shownMedian").value(quantile(answers, Answer::shown, 0.5));
        line.name("shownP95").value(quantile(answers, Answer::shown, 0.95));
        spec.commandLine().getOut().println(line.endObject());
        spec.commandLine().getOut().flush();
    }

    private static double quantile(List<Answer> answers, ToDoubleFunction<Answer> figure, double share) {
        return quantile(answers.stream().mapToDouble(figure).sorted().toArray(), share);
    }

    /** The smallest value that at least this share of all does not exceed, to a tenth of a millisecond, which is what the browser's clock tells. */
    static double quantile(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return Math.round(10 * sorted[Math.max(rank, 1) - 1]) / 10.0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
