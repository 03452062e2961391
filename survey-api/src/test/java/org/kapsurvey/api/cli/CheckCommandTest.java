package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kap check} on the project's own forms, and on such as were changed. */
final class CheckCommandTest {
    private static final String FORM = "questionnaires/forms/youth/v1.json";

    @TempDir
    private Path folder;

    private final Path home = home();
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();
    private String homeBefore = "";

    @BeforeEach
    void setHome() {
        homeBefore = System.getProperty("kap.home", "");
        System.setProperty("kap.home", home.toString());
    }

    @AfterEach
    void restoreHome() {
        if (homeBefore.isEmpty()) {
            System.clearProperty("kap.home");
        } else {
            System.setProperty("kap.home", homeBefore);
        }
    }

    @Test
    void faultsAreToldInTheLanguageAskedFor() throws IOException {
        Path broken = changed("${participates} = 1 and ${age} >= 18", "${participates} = 1 and ${ages} >= 18");
        assertThat(kap("check", broken.toString())).isEqualTo(2);
        assertThat(error.toString())
                .contains("There is no question ${ages}. References are to the names of questions."
                        + " Did you mean \"age\"?")
                .endsWith("1 fault.\n");
        error.getBuffer().setLength(0);
        assertThat(kap("check", "--language", "vi", broken.toString())).isEqualTo(2);
        assertThat(error.toString())
                .startsWith(broken + ":")
                .contains("Không có câu hỏi ${ages}. Chỉ dẫn tới tên của câu hỏi. Có phải là \"age\" không?")
                .endsWith("1 lỗi.\n");
    }

    @Test
    void aNewVersionIsComparedWithTheOneBefore() throws IOException {
        Path newer = changed(
                "\"version\": \"1\",\n    \"default_language\"",
                "\"version\": \"2\",\n    \"default_language\"",
                "\". >= 13 and . <= 59 and",
                "\". >= 15 and . <= 59 and",
                "\"in_school\"",
                "\"at_school\"");
        assertThat(kap("check", "--against", home.resolve(FORM).toString(), newer.toString()))
                .as(error.toString())
                .isZero();
        assertThat(out.toString())
                .contains("not comparable:\n  The question in_school seems to be called at_school now")
                .contains("to be judged:\n")
                .containsPattern("The question age takes other answers: “. >= 13 and [^”]*” became “. >= 15 and ")
                .containsPattern("[0-9]+ of [0-9]+ questions are as they were.");
        out.getBuffer().setLength(0);
        assertThat(kap("check", "--language=vi", "--against", home.resolve(FORM).toString(), newer.toString()))
                .isZero();
        assertThat(out.toString()).contains("không có lỗi", "không so sánh được:", "câu giữ nguyên.");
    }

