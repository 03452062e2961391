package org.kapsurvey.questionnaire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.jvm.BlockFolder;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/** Forms for tests: the project's own, and small ones made of a few rows. */
public final class Forms {
    /** The module's folder, wherever the tests are started from. */
    public static final Path MODULE = module();

    private Forms() {}

    /** The project's own form as it is published. */
    public static String reproductiveAge() {
        return composed("reproductive-age");
    }

    /** The names of the project's own forms. */
    public static List<String> ours() {
        try (Stream<Path> folders = Files.list(MODULE.resolve("forms"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Version 1 of one of the project's own forms as it is written. */
    public static String source(String form) {
        return read(MODULE.resolve("forms").resolve(form).resolve("v1.json"));
    }

    /** Version 1 of one of the project's own forms as it is published, with the rows of its blocks. */
    public static String composed(String form) {
        Path file = MODULE.resolve("forms").resolve(form).resolve("v1.json");
        return Composition.of(file.toString(), read(file), new BlockFolder(MODULE.resolve("blocks")))
                .text();
    }

    /** The answers of a whole interview of {@link #reproductiveAge}. */
    public static String wholeInterview() {
        StringBuilder answers = new StringBuilder(
                "{\"reached\":\"met\",\"minor\":\"no\",\"consent\":\"yes\",\"age\":\"27\",\"sex\":\"female\"");
        answers.append(",\"education\":\"tertiary\",\"ethnicity\":\"kinh\",\"marital_status\":\"married\"");
        answers.append(",\"religion\":\"none\",\"social_insurance\":\"yes\",\"area_groups\":\"island sea_border\"");
        answers.append(",\"children_boys\":\"1\",\"children_girls\":\"01\",\"work\":\"public\",\"migrant\":\"no\"");
        answers.append(",\"disability\":{\"missing\":\"refused\"},\"ch_tv\":\"daily\",\"ch_loudspeaker\":\"never\"");
        answers.append(",\"ch_online_news\":\"weekly\",\"ch_social\":\"daily\",\"ch_health_worker\":\"seldom\"");
        answers.append(
                ",\"ch_radio\":\"never\",\"ch_newspaper\":\"never\",\"ch_meeting\":\"seldom\",\"platforms\":\"zalo\"");
        answers.append(",\"exp_campaign\":\"no\",\"exp_rights\":\"yes\",\"exp_rights_channels\":\"zalo tv\"");
        answers.append(",\"exp_low_fertility\":{\"missing\":\"dk\"},\"exp_contraception\":\"no\"");
        for (String content : new String[] {
            "sr_state",
            "sr_causes",
            "sr_consequences",
            "premarital",
            "rh",
            "child_marriage",
            "consanguinity",
            "prenatal",
            "newborn"
        }) {
            answers.append(",\"exp_").append(content).append("\":\"no\"");
        }
        statements(answers, 5, "two", "low", "contra");
        statements(answers, 2, "sr_state");
        statements(answers, 3, "sr_cause", "sr_cons");
        statements(answers, 4, "ps", "ns");
        statements(answers, 6, "du");
        for (String item : new String[] {
            "discuss",
            "chance",
            "use",
            "women_only",
            "advice",
            "too_much",
            "girl_support",
            "son_must",
            "girl_line",
            "son_pressure",
            "du_prepare",
            "du_later",
            "du_role",
            "du_one"
        }) {
            answers.append(",\"at_").append(item).append("\":\"agree\"");
        }
        answers.append(",\"pr_du_prepare\":\"saving\",\"ideal_boys\":\"0\",\"ideal_girls\":\"0\"");
        answers.append(
                ",\"spouse_age\":\"29\",\"spouse_place\":\"household\",\"pr_commit_sex\":\"yes\",\"pr_commit_signed\":\"no\",\"married_when\":\"earlier\"");
        answers.append(",\"ideal_children\":\"2\",\"pr_want_child\":{\"missing\":\"dk\"},\"pr_method_now\":\"yes\"");
        answers.append(",\"pr_methods\":\"condom\",\"pr_decide\":\"together\",\"others_present\":\"nobody\"");
        return answers.append(",\"result\":\"completed\"}").toString();
    }

    private static void statements(StringBuilder answers, int many, String... scales) {
        for (String scale : scales) {
            for (int i = 1; i <= many; i++) {
                answers.append(",\"kn_").append(scale).append('_').append(i).append("\":\"dont_know\"");
            }
        }
    }

    /** A form of the given rows and choices, a row a line; the first row is on line 3. */
    public static String of(String rows, String choices) {
        return "{\"settings\": {\"form_id\": \"f\", \"version\": \"1\", \"default_language\": \"en\","
                + " \"title\": {\"en\": \"F\"}},\n\"survey\": [\n" + rows + "\n],\n\"choices\": [\n" + choices
                + "\n]}\n";
    }

    public static Questionnaire parse(String form) {
        return Questionnaire.parse("f.json", form);
    }

    public static Evaluation evaluate(String form, String answers) {
        return Evaluation.of(parse(form), Answers.parse(answers, new JvmHost()), "2026-11-21");
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path module() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("kap"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("The tests must run inside the project's folder");
        }
        return folder.resolve("questionnaires");
    }
}
