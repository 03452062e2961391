package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.weighting.CalibrationDistance;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.analysis.weighting.Trimming;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/** A step of "calibration" as its author wrote it. */
public sealed interface CalibrationRequest {
    Place place();

    /** The files of totals that the step names. */
    List<JsonText> files();

    /** The columns of the data that the step names. */
    List<JsonText> columns();

    record Poststratify(Group group, Place place) implements CalibrationRequest {
        @Override
        public List<JsonText> files() {
            return group.totals().file();
        }

        @Override
        public List<JsonText> columns() {
            return group.by();
        }
    }

    /** What becomes of margins that sum to different populations. */
    enum Disagreement {
        /** The raking settles between them, and warns. */
        LET_PASS,
        REFUSE,
        /** All are brought to the population of the first. */
        SCALE
    }

    record Rake(
            List<Group> margins,
            double epsilon,
            int maxIterations,
            boolean mustConverge,
            Raking.Variance variance,
            Disagreement disagreement,
            Place place)
            implements CalibrationRequest {
        public Rake {
            margins = List.copyOf(margins);
        }

        @Override
        public List<JsonText> files() {
            return margins.stream()
                    .flatMap(margin -> margin.totals().file().stream())
                    .toList();
        }

        @Override
        public List<JsonText> columns() {
            return margins.stream().flatMap(margin -> margin.by().stream()).toList();
        }
    }

    /**
     * Linear, raking and logit.
     *
     * @param variance the term to which the variance is proportional; empty for a constant one
     */
    record Distance(
            CalibrationDistance distance,
            List<JsonText> terms,
            boolean intercept,
            Totals totals,
            double lower,
            double upper,
            Optional<JsonText> variance,
            Optional<JsonText> aggregate,
            boolean rescale,
            Place place)
            implements CalibrationRequest {
        public Distance {
            terms = List.copyOf(terms);
        }

        @Override
        public List<JsonText> files() {
            return totals.file();
        }

        @Override
        public List<JsonText> columns() {
            return Stream.of(terms.stream(), variance.stream(), aggregate.stream())
                    .flatMap(columns -> columns)
                    .toList();
        }
    }

    record Trim(Trimming.Bound lower, Trimming.Bound upper, boolean strict, Place place) implements CalibrationRequest {
        @Override
        public List<JsonText> files() {
            return List.of();
        }

        @Override
        public List<JsonText> columns() {
            return List.of();
        }
    }

    record Standardize(Group shares, List<JsonText> over, Place place) implements CalibrationRequest {
        public Standardize {
            over = List.copyOf(over);
        }

        @Override
        public List<JsonText> files() {
            return shares.totals().file();
        }

        @Override
        public List<JsonText> columns() {
            return Stream.concat(shares.by().stream(), over.stream()).toList();
        }
    }

    /**
     * Respondents stand for everybody in their class.
     *
     * @param respondent column of 1 for who was interviewed and 0 for who was not
     */
    record NonresponseClasses(JsonText respondent, Classes classes, Place place) implements CalibrationRequest {
        @Override
        public List<JsonText> files() {
            return List.of();
        }

        @Override
        public List<JsonText> columns() {
            return Stream.concat(Stream.of(respondent), classes.by().stream()).toList();
        }
    }

    /** The same in classes of equal response propensity. */
    record NonresponsePropensity(JsonText respondent, Propensity model, Place place) implements CalibrationRequest {
        @Override
        public List<JsonText> files() {
            return List.of();
        }

        @Override
        public List<JsonText> columns() {
            return Stream.concat(Stream.of(respondent), model.terms().stream()).toList();
        }
    }

    /**
     * Rows tell of units that several persons can report, and share the unit's weight.
     *
     * @param routes column of the links of all persons by whom the row's unit can be reached
     * @param link column of the row's own link; empty for 1 in each row
     */
    record Share(List<JsonText> unit, JsonText routes, Optional<JsonText> link, Place place)
            implements CalibrationRequest {
        public Share {
            unit = List.copyOf(unit);
        }

        @Override
        public List<JsonText> files() {
            return List.of();
        }

        @Override
        public List<JsonText> columns() {
            return Stream.of(unit.stream(), Stream.of(routes), link.stream())
                    .flatMap(columns -> columns)
                    .toList();
        }
    }

    /**
     * Weighting classes.
     *
     * @param by columns; none for one class of all
     * @param order labels of the classes in which neighbours are collapsed; empty for the order of the levels
     */
    record Classes(List<JsonText> by, List<JsonText> order, ClassRules rules, Place place) {
        public Classes {
            by = List.copyOf(by);
            order = List.copyOf(order);
        }
    }

    /** A model of response and the classes made of it. */
    record Propensity(List<JsonText> terms, boolean weighted, int classes, ClassRules rules, Place place) {
        public Propensity {
            terms = List.copyOf(terms);
        }
    }

    /** Columns and the totals of their groups. */
    record Group(List<JsonText> by, Totals totals) {
        public Group {
            by = List.copyOf(by);
        }
    }

    /**
     * Population totals.
     *
     * @param inline by level; empty if they stand in a file
     * @param file none or one
     * @param column of the file that holds them
     * @param where values that the file's rows must have in some columns
     * @param level column of the file that holds the level of the one "by"; null if it is named as "by" is
     */
    record Totals(
            Map<String, Double> inline,
            List<JsonText> file,
            JsonText column,
            Map<String, JsonText> where,
            @Nullable JsonText level,
            Place place) {
        public Totals {
            file = List.copyOf(file);
        }
    }
}
