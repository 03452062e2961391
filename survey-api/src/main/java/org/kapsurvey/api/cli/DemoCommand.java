package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.kapsurvey.api.Service;
import org.kapsurvey.api.demo.Demo;
import org.kapsurvey.api.demo.DemoAccounts;
import org.kapsurvey.api.demo.DemoRound;
import org.kapsurvey.api.demo.DemoTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./kap demo}. */
@Command(
        name = "demo",
        description =
                "Runs a made-up survey for each plan from the first interview to the verdicts, prints and serves it.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "2026",
            description = "Seed of the made-up provinces, samples and answers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            defaultValue = "" + DemoRound.Size.CLUSTERS,
            description = "Residential groups to draw. Default: ${DEFAULT-VALUE}.")
    private int clusters;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "" + DemoRound.Size.PEOPLE,
            description = "People to select in each group, about. Default: ${DEFAULT-VALUE}.")
    private int people;

    @Option(names = "--lang", paramLabel = "LANGUAGE", defaultValue = "vi", description = "vi or en. Default: vi.")
    private String language = "vi";

    @Option(names = "--fresh", description = "Opens new rounds even if those of this seed and size are there.")
    private boolean fresh;

    @Option(names = "--no-serve", description = "Ends after printing the result.")
    private boolean noServe;

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::demo);
    }

    private int demo() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!language.equals("vi") && !language.equals("en")) {
            err.println("--lang must be vi or en, not \"" + language + "\".");
            return 2;
        }
        Path questionnaires = ProjectFiles.home().resolve("questionnaires");
        DemoRound.Size size = new DemoRound.Size(seed, clusters, people);
        Service service = options.start(new ProjectFiles(ProjectFiles.home())::publish);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread closing = new Thread(() -> {
            service.close();
            stopped.countDown();
        });
        Runtime.getRuntime().addShutdownHook(closing);
        Consumer<String> progress = line -> {
            err.println(line);
            err.flush();
        };
        List<Demo.Outcome> outcomes = new ArrayList<>();
        try {
            for (String plan : DemoRound.PLANS) {
                progress.accept(
                        say("Dựng địa phương giả định cho kế hoạch ", "Making up a province for plan ") + plan + " …");
                DemoRound demo = DemoRound.of(questionnaires, plan, size);
                Demo.Outcome outcome = new Demo(service, language, progress).run(demo, fresh);
                out.println(DemoTable.of(outcome, language));
                out.println();
                out.flush();
                outcomes.add(outcome);
            }
        } catch (RuntimeException e) {
            if (closing.getState() == Thread.State.NEW) {
                throw e;
            }
            // Ctrl-C took the service away from under the interviews.
            progress.accept(say(
                    "Đã dừng khi cuộc khảo sát chưa xong; lần chạy ./kap demo sau sẽ làm tiếp.",
                    "Stopped before the survey was complete; the next ./kap demo completes it."));
            stopped.await();
            return 0;
        }
        if (noServe) {
            out.flush();
            Runtime.getRuntime().removeShutdownHook(closing);
            service.close();
            return 0;
        }
        out.println(DemoTable.addresses(outcomes, service.uri(), language));
        out.println(DemoTable.accounts(new DemoAccounts(service.database()).add(), language));
        out.println(say("Nhấn Ctrl-C để dừng.", "Stop it with Ctrl-C."));
        out.flush();
        stopped.await();
        return 0;
    }

    private String say(String vi, String en) {
        return language.equals("en") ? en : vi;
    }
}
