package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.kapsurvey.questionnaire.RandomForms;
import org.kapsurvey.questionnaire.expression.Contradiction.Known;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * Forms and fitting answers from seeds, worded so that ODK's engine and ours must agree: where they are known not to, as
 * {@link JavaRosaFormsTest} lists, nothing is asked.
 */
final class PlainForms {
    private static final List<String> DAYS = List.of(
            "2026-01-31",
            "2026-02-28",
            "2024-02-29",
            "2026-12-31",
            "2000-02-29",
            "1969-12-31",
            "1970-01-01",
            "2026-11-21");
    private static final List<String> TEXTS = List.of("a", "Hải Phòng", "ế", "x y", "12", "-350.5", "tv", "A1", "(b)");
    private static final List<String> TIMES = List.of("00:00", "07:30", "07:31", "12:05", "23:59");
    private static final List<String> CODES = List.of("tv", "radio", "zalo", "t");

    private final SplittableRandom random;
    private final List<Made> questions = new ArrayList<>();
    private final List<List<String>> repeats = new ArrayList<>();
    private final List<Boolean> open = new ArrayList<>();
    private final List<String> around = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private int groups;

    private PlainForms(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * A question that has been made.
     *
     * @param kind {@code number}, {@code text}, {@code day}, {@code time}, {@code one}, {@code many}, {@code rank},
     *     {@code agreed}, {@code place} or {@code note}
     * @param repeats in which it stands, the outermost first
     */
    private record Made(String name, String type, String kind, boolean asked, List<String> repeats) {}

    static String form(long seed) {
        return new PlainForms(seed).make();
    }

    /** Answers to the form of a seed, some of them to questions that are not relevant. */
    static String answers(long seed, int i) {
        PlainForms form = new PlainForms(seed);
        form.make();
        return form.answers(List.of(), new SplittableRandom(seed * 1_000_003 + i));
    }

    private String make() {
        int count = random.nextInt(6, 30);
        add("integer");
        add("select_multiple l");
        for (int i = 0; i < count; i++) {
            if (open.size() < 5 && random.nextInt(5) == 0) {
                begin();
            } else if (!open.isEmpty() && random.nextInt(5) == 0) {
                end();
            }
            add(pick(List.of(
                    "integer",
                    "decimal",
                    "text",
                    "date",
                    "time",
                    "range",
                    "acknowledge",
                    "rank l",
                    "geopoint",
                    "select_one l",
                    "select_multiple l",
                    "calculate",
                    "calculate",
                    "calculate",
                    "calculate",
                    "note")));
        }
        while (!open.isEmpty()) {
            end();
        }
        List<String> choices = new ArrayList<>();
        for (String code : CODES) {
            choices.add("{\"list_name\":\"l\",\"name\":\"" + code + "\",\"label\":{\"en\":\"Label of " + code + "\"}}");
        }
        return "{\"settings\":{\"form_id\":\"plain\",\"version\":\"1\",\"default_language\":\"en\","
                + "\"title\":{\"en\":\"Plain\"}},\n\"survey\":[\n" + String.join(",\n", rows) + "\n],\n\"choices\":[\n"
                + String.join(",\n", choices) + "\n]}\n";
    }

    private void begin() {
        boolean repeat = around.size() < 3 && random.nextBoolean();
        String name = (repeat ? "r" : "g") + groups++;
        rows.add("{\"type\":\"begin_" + (repeat ? "repeat" : "group") + "\",\"name\":\"" + name
                + "\",\"label\":{\"en\":\"Group\"}" + optional("relevant", 2) + "}");
        open.add(repeat);
        if (repeat) {
            around.add(name);
            repeats.add(List.copyOf(around));
        }
    }

    private void end() {
        boolean repeat = open.remove(open.size() - 1);
        rows.add("{\"type\":\"end_" + (repeat ? "repeat" : "group") + "\"}");
        if (repeat) {
            around.remove(around.size() - 1);
        }
    }

    private void add(String type) {
        String name = "q" + questions.size();
        StringBuilder row = new StringBuilder("{\"type\":\"" + type + "\",\"name\":\"" + name + "\"");
        String kind = switch (type) {
            case "integer", "decimal", "range" -> "number";
            case "time" -> "time";
            case "rank l" -> "rank";
            case "acknowledge" -> "agreed";
            case "geopoint" -> "place";
            case "date" -> "day";
            case "select_one l" -> "one";
            case "select_multiple l" -> "many";
            case "note" -> "note";
            default -> "text";
        };
        row.append(optional("relevant", 3));
        if (type.equals("calculate")) {
            boolean number = random.nextInt(3) > 0;
            kind = number ? "number" : "text";
            row.append(",\"calculation\":").append(quoted(number ? "0 + " + number(3) : text(3)));
        } else {
            row.append(",\"label\":{\"en\":\"Question\"}");
            if (!type.equals("note")) {
                row.append(optional("required", 2));
                if (random.nextInt(3) == 0) {
                    String self = switch (kind) {
                        case "number" -> ". <= " + number(1);
                        case "day" -> ". > " + day(1);
                        case "many" -> "count-selected(.) < 3";
                        case "time" -> ". != ''";
                        case "rank" -> "starts-with(., 'tv')";
                        case "agreed" -> ". = 'OK'";
                        default -> "string-length(.) < 5";
                    };
                    String constraint = self + pick(List.of(" or ", " and ")) + condition(2);
                    // Some number, some text must meet it, or the gate refuses it.
                    String met = switch (kind) {
                        case "number" -> constraint + " or . = 7";
                        case "one", "many" -> constraint + " or selected(., 'radio')";
                        case "time" -> constraint + " or . = .";
                        case "rank" -> constraint + " or count-selected(.) = 4";
                        case "agreed" -> constraint + " or . != ''";
                        default -> constraint + " or string-length(.) = 2";
                    };
                    row.append(",\"constraint\":").append(quoted(met));
                }
            }
        }
        rows.add(row.append('}').toString());
        questions.add(
                new Made(name, type, kind, !type.equals("calculate") && !type.equals("note"), List.copyOf(around)));
    }

    private String optional(String key, int depth) {
        return random.nextInt(3) == 0 && !questions.isEmpty() ? ",\"" + key + "\":" + quoted(condition(depth)) : "";
    }

    /** A truth that stands where something is decided: what no answer decides is refused there, so that the first one does. */
    private String condition(int depth) {
        String truth = truth(depth);
        if (!RandomForms.isUndecided(truth)) {
            return truth;
        }
        // The first question has no other before it.
        return (questions.isEmpty() ? "(. > 30)" : "(${q0} > 30)") + " = (" + truth + ")";
    }

    private String truth(int depth) {
        if (depth == 0) {
            return pick(List.of("true()", "false()"));
        }
        int d = depth - 1;
        return switch (random.nextInt(16)) {
            case 14 -> reference("agreed", "'OK'") + pick(List.of(" = ", " != ")) + "'OK'";
            case 0, 1 -> RandomForms.both(condition(d), condition(d), known());
            case 2 -> "(" + condition(d) + " or " + condition(d) + ")";
            case 3 -> "not(" + condition(d) + ")";
            case 4, 5, 6 -> number(d) + pick(List.of(" = ", " != ", " < ", " <= ", " > ", " >= ")) + number(d);
            case 7 -> words(d) + pick(List.of(" = ", " != ")) + words(d);
            case 8 -> day(d) + pick(List.of(" = ", " != ", " < ", " <= ", " > ", " >= ")) + day(d);
            case 9 -> "selected(" + reference("many", "''") + ", '" + pick(CODES) + "')";
            case 10 -> reference("one", "'tv'") + pick(List.of(" = ", " != ")) + "'" + pick(CODES) + "'";
            case 11 -> pick(List.of("contains(", "starts-with(", "ends-with(")) + text(d) + ", " + text(0) + ")";
            case 12 -> "regex(" + text(d) + ", '" + pick(List.of("[a-z]+", ".*x.*", "[A-Z][0-9]", "(tv|a)?")) + "')";
            case 13 ->
                reference(pick(List.of("number", "text", "day", "time", "rank", "agreed", "place")), "''")
                        + pick(List.of(" = ''", " != ''"));
            default -> "boolean(" + text(d) + ")";
        };
    }

    private Map<String, Known> known() {
        Map<String, Known> known = new HashMap<>();
        questions.forEach(question -> RandomForms.known(question.name(), question.type(), known));
        return known;
    }

    private String number(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0
                    ? reference("number", "7")
                    : pick(List.of("0", "1", "2", "7", "0.5", "2.25", "100"));
        }
        int d = depth - 1;
        return switch (random.nextInt(19)) {
            case 0 -> number(d) + " + " + number(d);
            case 1 -> number(d) + " - " + number(d);
            case 2 -> "(" + number(d) + ") * (" + number(d) + ")";
            case 3 -> "(" + number(d) + ") mod " + pick(List.of("4", "7", "0.5"));
            case 4 -> "(" + number(d) + ") div " + pick(List.of("8", "2", "0.25"));
            case 5 -> "-(" + number(d) + ")";
            case 6 -> "int(" + number(d) + ")";
            case 7 -> "round(" + number(d) + ")";
            // Of what gives but few numbers another one is refused.
            case 8 -> "0 + if(" + condition(d) + ", " + number(d) + ", " + number(d) + ")";
            case 9 -> "string-length(" + words(d) + ")";
            case 10 -> "count-selected(" + reference(pick(List.of("many", "rank")), "''") + ")";
            case 11 -> "abs(" + number(d) + ")";
            case 12 -> "number(concat(" + text(d) + ", ''))";
            case 13, 14, 15 -> overRows();
            case 16 -> "decimal-date-time(" + day(0) + ")";
            default -> reference("number", "3");
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return "'" + pick(TEXTS) + "'";
        }
        int d = depth - 1;
        return switch (random.nextInt(8)) {
            case 0 -> "concat(" + text(d) + ", " + text(d) + ")";
            case 1 -> "substr(" + text(d) + ", " + random.nextInt(3) + ", " + random.nextInt(5) + ")";
            case 2 -> "coalesce(" + reference("text", "''") + ", " + text(d) + ")";
            case 3 -> "if(" + condition(d) + ", " + text(d) + ", " + text(d) + ")";
            case 4 ->
                "format-date(" + reference("day", "date('2026-02-28')") + ", '"
                        + pick(List.of("%d/%m/%Y", "%e.%n.%y", "%Y-%m")) + "')";
            case 5 -> choiceName();
            default -> reference("text", "'a'");
        };
    }

