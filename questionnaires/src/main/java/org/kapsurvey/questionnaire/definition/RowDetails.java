package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Times;
import org.kapsurvey.questionnaire.value.Words;

/** What a question has besides expressions and texts: reasons for no answer, the range, what it measures. */
final class RowDetails {
    private static final double MOST_STEPS = 1_000;
    private static final double MOST_WHOLE = 1e15;
    private static final double MOST_LATITUDE = 90;
    private static final double MOST_LONGITUDE = 180;

    private final Row row;
    private final @Nullable ChoiceRows list;
    private final Faults faults;
    private final List<MissingCode> missing = new ArrayList<>();
    private final Kinds kinds;
    private final Map<String, Row> byName;
    private double[] range = new double[0];
    private boolean defaultSound = true;
    private String kap = "";

    RowDetails(Row row, Map<String, ChoiceRows> lists, Map<String, Row> byName, Faults faults) {
        this.row = row;
        this.list = lists.get(row.list);
        this.kinds = new Kinds(byName, lists, row);
        this.byName = byName;
        this.faults = faults;
        if (row.type == null) {
            return;
        }
        if (row.type == QuestionType.RANGE) {
            readRange();
        }
        if (row.type.isAsked()) {
            missing();
            checkDefault(row.type);
            messageOfNothing("constraint");
            messageOfNothing("warning");
        }
        if (row.type.hasAnswer()) {
            row.fields.optionalFields("kap").ifPresent(kap -> kap(kap.toldTo(faults)));
            refuseColumnClash();
        }
    }

    void write(JsonWriter out) {
        if (!missing.isEmpty()) {
            out.name("missing").beginArray();
            for (MissingCode code : missing) {
                out.value(code.code());
            }
            out.endArray();
        }
        if (range.length > 0) {
            out.name("range").beginArray();
            for (double part : range) {
                out.value(part);
            }
            out.endArray();
        }
        if (!kap.isEmpty()) {
            out.name("kap").raw(kap);
        }
    }

    private void missing() {
        if (!row.fields.has("missing")) {
            return;
        }
        for (JsonText code : row.fields.jsonTexts("missing")) {
            MissingCode found = MissingCode.of(code.value());
            if (found == null || !found.isOffered()) {
                faults.add(
                        code.place(),
                        "Unknown missing code \"" + code.value() + "\".",
                        "Use one of " + JsonFields.listed(MissingCode.offered()) + "."
                                + JsonFields.suggestion(code.value(), MissingCode.offered()));
            } else if (missing.contains(found)) {
                faults.add(code.place(), "The missing code \"" + code.value() + "\" stands twice.", "Keep one.");
            } else if (list != null && list.codes().contains(code.value())) {
                faults.add(
                        code.place(),
                        "\"" + code.value() + "\" is a missing code and a choice of " + row.name + ".",
                        "Keep the choice if it counts as an answer, else the missing code.");
            } else {
                missing.add(found);
            }
        }
    }

    private void messageOfNothing(String key) {
        String message = key + "_message";
        if (row.fields.has(message) && !row.fields.has(key)) {
            faults.add(
                    row.fields.place(message),
                    "\"" + message + "\" is never shown: the question " + row.name + " has no " + key + ".",
                    "Write \"" + key + "\", or remove the message.");
        }
    }

    /** A default that the question can't take would greet every interview with an error. */
    private void checkDefault(QuestionType type) {
        Expression filled = row.expression("default");
        if (filled == null) {
            return;
        }
        boolean computed = row.fields.optionalText("default").orElse("").startsWith("=");
        String constant = constant(filled);
        if (constant == null) {
            defaultSound = fits(type, kinds.of(filled)) && !isOfOtherChoices(filled);
            if (!defaultSound) {
                faults.add(
                        filled.place(),
                        "What the default computes is never an answer to a question of type " + type.written() + ".",
                        "Compute what the question takes: a number, a day such as today(), one of its own codes.");
            }
            return;
        }
        String text = Words.trim(constant);
        defaultSound = text.isEmpty() ? computed : fits(type, text);
        if (!defaultSound) {
            faults.add(
                    filled.place(),
                    "The default \"" + constant + "\" is no answer to a question of type " + type.written() + ".",
                    "Write an answer as it stands in the data, or an expression after =.");
        }
    }

