package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** A plan of one indicator over small forms, and answers written by hand. */
final class MadeUpPlan {
    private static final String BOTH = "{\"vi\": \"a\", \"en\": \"a\"}";

    private MadeUpPlan() {}

    /** The plan of an indicator; {@code keys} are those of its groups, parts, numerator and target, with single quotes. */
    static Plan of(String keys, Questionnaire... forms) {
        return Plan.parse("plan.json", text(keys), List.of(forms));
    }

    static String text(String keys) {
        String indicator =
                "{'id': 'X-1', 'objective': '1', 'clause': BOTH, 'title': BOTH, 'component': 'knowledge', " + keys
                        + ", 'rule': {'version': '1', 'text': BOTH, 'readings': []}, 'direction': 'atLeast', 'due': 2030,"
                        + " 'lead': BOTH, 'cooperating': []}";
        return ("{'plan': 'x', 'title': BOTH, 'document': {'number': '1', 'date': '2026-01-01', 'issuer': BOTH},"
                        + " 'province': {'code': '31', 'names': [{'from': '2025-07-01', 'name': BOTH, 'authority': BOTH,"
                        + " 'communes': []}]}, 'period': {'from': 2026, 'to': 2030},"
                        + " 'objectives': [{'id': '1', 'clause': BOTH, 'title': BOTH}], 'indicators': [" + indicator
                        + "]}")
                .replace('\'', '"')
                .replace("BOTH", BOTH)
                .replace('`', '\'');
    }

    /** A group, with single quotes. */
    static String group(String id, String form, String more) {
        return "{'id': '" + id + "', 'title': BOTH, 'form': '" + form + "'" + more + "}";
    }

    /**
     * A form.
     *
     * @param rows of its survey, with single quotes; lists are {@code yes_no} and {@code degree}
     */
    static Questionnaire form(String id, String... rows) {
        return form(id, List.of(), rows);
    }

    /** The same with further choices, with single quotes. */
    static Questionnaire form(String id, List<String> more, String... rows) {
        String used = String.join("", rows);
        List<String> choices = new ArrayList<>(more);
        if (used.contains("yes_no")) {
            choices.addAll(choices("yes_no", "yes", "no", "dont_know"));
        }
        if (used.contains("degree")) {
            choices.addAll(choices("degree", "agree", "neutral", "disagree"));
        }
        String text =
                "{'settings': {'form_id': '" + id + "', 'version': '1', 'default_language': 'vi', 'languages': ['vi'],"
                        + " 'title': {'vi': 'a'}}, 'survey': [{'type': 'begin_group', 'name': 'page', 'label': {'vi': 'a'}}, "
                        + String.join(", ", rows) + ", {'type': 'end_group'}], 'choices': ["
                        + String.join(", ", choices) + "]}";
        return Questionnaire.parse(id + ".json", text.replace('\'', '"').replace('`', '\''));
    }

    static String question(String type, String name, String more) {
        return "{'type': '" + type + "', 'name': '" + name + "', 'label': {'vi': 'a'}" + more + "}";
    }

    private static List<String> choices(String list, String... names) {
        return Arrays.stream(names)
                .map(name -> "{'list_name': '" + list + "', 'name': '" + name + "', 'label': {'vi': '" + name + "'}}")
                .toList();
    }

    /** A table; a column is {@code name: a b c}, with {@code -} for a missing cell; all numbers make a numeric column. */
    static Table table(String... columns) {
        List<Column> made = new ArrayList<>();
        int rows = 0;
        for (String column : columns) {
            String name = column.substring(0, column.indexOf(':'));
            String[] cells = column.substring(name.length() + 1).trim().split(" +", -1);
            rows = cells.length;
            boolean numbers = Arrays.stream(cells).allMatch(cell -> cell.equals("-") || cell.matches("[0-9.]+"));
            if (numbers) {
                made.add(NumericColumn.of(
                        name,
                        Arrays.stream(cells)
                                .mapToDouble(cell -> cell.equals("-") ? Double.NaN : Double.parseDouble(cell))
                                .toArray()));
            } else {
                List<@Nullable String> texts = new ArrayList<>();
                for (String cell : cells) {
                    texts.add(cell.equals("-") ? null : cell.replace('+', ' '));
                }
                made.add(TextColumn.of(name, texts));
            }
        }
        return Table.of(rows, made);
    }

    /** Every row its own PSU and of weight 1. */
    static List<IndicatorResult> results(Plan plan, Table table, Questionnaire... forms) {
        return new IndicatorEstimation(
                        List.of(forms), table, SurveyDesign.of(table).build(), 1)
                .results(plan, List.of());
    }

    static IndicatorResult headline(List<IndicatorResult> results) {
        return results.stream().filter(IndicatorResult::isHeadline).findFirst().orElseThrow();
    }

    static IndicatorResult part(List<IndicatorResult> results, String name) {
        return results.stream()
                .filter(result ->
                        result.part().filter(part -> part.name().equals(name)).isPresent())
                .findFirst()
                .orElseThrow();
    }

    static IndicatorResult inDomain(List<IndicatorResult> results, String domain) {
        return results.stream()
                .filter(result -> result.part().isEmpty() && result.domain().equals(domain))
                .findFirst()
                .orElseThrow();
    }
}