    /** A text that is no number: a number and a text are another thing. */
    private String words(int depth) {
        return depth == 0 ? "'" + pick(List.of("", "a", "tv", "x y")) + "'" : "concat(" + text(depth - 1) + ", 'x')";
    }

    private String day(int depth) {
        return depth > 0 && random.nextInt(4) == 0
                ? "date(" + random.nextInt(20_000) + " + " + random.nextInt(40) + ")"
                : random.nextBoolean() ? "date('" + pick(DAYS) + "')" : reference("day", "date('2026-01-31')");
    }

    private String choiceName() {
        String one = reference("one", "");
        return one.isEmpty() ? "'a'" : "jr:choice-name(" + one + ", '" + one + "')";
    }

    /** A question made before that a plain reference may mean here. */
    private String reference(String kind, String otherwise) {
        List<Made> known = questions.stream()
                .filter(q -> q.kind().equals(kind))
                .filter(q -> q.repeats().size() <= around.size()
                        && around.subList(0, q.repeats().size()).equals(q.repeats()))
                .toList();
        return known.isEmpty() ? otherwise : "${" + pick(known).name() + "}";
    }

    /** What goes through rows, of questions in repeats further in or beside. */
    private String overRows() {
        if (!around.isEmpty() && random.nextInt(4) == 0) {
            return "position(..)";
        }
        List<Made> known = questions.stream()
                .filter(q ->
                        q.kind().equals("number") && q.asked() && q.repeats().size() > shared(q.repeats()))
                .toList();
        if (known.isEmpty()) {
            return "1";
        }
        Made question = pick(known);
        String x = "${" + question.name() + "}";
        List<String> path = question.repeats();
        return switch (random.nextInt(5)) {
            case 0 -> "sum(" + x + ")";
            case 1 -> "count-non-empty(" + x + ")";
            case 2 -> path.size() == shared(path) + 1 ? "count(${" + path.get(path.size() - 1) + "})" : "2";
            case 3 -> (isNeverNegative(question) ? "max(" : "min(") + x + ")";
            default -> indexed(question);
        };
    }