    @Test
    void whatAVersionBreaksInPlansIsNamedWithThePlansLine() throws IOException {
        Path newer = changed(
                "\"version\": \"1\",\n    \"default_language\"",
                "\"version\": \"2\",\n    \"default_language\"",
                "\"name\": \"about_to_marry\"",
                "\"name\": \"marries_soon\"",
                "${about_to_marry}",
                "${marries_soon}");
        assertThat(kap("check", "--against", home.resolve(FORM).toString(), newer.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("broken in plans:\n")
                .containsPattern("hai-phong-2026-2030.json:[0-9]+:[0-9]+: .*about_to_marry");
    }

    @Test
    void aVersionThatNoLongerAsksPartOfAGroupWhatAPlanNeedsIsTold() throws IOException {
        Path newer = changed(
                "\"version\": \"1\",\n    \"default_language\"",
                "\"version\": \"2\",\n    \"default_language\"",
                "\"name\": \"sk_late\"",
                "\"name\": \"sk_late\", \"relevant\": \"${sex} = 'female'\"");
        assertThat(kap("check", "--against", home.resolve(FORM).toString(), newer.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("broken in plans:\n")
                .containsPattern(
                        "hai-phong-2026-2030.json:[0-9]+:[0-9]+: Form \"youth\" asks question \"sk_late\" of only some of"
                                + " the group \"young\" of HP-5.3b: [0-9]+ of [0-9]+ made-up interviews skip it \\(sex = male\\).");
        out.getBuffer().setLength(0);
        assertThat(kap(
                        "check",
                        "--language",
                        "vi",
                        "--against",
                        home.resolve(FORM).toString(),
                        newer.toString()))
                .isZero();
        assertThat(out.toString()).contains("chỉ hỏi câu \"sk_late\" với một phần nhóm \"young\" của HP-5.3b");
    }

    @Test
    void aPlanIsHeldToWhatItsGroupsAreAsked() throws IOException {
        Path plan = home.resolve("questionnaires/plans/hai-phong-2026-2030.json");
        assertThat(kap("check", plan.toString())).as(error.toString()).isZero();
        assertThat(out.toString()).isEqualTo(plan + ": no faults\n");
        String text = Files.readString(plan);
        String good = "\"where\": \"${infant} = 'yes'\"";
        assertThat(text).contains(good);
        Path other =
                Files.writeString(folder.resolve("plan.json"), text.replace(good, "\"where\": \"${infant} = 'no'\""));
        assertThat(kap("check", other.toString())).isEqualTo(2);
        assertThat(error.toString())
                .contains("Form \"mothers\" asks question \"", "of nobody in the group \"mothers\" of HP-4.5b.");
    }

    @Test
    void aPlanIsComparedWithTheOneBeforeAndARuleWithItsVersion() throws IOException {
        Path plan = home.resolve("questionnaires/plans/bac-ninh-2026-2030.json");
        assertThat(kap("check", "--against", plan.toString(), plan.toString())).isZero();
        assertThat(out.toString()).isEqualTo(plan + ": no faults\n  nothing is otherwise\n");
        out.getBuffer().setLength(0);
        String text = Files.readString(plan);
        int at = text.indexOf("\"target\": 95");
        assertThat(at).isPositive();
        Path other = Files.writeString(
                folder.resolve("plan.json"), text.substring(0, at) + "\"target\": 85" + text.substring(at + 12));
        assertThat(kap("check", "--against", plan.toString(), other.toString())).isEqualTo(2);
        assertThat(out.toString())
                .contains(
                        "is computed or judged otherwise under the same version of its rule: target was “95” and is “85”.");
        assertThat(error.toString())
                .contains("is computed or judged otherwise than before (target), and its rule has the same version.")
                .endsWith("1 fault.\n");
        assertThat(kap("check", "--against", home.resolve(FORM).toString(), plan.toString()))
                .as("a form is no plan to compare with")
                .isEqualTo(2);
    }

    @Test
    void questionsThatWalksNeverReachAreListedAndProvenWhereTheyCanBe() throws IOException {
        Path broken = changed(
                "\"relevant\": \"${consent} = 'yes' and ${age} >= 16\"",
                "\"relevant\": \"${consent} = 'yes' and not(contains(${consent}, 'yes'))\"");
        assertThat(kap("check", "--walks", "50", broken.toString()))
                .as(error.toString())
                .isZero();
        assertThat(out.toString())
                .containsPattern("50 walks reached [0-9]+ of [0-9]+ questions.")
                .contains("  about_to_marry: never asked, whatever is chosen\n");
        assertThat(kap("check", "--walks", "50", "--language", "vi", broken.toString()))
                .isZero();
        assertThat(out.toString()).contains("  about_to_marry: không bao giờ được hỏi, chọn gì cũng vậy\n");
    }

    @Test
    void aCopyOfTheFolderIsCheckedWithItsOwnBlocksFormsAndPlans() throws IOException {
        Path copy = copied(home.resolve("questionnaires"), folder.resolve("copy"));
        Path form = copy.resolve("forms/youth/v1.json");
        String text = Files.readString(form);
        String named = "{\"type\": \"block\", \"name\": \"background\"";
        assertThat(text).contains(named);
        Files.move(copy.resolve("blocks/background"), copy.resolve("blocks/about_you"));

        assertThat(kap("check", form.toString())).isEqualTo(2);
        assertThat(error.toString()).contains("There is no block \"background\"");

        Path block = copy.resolve("blocks/about_you/v1.json");
        Files.writeString(
                block, Files.readString(block).replace("\"name\": \"background\"", "\"name\": \"about_you\""));
        Files.writeString(form, text.replace(named, named.replace("background", "about_you")));
        out.getBuffer().setLength(0);
        assertThat(kap("check", form.toString(), form.toString()))
                .as(error.toString())
                .isZero();
        assertThat(out.toString())
                .isEqualTo("Read together with: " + copy.resolve("blocks") + ", " + copy.resolve("forms") + ", "
                        + copy.resolve("plans") + "\n" + (form + ": no faults\n").repeat(2));
        out.getBuffer().setLength(0);
        assertThat(kap("check", "--language", "vi", form.toString())).isZero();
        assertThat(out.toString()).startsWith("Đọc cùng với: " + copy.resolve("blocks") + ", ");
    }

    @Test
    void aPlanInACopyOfTheFolderIsHeldToTheFormsOfTheCopyAndToTheProgramsWhereItHasNone() throws IOException {
        Path copy = copied(home.resolve("questionnaires"), folder.resolve("copy"));
        Path plan = copy.resolve("plans/bac-ninh-2026-2030.json");
        Path form = copy.resolve("forms/media-return/v1.json");
        String asked = "\"name\": \"covered_girls\"";
        assertThat(Files.readString(form)).contains(asked);
        Files.writeString(form, Files.readString(form).replace("covered_girls", "covered_lasses"));
        assertThat(kap("check", plan.toString())).isEqualTo(2);
        assertThat(error.toString()).contains("Form \"media-return\" has no question \"covered_girls\"");

        Files.move(copy.resolve("forms"), folder.resolve("elsewhere"));
        out.getBuffer().setLength(0);
        assertThat(kap("check", plan.toString())).as(error.toString()).isZero();
        assertThat(out.toString())
                .startsWith("Read together with: " + copy.resolve("blocks") + ", " + copy.resolve("plans") + "\n");
    }

    @Test
    void aFolderIsToldFromAFile() {
        assertThat(kap("check", folder.toString())).isEqualTo(2);
        assertThat(error.toString())
                .contains(folder + ": This is a folder, not a file. Name the files in it that are meant, such as"
                        + " FOLDER/*.json.");
        assertThat(kap("check", "--language", "vi", folder.toString())).isEqualTo(2);
        assertThat(error.toString()).contains(folder + ": Đây là một thư mục, không phải tệp. Nêu các tệp cần dùng");
    }

    private static Path copied(Path from, Path to) throws IOException {
        for (String kind : List.of("forms", "blocks", "plans")) {
            try (Stream<Path> files = Files.walk(from.resolve(kind))) {
                for (Path file : files.toList()) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }

    @Test
    void oneFormIsComparedAtATimeInALanguageThatThereIs() {
        String form = home.resolve(FORM).toString();
        assertThat(kap("check", "--against", form, form, form)).isEqualTo(2);
        assertThat(error.toString()).contains("--against compares one form or plan, found 2 files.");
        assertThat(kap("check", "--language", "fr", form)).isEqualTo(2);
        assertThat(error.toString()).contains("--language must be en or vi, found \"fr\".");
    }

    private int kap(String... arguments) {
        return CommandLines.kap(new PrintWriter(out), new PrintWriter(error)).execute(arguments);
    }

    /** The form with some of its text replaced, each time all of it. */
    private Path changed(String... replacements) throws IOException {
        String form = Files.readString(home.resolve(FORM));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(form).contains(replacements[i]);
            form = form.replace(replacements[i], replacements[i + 1]);
        }
        return Files.writeString(folder.resolve("changed.json"), form);
    }

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("kap"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("The tests must run inside the project's folder");
        }
        return folder;
    }
}
