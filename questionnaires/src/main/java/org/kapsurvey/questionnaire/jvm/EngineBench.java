package org.kapsurvey.questionnaire.jvm;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;

/**
 * How many interviews the engine validates: a made-up form of 120 questions, a third of them asked only if two answers say so, every
 * answer held to its constraint.
 */
public final class EngineBench {
    public static final int QUESTIONS = 120;
    public static final int INTERVIEWS = 10_000;

    private static final int WARM_UP = 3_000;

    private EngineBench() {}

    /** The form. */
    public static String form() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            String type = i % 3 == 0 ? "select_multiple l" : "integer";
            String relevant = i % 3 == 2
                    ? ", \"relevant\": \"${q" + (i - 1) + "} > 2 and selected(${q" + (i - 2) + "}, 'a')\""
                    : "";
            String constraint = i % 3 == 0 ? "" : ", \"constraint\": \". >= 0 and . < 100\"";
            rows.add("{\"type\": \"" + type + "\", \"name\": \"q" + i
                    + "\", \"label\": {\"en\": \"Question\"}, \"required\": true" + relevant + constraint + "}");
        }
        return "{\"settings\": {\"form_id\": \"bench\", \"version\": \"1\", \"default_language\": \"en\","
                + " \"title\": {\"en\": \"Bench\"}},\n\"survey\": [\n" + String.join(",\n", rows)
                + "\n],\n\"choices\": [\n"
                + "{\"list_name\": \"l\", \"name\": \"a\", \"label\": {\"en\": \"A\"}},\n"
                + "{\"list_name\": \"l\", \"name\": \"b\", \"label\": {\"en\": \"B\"}}\n]}\n";
    }

    /** Answers to all of its questions, all acceptable. */
    public static String answers() {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            answers.add("\"q" + i + "\":\"" + (i % 3 == 0 ? "a b" : "7") + "\"");
        }
        return "{" + String.join(",", answers) + "}";
    }

    /**
     * Reads the answers of 10,000 interviews, evaluates them and writes their records.
     *
     * @return seconds of processor time of the thread that did it, of each run; the first begins after 3,000 interviews that are not
     *     counted
     */
    public static List<Double> validate(int runs) {
        Questionnaire form = Questionnaire.parse("", form());
        String answers = answers();
        validate(form, answers, WARM_UP);
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            validate(form, answers, INTERVIEWS);
            seconds.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started) / 1e9);
        }
        return seconds;
    }

    private static void validate(Questionnaire form, String answers, int interviews) {
        JvmHost host = new JvmHost();
        for (int i = 0; i < interviews; i++) {
            Evaluation evaluation = Evaluation.of(form, Answers.parse(answers, host), "2026-11-21");
            if (!evaluation.isComplete() || evaluation.canonicalRecord().length() < 10 * QUESTIONS) {
                throw new IllegalStateException("The interview of the benchmark is not complete.");
            }
        }
    }
}
