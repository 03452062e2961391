package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A form that is broken on purpose, and what of it can be: drawn by chance, empty where the form has nothing of the kind. */
final class BreakableForm {
    final DraftForm form;
    final SplittableRandom random;

    BreakableForm(DraftForm form, SplittableRandom random) {
        this.form = form;
        this.random = random;
    }

    /**
     * A place that must be named.
     *
     * @param path in the row, as {@link DraftForm#span} takes it
     * @param offset of the fault in a text, in code points; −1 if it may be anywhere in it
     * @param words that the message must hold
     */
    record Named(Object row, String path, int offset, String words) {}

    static List<Named> named(Object row, String path, int offset, String words) {
        return List.of(new Named(row, path, offset, words));
    }

    /** Breaks a question to which others refer; they must be named. */
    Optional<List<Named>> referred(Consumer<Map<String, Object>> breaking) {
        // Without the filter that looks at it a choice's column would be a fault of its own.
        return question(row -> !references((String) row.get("name"), row).isEmpty()
                        && sharesList(row)
                        && !row.containsKey("choice_filter"))
                .map(row -> {
                    List<Named> named = references((String) row.get("name"), row);
                    breaking.accept(row);
                    return named;
                });
    }

    /** Every text and expression, but for those of the row itself, that holds a reference. */
    List<Named> references(String name, Map<String, Object> own) {
        List<Named> found = new ArrayList<>();
        String words = "There is no question ${" + name + "}.";
        Pattern pattern = Pattern.compile("\\$\\{ *" + name + " *}");
        List<Map<String, Object>> rows = new ArrayList<>(form.survey);
        rows.addAll(form.choices);
        rows.add(form.settings);
        for (Map<String, Object> row : rows) {
            if (row == own) {
                continue;
            }
            row.forEach((key, value) -> {
                if (value instanceof String text && pattern.matcher(text).find()) {
                    found.add(new Named(row, key, -1, words));
                } else if (value instanceof Map<?, ?> texts) {
                    texts.forEach((language, text) -> {
                        if (text instanceof String word && pattern.matcher(word).find()) {
                            found.add(new Named(row, key + "/" + language, -1, words));
                        }
                    });
                }
            });
        }
        return found;
    }

    boolean sharesList(Map<String, Object> row) {
        String list = ((String) row.get("type")).replaceFirst("^\\S+ ?", "");
        return list.isEmpty()
                || form.survey.stream()
                        .anyMatch(other -> other != row && ((String) other.get("type")).endsWith(" " + list));
    }

    Optional<List<Named>> namedChoice() {
        List<Map<String, Object>> named = form.choices.stream()
                .filter(choice -> !comparisons(choice).isEmpty())
                .toList();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> choice = one(named);
        List<Named> comparisons = comparisons(choice);
        choice.put("name", choice.get("name") + "_x");
        return Optional.of(comparisons);
    }

    /** Expressions that compare a question of the choice's list with the choice: only those of one plain form are found. */
    List<Named> comparisons(Map<String, Object> choice) {
        List<Named> found = new ArrayList<>();
        for (Map<String, Object> question : form.survey) {
            String type = (String) question.get("type");
            if (!type.startsWith("select_") || !type.endsWith(" " + choice.get("list_name"))) {
                continue;
            }
            if (question.containsKey("kap") || question.containsKey("default")) {
                return List.of();
            }
            List<Map<String, Object>> rows = new ArrayList<>(form.survey);
            rows.add(form.settings);
            for (Map<String, Object> row : rows) {
                List<String> keys = new ArrayList<>(List.of("relevant", "constraint", "warning", "calculation"));
                keys.addAll(Ending.keys());
                for (String key : keys) {
                    String code = "'" + choice.get("name") + "'";
                    if (row.get(key) instanceof String text
                            && (text.contains("${" + question.get("name") + "} = " + code)
                                    || text.contains("selected(${" + question.get("name") + "}, " + code + ")"))) {
                        found.add(new Named(row, key, -1, "has no choice " + code));
                    }
                }
            }
        }
        return found;
    }

    Optional<Map<String, Object>> choice() {
        return Optional.of(one(form.choices));
    }

    /** A choice whose code stands nowhere else. */
    Optional<Map<String, Object>> unreferredChoice() {
        String survey = form.survey + " " + form.settings;
        return any(form.choices, choice -> !survey.contains((String) choice.get("name")));
    }

