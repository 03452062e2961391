package org.kapsurvey.analysis.institution;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * What is asked of which institutions: the file that {@code ./kap institutions} takes.
 *
 * @param date the day as of which the register is read
 * @param kinds the kinds of units and their names; empty if the register may have any
 * @param frame the file of the frame that areas are checked against
 * @param sample absent in a census
 * @param returns at least one file
 * @param level confidence of the limits of a sample
 * @param by what groups are formed by, besides all units: a column of the register, or the level of an area
 */
public record InstitutionJob(
        String name,
        Wording title,
        JsonText register,
        LocalDate date,
        Map<String, Wording> kinds,
        Optional<JsonText> frame,
        Optional<Sample> sample,
        List<JsonText> returns,
        double level,
        List<Question> questions,
        List<JsonText> by) {
    public InstitutionJob {
        kinds = new LinkedHashMap<>(kinds);
        returns = List.copyOf(returns);
        questions = List.copyOf(questions);
        by = List.copyOf(by);
    }

    /**
     * Simple random samples without replacement, one of each stratum.
     *
     * @param file a CSV whose column {@code code} names the drawn units; absent if {@code column} is there
     * @param column of the register, in which drawn units have a yes
     * @param strata the columns {@code kind}, {@code area} or {@code stratum} that part the register; none if it was drawn
     *     from as a whole
     */
    public record Sample(Optional<JsonText> file, Optional<JsonText> column, List<String> strata) {
        public Sample {
            strata = List.copyOf(strata);
        }
    }

    /**
     * A question.
     *
     * @param columns of the returns; a unit says yes if it does so in all of them
     * @param kinds the kinds that are asked; all if empty
     * @param target a share from 0 to 1
     */
    public record Question(
            JsonText id,
            Wording text,
            List<String> columns,
            List<String> kinds,
            OptionalDouble target,
            Direction direction) {
        public Question {
            columns = List.copyOf(columns);
            kinds = List.copyOf(kinds);
        }

        /** Whether units of a kind are asked it. */
        public boolean asks(String kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }
    }

    /** Reads the file; nothing, and faults, if any of it is wrong. */
    public static Optional<InstitutionJob> parse(String file, String text, Faults faults) {
        return InstitutionJobReader.read(file, text, faults);
    }

    /** Whether any question with the column is asked of the kind. */
    boolean asks(String column, String kind) {
        return questions.stream().anyMatch(question -> question.columns().contains(column) && question.asks(kind));
    }

    /** Whether any question is asked of the kind. */
    boolean asks(String kind) {
        return questions.stream().anyMatch(question -> question.asks(kind));
    }

    /** The name of a kind for a reader; its code if the job gives none. */
    Wording kind(String kind) {
        return kinds.getOrDefault(kind, new Wording(kind, kind));
    }
}
