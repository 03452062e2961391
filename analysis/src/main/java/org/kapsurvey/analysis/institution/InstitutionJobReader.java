package org.kapsurvey.analysis.institution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Days;

/** Reads an {@link InstitutionJob}, collecting every fault. */
final class InstitutionJobReader {
    private static final double LEVEL = 0.95;
    private static final List<String> COLUMNS = List.of(Register.KIND, Register.AREA, Register.STRATUM);

    private final Faults faults;
    private final Map<String, Wording> kinds = new LinkedHashMap<>();

    private InstitutionJobReader(Faults faults) {
        this.faults = faults;
    }

    static Optional<InstitutionJob> read(String file, String text, Faults faults) {
        int before = faults.size();
        InstitutionJob job;
        try {
            job = new InstitutionJobReader(faults)
                    .job(JsonFields.of(JsonReader.read(file, text), "A job on institutions", faults));
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
        return faults.size() > before ? Optional.empty() : Optional.of(job);
    }

    private InstitutionJob job(JsonFields fields) {
        JsonText name = filled(fields, "name");
        Wording title =
                fields.optionalFields("title").map(Wording::read).orElse(new Wording(name.value(), name.value()));
        JsonText register = filled(fields, "register");
        LocalDate date = day(filled(fields, "date"));
        for (JsonFields kind : fields.optionalObjects("kinds")) {
            JsonText code = filled(kind, "kind");
            if (kinds.put(code.value(), Wording.read(kind)) != null) {
                faults.add(code.place(), "The kind \"" + code.value() + "\" stands twice.", "Name it once.");
            }
        }
        Optional<JsonText> frame = fields.jsonText("frame");
        Optional<InstitutionJob.Sample> sample = fields.optionalFields("sample").map(this::sample);
        List<JsonText> returns = fields.jsonTexts("returns");
        if (fields.has("returns") && returns.isEmpty()) {
            fields.fault("returns", "No file of returns is named.", "Write \"returns\": [\"returns.csv\"].");
        }
        double level = fields.optionalNumber("level").orElse(LEVEL);
        if (!(level > 0 && level < 1)) {
            fields.fault("level", "The confidence must lie between 0 and 1.", "Write 0.95 for 95 %.");
        }
        List<InstitutionJob.Question> questions = questions(fields);
        List<JsonText> by = by(fields, frame.isPresent());
        fields.refuseUnknown();
        return new InstitutionJob(
                name.value(), title, register, date, kinds, frame, sample, returns, level, questions, by);
    }

    private InstitutionJob.Sample sample(JsonFields fields) {
        Optional<JsonText> file = fields.jsonText("file");
        Optional<JsonText> column = fields.jsonText("column");
        if (file.isPresent() == column.isPresent()) {
            faults.add(
                    fields.place(),
                    "A sample must name the drawn units either in a file or in a column of the register.",
                    "Write \"file\": \"drawn.csv\" or \"column\": \"drawn\"; leave \"sample\" out in a census.");
        }
        List<String> strata = new ArrayList<>();
        for (JsonText stratum : fields.has("strata") ? fields.jsonTexts("strata") : List.<JsonText>of()) {
            oneOf(stratum, "column of strata", COLUMNS);
            strata.add(stratum.value());
        }
        fields.refuseUnknown();
        return new InstitutionJob.Sample(file, column, strata);
    }

    private List<InstitutionJob.Question> questions(JsonFields fields) {
        List<InstitutionJob.Question> questions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<JsonFields> objects = fields.objects("questions");
        for (JsonFields question : objects) {
            JsonText id = filled(question, "id");
            if (!ids.add(id.value())) {
                faults.add(
                        id.place(),
                        "Two questions have the id \"" + id.value() + "\".",
                        "Give each an id of its own; \"columns\" may name the same column.");
            }
            List<String> columns = question.has("columns") ? columns(question) : List.of(id.value());
            List<String> asked = new ArrayList<>();
            for (JsonText kind : question.has("kinds") ? question.jsonTexts("kinds") : List.<JsonText>of()) {
                if (!kinds.isEmpty()) {
                    oneOf(kind, "kind", List.copyOf(kinds.keySet()));
                }
                asked.add(kind.value());
            }
            OptionalDouble target = question.optionalNumber("target");
            if (target.isPresent() && !(target.getAsDouble() >= 0 && target.getAsDouble() <= 1)) {
                question.fault("target", "A target is a share from 0 to 1.", "Write 0.95 for 95 %.");
            }
            Optional<String> direction = question.optionalOneOf("direction", Direction.codes());
            if (direction.isPresent() && target.isEmpty()) {
                question.fault("direction", "A direction needs a target.", "Write \"target\", or leave it out.");
            }
            questions.add(new InstitutionJob.Question(
                    id,
                    Wording.read(question),
                    columns,
                    asked,
                    target,
                    direction.map(Direction::of).orElse(Direction.AT_LEAST)));
        }
        if (fields.has("questions") && objects.isEmpty()) {
            fields.fault("questions", "No question is asked.", "Write at least one.");
        }
        return questions;
    }

    private List<String> columns(JsonFields question) {
        List<String> columns = question.texts("columns");
        if (columns.isEmpty()) {
            question.fault(
                    "columns", "The question has no column.", "Name columns of the returns, or leave the key out.");
        }
        return columns;
    }

    private List<JsonText> by(JsonFields fields, boolean framed) {
        List<String> words = new ArrayList<>(COLUMNS);
        words.add(Register.FLAGS);
        words.addAll(AreaLevel.words());
        Set<String> seen = new HashSet<>();
        List<JsonText> by = fields.has("by") ? fields.jsonTexts("by") : List.of();
        for (JsonText word : by) {
            oneOf(word, "grouping", words);
            if (!seen.add(word.value())) {
                faults.add(word.place(), "Units are grouped by \"" + word.value() + "\" twice.", "Name it once.");
            }
            if (AreaLevel.of(word.value()).isPresent() && !framed) {
                faults.add(
                        word.place(),
                        "The " + word.value() + " of a unit can only be told from a frame.",
                        "Write \"frame\": \"frame.json\", or group by \"area\".");
            }
        }
        return by;
    }

    private void oneOf(JsonText text, String what, List<String> words) {
        if (!words.contains(text.value())) {
            faults.add(
                    text.place(),
                    "Unknown " + what + " \"" + text.value() + "\".",
                    "Use one of " + String.join(", ", words) + "." + JsonFields.suggestion(text.value(), words));
        }
    }

    private JsonText filled(JsonFields fields, String key) {
        String text = fields.text(key);
        boolean present = fields.value(key).filter(JsonText.class::isInstance).isPresent();
        if (present && text.isBlank()) {
            fields.fault(key, "The text \"" + key + "\" is empty.", "Write it.");
        }
        return new JsonText(text, false, fields.place(key));
    }

    private LocalDate day(JsonText text) {
        int day = Days.parse(text.value());
        if (day != Days.NONE) {
            return LocalDate.ofEpochDay(day);
        }
        if (!text.value().isBlank()) {
            faults.add(text.place(), "\"" + text.value() + "\" is no day.", "Write it as 2026-11-01.");
        }
        return LocalDate.EPOCH;
    }
}