    /** A question that nothing refers to. */
    Optional<Map<String, Object>> unreferred() {
        return question(row -> references((String) row.get("name"), row).isEmpty()
                && !row.toString().contains("${" + row.get("name") + "}"));
    }

    Optional<Map<String, Object>> question(Predicate<Map<String, Object>> which) {
        return row(row -> row.containsKey("name")
                && !type(row).startsWith("begin_")
                && !type(row).startsWith("end_")
                && which.test(row));
    }

    Optional<Map<String, Object>> row(Predicate<Map<String, Object>> which) {
        return any(form.survey, which);
    }

    Optional<Map<String, Object>> text(String key) {
        return row(row -> row.get(key) instanceof Map);
    }

    /** A question of which nothing depends on its type: no choices, no table, nothing that only some types have. */
    boolean isPlain(Map<String, Object> row) {
        return List.of("integer", "text", "decimal", "date").contains(type(row)) && !isInTable(row);
    }

    boolean isAsked(Map<String, Object> row) {
        return !List.of("note", "calculate", "hidden").contains(type(row));
    }

    Optional<Map<String, Object>> inRepeat() {
        return question(row -> isInRepeat(row) && !type(row).equals("note"));
    }

    boolean isInRepeat(Map<String, Object> row) {
        return around(row).stream().anyMatch(group -> type(group).equals("begin_repeat"));
    }

    boolean isInTable(Map<String, Object> row) {
        return around(row).stream().anyMatch(group -> "table-list".equals(group.get("appearance")));
    }

    int depth(Map<String, Object> row) {
        return around(row).size();
    }

    List<Map<String, Object>> around(Map<String, Object> row) {
        List<Map<String, Object>> open = new ArrayList<>();
        for (Map<String, Object> other : form.survey) {
            if (other == row) {
                return open;
            }
            if (opens(other)) {
                open.add(other);
            } else if (type(other).startsWith("end_")) {
                open.remove(open.size() - 1);
            }
        }
        return open;
    }

    Optional<Map<String, Object>> before(Map<String, Object> row) {
        int at = at(form.survey, row);
        return at == 0 ? Optional.empty() : Optional.of(form.survey.get(at - 1));
    }

    /** Whether what a question depends on may include the other: a reference between them would be a cycle. */
    boolean leadsTo(Map<String, Object> question, Map<String, Object> other) {
        List<Map<String, Object>> reached = new ArrayList<>(List.of(question));
        for (int i = 0; i < reached.size(); i++) {
            List<Map<String, Object>> next = new ArrayList<>(around(reached.get(i)));
            String words = String.valueOf(reached.get(i).get("relevant"))
                    + reached.get(i).get("calculation")
                    + reached.get(i).get("repeat_count")
                    + reached.get(i).get("choice_filter")
                    + reached.get(i).get("default");
            for (Map<String, Object> row : form.survey) {
                if (words.contains("${" + row.get("name") + "}")) {
                    next.add(row);
                }
            }
            for (Map<String, Object> row : next) {
                if (reached.stream().noneMatch(known -> known == row)) {
                    reached.add(row);
                }
            }
        }
        return reached.stream().anyMatch(row -> row == other);
    }

    Optional<Map<String, Object>> any(List<Map<String, Object>> rows, Predicate<Map<String, Object>> which) {
        List<Map<String, Object>> found = rows.stream().filter(which).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
    }

    <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    Map<String, Object> inAllLanguages(String text) {
        Map<String, Object> texts = new LinkedHashMap<>();
        DraftForm.map(form.settings.get("title")).keySet().forEach(language -> texts.put(language, text));
        return texts;
    }

    static Map<String, Object> calculation(String name, String calculation) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "calculate");
        row.put("name", name);
        row.put("calculation", calculation);
        return row;
    }

    /** The first word of the type. */
    static String type(@Nullable Map<String, Object> row) {
        Object type = row == null ? null : row.get("type");
        return type instanceof String text ? text.split(" ", 2)[0] : "";
    }

    static boolean opens(Map<String, Object> row) {
        return type(row).startsWith("begin_");
    }

    static int at(List<Map<String, Object>> rows, Map<String, Object> row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == row) {
                return i;
            }
        }
        return -1;
    }

    static int offset(String text) {
        return text.codePointCount(0, text.length());
    }

    static String swapped(String name) {
        return Character.isUpperCase(name.charAt(0))
                ? name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1)
                : name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }
}
