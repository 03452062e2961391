package org.kapsurvey.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.io.AnalyseRun;

/**
 * The job {@code jobs/dhs-model-men.json} against what The DHS Program published of the same data: its men's tables and
 * the sampling errors of Tables B.2 to B.8, at the printed decimals.
 */
class DhsModelMenTest {
    private static final Path DATA = ProjectFiles.shared("data/dhs-model-men");

    /** Its published recode could not be recovered (the data's README). */
    private static final String NOT_RECOVERED = "Had 2+ sexual partners in past 12 months";

    /** Needs blood tests that are not in the data. */
    private static final String NOT_IN_THE_DATA = "HIV positive";

    private static final Map<String, String> WEALTH =
            Map.of("lowest", "1", "second", "2", "middle", "3", "fourth", "4", "highest", "5");

    @TempDir
    Path folder;

    @Test
    void thePublishedTablesAndSamplingErrorsAreReproduced() throws IOException {
        boolean present = Files.isRegularFile(DATA.resolve("men.csv"));
        if (!present) {
            System.out.println("DHS model men: skipped, " + DATA + " is not there");
        }
        assumeTrue(present, "the DHS model data is not there: " + DATA);
        AnalyseRun.run(ProjectFiles.resource("jobs/dhs-model-men.json"), folder.resolve("out"), stage -> {});
        Map<String, Map<String, String>> estimates = new HashMap<>();
        for (Map<String, String> row : CsvRows.of(folder.resolve("out/estimates.csv"))) {
            estimates.putIfAbsent(key(row.get("id"), row.get("variable"), row.get("domain")), row);
        }
        tables(estimates);
        samplingErrors(estimates);
    }

    private static void tables(Map<String, Map<String, String>> estimates) throws IOException {
        int cells = 0;
        int withoutNumber = 0;
        int withoutData = 0;
        int percentages = 0;
        int sizes = 0;
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> cell : CsvRows.of(DATA.resolve("published_tables.csv"))) {
            String printed = cell.get("published_pct").replaceAll("[()]", "");
            if (!printed.matches("[0-9.]+")) {
                withoutNumber++;
                continue;
            }
            if (cell.get("group").startsWith("Employment")) {
                withoutData++;
                continue;
            }
            cells++;
            Map<String, String> ours = estimates.get(cellKey(cell));
            assertThat(ours).as("%s", cell).isNotNull();
            // Printed to one decimal, and to whole people.
            boolean percentage = Math.abs(100 * number(ours, "estimate") - Double.parseDouble(printed)) <= 0.0500001;
            boolean size =
                    Math.abs(number(ours, "weighted_n") - Double.parseDouble(cell.get("published_n"))) <= 0.5000001;
            percentages += percentage ? 1 : 0;
            sizes += size ? 1 : 0;
            if (!percentage || !size) {
                wrong.add(cell + " but " + ours);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "DHS model men, tables: %d cells (and %d without a number, %d by employment for cash, which the data has not);"
                        + " percentages equal %d, weighted N equal %d%n",
                cells,
                withoutNumber,
                withoutData,
                percentages,
                sizes);
        assertThat(wrong).isEmpty();
        assertThat(cells).isEqualTo(842);
        assertThat(percentages).isEqualTo(842);
        assertThat(sizes).isEqualTo(842);
    }

