package org.kapsurvey.api.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Level;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.number.Numbers;

/** The rows of the repeats of some forms while interviews are read, each repeat a {@link RepeatTable}. Not thread-safe. */
final class RepeatRows {
    private final List<Rows> repeats = new ArrayList<>();

    /** One repeat of one form. */
    private static final class Rows {
        private final String form;
        /** The repeats around it and itself, the outermost first. */
        private final List<String> path = new ArrayList<>();

        private final AnswerColumns answers;
        private final CodedCells selection = new CodedCells();
        private final List<CodedCells> numbers = new ArrayList<>();
        private int rows;

        Rows(Questionnaire form, Level level) {
            this.form = form.form();
            Level around = level;
            while (around != null && around.repeat() != null) {
                path.add(0, around.repeat().name());
                numbers.add(new CodedCells());
                around = around.parent();
            }
            this.answers = new AnswerColumns(form, Objects.requireNonNull(level.repeat()));
        }

        void add(String person, Map<String, Json> around, List<Integer> place) {
            if (!(around.get(path.get(place.size())) instanceof JsonArray listed)) {
                return;
            }
            int number = 0;
            for (Json row : listed.items()) {
                number++;
                Map<String, Json> members = ((JsonObject) row).members();
                List<Integer> here = new ArrayList<>(place);
                here.add(number);
                if (here.size() < path.size()) {
                    add(person, members, here);
                } else {
                    rows++;
                    selection.add(person);
                    for (int depth = 0; depth < here.size(); depth++) {
                        numbers.get(depth).add(Integer.toString(here.get(depth)));
                    }
                    answers.addAnswers(Map.of(form, members));
                }
            }
        }

        RepeatTable table() {
            List<Column> columns = new ArrayList<>(List.of(selection.text(StoredRound.SELECTION)));
            for (int depth = 0; depth < path.size(); depth++) {
                columns.add(numbers.get(depth).numeric("_row." + path.get(depth), Numbers::parse));
            }
            columns.addAll(answers.columns());
            return new RepeatTable(form, path.get(path.size() - 1), Table.of(rows, columns));
        }
    }

    RepeatRows(List<Questionnaire> forms) {
        for (Questionnaire form : forms) {
            for (Level level : form.levels()) {
                Group repeat = level.repeat();
                if (repeat != null) {
                    repeats.add(new Rows(form, level));
                }
            }
        }
    }

    /** The canonical records of a person's or unit's interviews, by form. */
    void add(String person, Map<String, String> canonical) {
        for (Rows repeat : repeats) {
            String record = canonical.get(repeat.form);
            if (record != null
                    && ((JsonObject) JsonReader.read("", record)).get("answers") instanceof JsonObject answers) {
                repeat.add(person, answers.members(), List.of());
            }
        }
    }

    List<RepeatTable> tables() {
        return repeats.stream().map(Rows::table).toList();
    }
}