    private String indexed(Made question) {
        StringBuilder call = new StringBuilder("indexed-repeat(${" + question.name() + "}");
        List<String> names = question.repeats();
        for (String name : names.subList(shared(names), names.size())) {
            call.append(", ${" + name + "}, " + random.nextInt(1, 4));
        }
        return call.append(")").toString();
    }

    /** How many of some repeats are around here too. */
    private int shared(List<String> names) {
        int shared = 0;
        while (shared < names.size()
                && shared < around.size()
                && around.get(shared).equals(names.get(shared))) {
            shared++;
        }
        return shared;
    }

    private String answers(List<String> inside, SplittableRandom draw) {
        JsonWriter out = new JsonWriter().beginObject();
        for (Made question : questions) {
            if (question.asked() && question.repeats().equals(inside) && draw.nextInt(5) > 0) {
                out.name(question.name()).value(answer(question, draw));
            }
        }
        for (List<String> path : repeats) {
            if (path.subList(0, path.size() - 1).equals(inside)) {
                out.name(path.get(path.size() - 1)).beginArray();
                for (int row = draw.nextInt(4); row > 0; row--) {
                    out.raw(answers(path, draw));
                }
                out.endArray();
            }
        }
        return out.endObject().toString();
    }

    /** The greatest of negative numbers is another thing. */
    private static boolean isNeverNegative(Made question) {
        return question.name().hashCode() % 2 == 0;
    }

    private static String answer(Made question, SplittableRandom draw) {
        return switch (question.kind()) {
            case "number" ->
                String.valueOf(
                        question.type().equals("range")
                                ? draw.nextInt(1, 11)
                                : draw.nextInt(isNeverNegative(question) ? 0 : -20, 120));
            case "time" -> pick(TIMES, draw);
            case "rank" -> pick(List.of("tv radio zalo t", "t zalo radio tv", "radio tv t zalo"), draw);
            case "agreed" -> "OK";
            case "place" -> "20.86" + draw.nextInt(1, 10) + " 106.5 1.5 4.25";
            case "day" -> DAYS.get(draw.nextInt(DAYS.size()));
            case "one" -> CODES.get(draw.nextInt(CODES.size()));
            case "many" -> draw.nextBoolean() ? "tv zalo" : "radio";
            default -> TEXTS.get(draw.nextInt(TEXTS.size()));
        };
    }

    private static String pick(List<String> from, SplittableRandom draw) {
        return from.get(draw.nextInt(from.size()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String quoted(String text) {
        return new JsonWriter().value(text).toString();
    }
}