    private static void samplingErrors(Map<String, Map<String, String>> estimates) throws IOException {
        int rows = 0;
        int unusable = 0;
        int equal = 0;
        int factors = 0;
        double largest = 0;
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> published : CsvRows.of(DATA.resolve("published_sampling_errors.csv"))) {
            String variable = published.get("variable");
            if (variable.equals(NOT_RECOVERED) || variable.startsWith(NOT_IN_THE_DATA)) {
                unusable++;
                continue;
            }
            rows++;
            Map<String, String> ours = estimates.get(errorKey(variable, published.get("domain")));
            assertThat(ours).as("%s", published).isNotNull();
            boolean same = near(ours, "estimate", published, "R", 0.0005001)
                    && near(ours, "se", published, "SE", 0.0005001)
                    && ours.get("n").equals(published.get("N"))
                    && near(ours, "weighted_n", published, "WN", 0.5000001);
            equal += same ? 1 : 0;
            boolean factor = true;
            if (published.get("DEFT").equals("na")) {
                factor = ours.get("deft_dhs").equals("NaN");
            } else {
                double difference = Math.abs(number(ours, "deft_dhs") - number(published, "DEFT"));
                largest = Math.max(largest, difference);
                factor = difference <= 0.001;
                factors++;
            }
            if (!same || !factor) {
                wrong.add(published + " but " + ours);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "DHS model men, sampling errors: %d usable rows (%d not); R, SE, N and weighted N equal %d;"
                        + " %d DEFT, largest difference %.5f%n",
                rows,
                unusable,
                equal,
                factors,
                largest);
        assertThat(wrong).isEmpty();
        assertThat(rows).isEqualTo(84);
        assertThat(equal).isEqualTo(84);
    }

    private static String cellKey(Map<String, String> cell) {
        String table = cell.get("table");
        String block = table.equals("13.5.2")
                ? "hiv-attitudes"
                : table.equals("7.14")
                        ? "family-planning-messages"
                        : table.equals("15.7.2") ? "wife-beating" : "hiv-knowledge";
        String category = cell.get("category")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
        boolean fiveYears = table.equals("7.14") || table.equals("15.7.2");
        String domain = switch (cell.get("group")) {
            case "Age" ->
                category.equals("15-24") ? "young=15-24" : (fiveYears ? "age_five=" : "age_group=") + category;
            case "Marital status" ->
                category.endsWith("had sex")
                        ? "single_sex=" + category
                        : "marital="
                                + (category.startsWith("never")
                                        ? "never married"
                                        : category.startsWith("married") ? "married" : "divorced");
            case "Residence" -> "mv025=" + (category.equals("urban") ? "1" : "2");
            case "Region" -> "mv024=" + category.substring("region ".length());
            case "Education" -> "education=" + category;
            case "Wealth quintile" -> "mv190=" + WEALTH.get(category);
            case "Number of living children" -> "children=" + category;
            case "Total" -> category.equals("50-59") ? "above_49=50-59" : "";
            default -> "unknown";
        };
        String ages = category.equals("50-59") || category.equals("total 15-59") ? "-15-59" : "";
        return key(block + ages, cell.get("indicator"), domain);
    }

    private static String errorKey(String variable, String domain) {
        String ours = switch (variable) {
            case "Urban residence" -> "errors-all|urban";
            case "No education" -> "errors-all|no_education";
            case "Secondary or higher education" -> "errors-all|secondary_or_higher";
            case "Never married (in union)" -> "errors-all|never_married";
            case "Currently married (in union)" -> "errors-all|currently_married";
            case "Had first sexual intercourse before age 18" -> "errors-25-49|sex_before_18";
            case "Want no more children" -> "errors-married|want_no_more";
            case "Want to delay birth at least 2 years" -> "errors-married|want_delay";
            case "Ideal number of children" -> "errors-ideal-children|ideal_children";
            case "Had paid sex in past 12 months" -> "errors-all|paid_sex";
            case "Had HIV test and received results in past 12 months" -> "errors-all|hiv_test";
            case "Accepting attitudes towards people with HIV" -> "errors-heard-of-aids|accept_all4";
            default -> "unknown";
        };
        String group = switch (domain) {
            case "Total" -> "";
            case "Urban" -> "mv025=1";
            case "Rural" -> "mv025=2";
            default -> "mv024=" + domain.substring("Region ".length());
        };
        return ours + "|" + group;
    }

    private static String key(String id, String variable, String domain) {
        return id + "|" + variable + "|" + domain;
    }

    private static boolean near(
            Map<String, String> ours, String column, Map<String, String> published, String printed, double within) {
        return Math.abs(number(ours, column) - number(published, printed)) <= within;
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