    /** Whether the default, if there is one, is an answer that the question takes, its constraint apart. */
    boolean isDefaultSound() {
        return defaultSound;
    }

    /** The text of a number or text that stands alone; null of anything else. */
    static @Nullable String constant(Expression expression) {
        if (expression instanceof TextLiteral literal) {
            return literal.value();
        }
        if (expression instanceof NumberLiteral literal) {
            return Numbers.print(literal.value());
        }
        return expression instanceof Negation negation && negation.operand() instanceof NumberLiteral literal
                ? Numbers.print(-literal.value())
                : null;
    }

    private boolean fits(QuestionType type, String text) {
        double number = Numbers.parse(text);
        return switch (type) {
            case INTEGER -> isWhole(text);
            case DECIMAL -> !Double.isNaN(number);
            case RANGE ->
                !Double.isNaN(number)
                        && (range.length == 0 || new Range(range[0], range[1], range[2]).contains(number));
            case DATE -> Days.parse(text) != Days.NONE;
            case TIME -> Times.isTime(text);
            case SELECT_ONE -> list == null || list.codes().contains(text);
            case SELECT_MULTIPLE -> list == null || isSeveral(Words.of(text), list);
            case RANK -> list == null || isOrder(Words.of(text), list.codes());
            case ACKNOWLEDGE -> text.equals("OK");
            case GEOPOINT -> isPlace(Words.of(text));
            case TEXT, NOTE, CALCULATE, HIDDEN -> true;
        };
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(c == '-' && i == 0)) {
                return false;
            }
        }
        return Math.abs(Numbers.parse(text)) < MOST_WHOLE;
    }

    private static boolean isSeveral(List<String> words, ChoiceRows list) {
        for (String word : words) {
            if (!list.codes().contains(word)
                    || (words.size() > 1 && list.alone().contains(word))) {
                return false;
            }
        }
        return true;
    }

    /** Of a filtered list some may be left out. */
    private boolean isOrder(List<String> words, List<String> codes) {
        for (int i = 0; i < words.size(); i++) {
            if (words.indexOf(words.get(i)) < i) {
                return false;
            }
        }
        return codes.containsAll(words) && (words.size() == codes.size() || row.fields.has("choice_filter"));
    }

    private static boolean isPlace(List<String> words) {
        boolean numbers = words.size() >= 2 && words.size() <= 4;
        for (String word : words) {
            numbers = numbers && !Double.isNaN(Numbers.parse(word));
        }
        return numbers
                && Math.abs(Numbers.parse(words.get(0))) <= MOST_LATITUDE
                && Math.abs(Numbers.parse(words.get(1))) <= MOST_LONGITUDE;
    }

    private boolean fits(QuestionType type, Kind kind) {
        return kind == Kind.ANY
                || switch (type) {
                    case INTEGER, DECIMAL, RANGE -> kind == Kind.NUMBER;
                    case DATE -> kind == Kind.DAY;
                    case TIME -> kind == Kind.TIME;
                    case SELECT_ONE, SELECT_MULTIPLE, RANK ->
                        list == null || kind == Kind.WORDS || isKindOfCode(kind, list);
                    case ACKNOWLEDGE, GEOPOINT -> kind == Kind.WORDS;
                    case TEXT, NOTE, CALCULATE, HIDDEN -> true;
                };
    }

    /** Whether some code reads as a number, a day or a truth. */
    private static boolean isKindOfCode(Kind kind, ChoiceRows list) {
        for (String code : list.codes()) {
            boolean fits = switch (kind) {
                case NUMBER -> !Double.isNaN(Numbers.parse(code));
                case DAY -> Days.parse(code) != Days.NONE;
                case TRUTH -> code.equals("true") || code.equals("false");
                default -> false;
            };
            if (fits) {
                return true;
            }
        }
        return false;
    }

    /** Whether the default is the answer to a question with choices, none of which is one here. */
    private boolean isOfOtherChoices(Expression filled) {
        Row other = filled instanceof Reference reference ? byName.get(reference.name()) : null;
        List<String> codes = other == null || other.refused ? List.of() : kinds.codes(other);
        for (String code : codes) {
            if (list == null || list.codes().contains(code)) {
                return false;
            }
        }
        return list != null && !codes.isEmpty();
    }

    /** {@code start=0 end=10 step=1}; XLSForm's own where one is left out: 1, 10 and 1. */
    private void readRange() {
        double[] parts = {1, 10, 1};
        Optional<JsonText> written = row.fields.jsonText("parameters");
        if (written.isPresent()) {
            JsonText text = written.get();
            for (String word : Words.of(text.value())) {
                int equals = word.indexOf('=');
                String key = equals < 0 ? word : word.substring(0, equals);
                int place = List.of("start", "end", "step").indexOf(key);
                double number = equals < 0 ? Double.NaN : Numbers.parse(word.substring(equals + 1));
                if (place < 0 || Double.isNaN(number) || Double.isInfinite(number)) {
                    faults.add(
                            text.place(),
                            "The parameter \"" + word + "\" of a range is not known.",
                            "Write \"start=0 end=10 step=1\".");
                    return;
                }
                parts[place] = number;
            }
            double steps = parts[2] > 0 ? (parts[1] - parts[0]) / parts[2] : Double.NaN;
            if (!(steps >= 1 && steps <= MOST_STEPS) || !new Range(parts[0], parts[1], parts[2]).contains(parts[1])) {
                faults.add(
                        text.place(),
                        "The range must go up from start to end in 1 to 1,000 whole steps.",
                        "Write for instance \"start=0 end=10 step=1\".");
                return;
            }
        }
        range = parts;
    }

    /** Of a question of that type; null of others, and of a faulty one. */
    @Nullable
    Range range() {
        return range.length == 0 ? null : new Range(range[0], range[1], range[2]);
    }

    private void kap(JsonFields fields) {
        String component = fields.oneOf("component", KapComponent.names());
        String scale = fields.optionalText("scale").orElse("");
        boolean reverse = fields.flag("reverse", false);
        List<String> right = codes(fields, "right", "The right answer", "Only a select question has right answers.");
        List<String> dontKnow =
                codes(fields, "dk", "The answer", "Only a select question has a choice that means \"don't know\".");
        for (String code : dontKnow) {
            if (right.contains(code)) {
                fields.fault(
                        "dk",
                        "The choice \"" + code + "\" of " + row.name + " is right and means \"don't know\".",
                        "Name it in one of the two.");
            }
        }
        if (reverse && !right.isEmpty()) {
            fields.fault(
                    "reverse",
                    row.name + " is reversed and has right answers.",
                    "Remove \"reverse\" and name the other answers as right.");
        }
        JsonWriter out = new JsonWriter().beginObject();
        out.name("component").value(component).name("scale").value(scale);
        out.name("reverse").value(reverse);
        list(out, "right", right);
        points(fields, out, !right.isEmpty(), dontKnow);
        if (row.type == QuestionType.SELECT_MULTIPLE) {
            new SeveralRight(row, list, fields, right, dontKnow, reverse).write(out);
        } else {
            refuseSenseless(fields, right, dontKnow);
        }
        list(out, "dk", dontKnow);
        fields.refuseUnknown();
        kap = out.endObject().toString();
    }

    /** What is for several choices, and right answers that leave no wrong one. */
    private void refuseSenseless(JsonFields fields, List<String> right, List<String> dontKnow) {
        for (String key : List.of("rule", "minus")) {
            if (fields.value(key).isPresent()) {
                fields.fault(
                        key,
                        "\"" + key + "\" is for a question of which people choose several answers.",
                        "Remove \"" + key + "\", or make the question a select_multiple.");
            }
        }
        if (list != null && !list.codes().isEmpty() && dontKnow.isEmpty() && right.containsAll(list.codes())) {
            fields.fault(
                    "right",
                    "Every choice of " + row.name + " is right, so that everybody knows who answers.",
                    "Name the right ones alone.");
        }
        if (row.type == QuestionType.RANK && fields.has("points")) {
            fields.fault("points", "The order of a rank has no points.", "Remove \"points\".");
        }
    }

    /** A number for a right answer, or an object with the points of every choice that is not a "don't know". */
    private void points(JsonFields fields, JsonWriter out, boolean hasRight, List<String> dontKnow) {
        Json points = fields.value("points").orElse(null);
        if (points instanceof JsonNumber number) {
            if (!hasRight) {
                fields.fault(
                        "points",
                        "A number of points is for a right answer, and none is named.",
                        "Write \"right\", or the points of each choice: {\"agree\": 4, …}.");
            } else if (!(number.value() > 0)) {
                fields.fault(
                        "points",
                        "A right answer must be worth more than 0 points, found " + Numbers.print(number.value()) + ".",
                        "Leave \"points\" out for 1 point. What wrong choices cost a select_multiple says \"minus\".");
            }
            out.name("points").value(number.value());
        } else if (points instanceof JsonObject choices) {
            JsonFields members = JsonFields.of(choices, faults);
            out.name("points").beginObject();
            if (list == null) {
                fields.fault("points", "Only a question with choices has points for each.", "Remove \"points\".");
            }
            for (String code : choices.members().keySet()) {
                double number = members.number(code);
                if (list != null && !list.codes().contains(code)) {
                    faults.add(
                            choices.keyPlace(code),
                            "There are points for \"" + code + "\", which is no choice of " + row.name + ".",
                            "Its choices are " + JsonFields.listed(list.codes()) + "."
                                    + JsonFields.suggestion(code, list.codes()));
                }
                if (!Double.isNaN(number)) {
                    out.name(code).value(number);
                }
            }
            out.endObject();
            for (String code : list == null ? List.<String>of() : list.codes()) {
                if (!choices.members().containsKey(code) && !dontKnow.contains(code)) {
                    fields.fault(
                            "points",
                            "The choice \"" + code + "\" of " + row.name + " has no points.",
                            "Give it points, 0 if it is worth nothing, or name it in \"dk\".");
                }
            }
        } else if (points != null) {
            fields.fault("points", "\"points\" must be a number or an object, found " + points.kind() + ".", "");
        }
    }

    /** One code or a list of codes, each of the question's choices. */
    private List<String> codes(JsonFields fields, String key, String what, String needsSelect) {
        List<JsonText> given = new ArrayList<>();
        if (fields.value(key).orElse(null) instanceof JsonText single) {
            given.add(single);
        } else if (fields.has(key)) {
            given = fields.jsonTexts(key);
        }
        List<String> codes = new ArrayList<>();
        for (JsonText code : given) {
            if (row.type != null && !row.type.isSelect()) {
                faults.add(code.place(), needsSelect, "Remove \"" + key + "\".");
            } else if (list != null && !list.codes().contains(code.value())) {
                faults.add(
                        code.place(),
                        what + " \"" + code.value() + "\" is no choice of " + row.name + ".",
                        "Its choices are " + JsonFields.listed(list.codes()) + "."
                                + JsonFields.suggestion(code.value(), list.codes()));
            }
            if (codes.contains(code.value())) {
                faults.add(code.place(), what + " \"" + code.value() + "\" stands twice.", "Name it once.");
            } else {
                codes.add(code.value());
            }
        }
        return codes;
    }

    private static void list(JsonWriter out, String key, List<String> codes) {
        out.name(key).beginArray();
        for (String code : codes) {
            out.value(code);
        }
        out.endArray();
    }

    /** The table of answers has a column q_missing for each question q. */
    private void refuseColumnClash() {
        String suffix = "_missing";
        if (!QuestionnaireParser.lowerCase(row.name).endsWith(suffix)) {
            return;
        }
        String base = row.name.substring(0, row.name.length() - suffix.length());
        for (String other : byName.keySet()) {
            if (QuestionnaireParser.lowerCase(other).equals(QuestionnaireParser.lowerCase(base))) {
                row.fields.fault(
                        "name",
                        "The name " + row.name + " is that of the column which says why " + other + " has no answer.",
                        "Choose another.");
            }
        }
    }
}
