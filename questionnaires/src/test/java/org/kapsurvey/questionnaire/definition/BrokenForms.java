package org.kapsurvey.questionnaire.definition;

import static org.kapsurvey.questionnaire.definition.BreakableForm.at;
import static org.kapsurvey.questionnaire.definition.BreakableForm.calculation;
import static org.kapsurvey.questionnaire.definition.BreakableForm.named;
import static org.kapsurvey.questionnaire.definition.BreakableForm.swapped;
import static org.kapsurvey.questionnaire.definition.BreakableForm.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.kapsurvey.questionnaire.definition.BreakableForm.Named;

/** What authors do wrong, done to good forms. Each says which places must be named for it, and by which words. */
final class BrokenForms {
    private BrokenForms() {}

    /** One thing that may go wrong. */
    record Slip(String name, Breaking breaking) {
        /** Breaks the form; the places that must be named, nothing if the form has nothing to break in this way. */
        Optional<List<Named>> in(DraftForm form, SplittableRandom random) {
            return breaking.in(new BreakableForm(form, random));
        }
    }

    interface Breaking {
        Optional<List<Named>> in(BreakableForm forms);
    }

    static List<Slip> all() {
        List<Slip> slips = new ArrayList<>();
        references(slips);
        names(slips);
        types(slips);
        groups(slips);
        settings(slips);
        slips.addAll(SlipsInside.all());
        return slips;
    }

    /** What touches other rows too. */
    private static void references(List<Slip> slips) {
        add(
                slips,
                "a question is deleted to which others refer",
                forms -> forms.referred(row -> forms.form.survey.remove(row)));
        add(
                slips,
                "a question is renamed to which others refer",
                forms -> forms.referred(row -> row.put("name", row.get("name") + "_x")));
        add(
                slips,
                "a question stands twice",
                forms -> forms.question(row -> true).map(row -> {
                    Map<String, Object> copy = new LinkedHashMap<>(row);
                    forms.form.survey.add(at(forms.form.survey, row) + 1, copy);
                    return named(copy, "name", 0, "The name " + row.get("name") + " is taken");
                }));
        add(
                slips,
                "two questions depend on each other",
                forms -> forms.question(row -> true).map(row -> {
                    Map<String, Object> one = calculation("cycle_one", "${cycle_two}");
                    Map<String, Object> other = calculation("cycle_two", "${cycle_one}");
                    int at = at(forms.form.survey, row);
                    forms.form.survey.add(at, one);
                    forms.form.survey.add(at, other);
                    return named(other, "calculation", -1, "depends on itself: cycle_two → cycle_one → cycle_two");
                }));
        add(
                slips,
                "a group depends on a question inside it",
                forms -> forms.question(row -> !type(row).equals("note")
                                && !forms.isInRepeat(row)
                                && forms.before(row).map(BreakableForm::opens).orElse(false))
                        .map(row -> {
                            Map<String, Object> group = forms.before(row).orElseThrow();
                            group.put("relevant", "${" + row.get("name") + "} != ''");
                            row.remove("relevant");
                            row.remove("calculation");
                            if (type(row).equals("calculate")) {
                                row.put("calculation", "1");
                            }
                            // The question has no condition of its own that could be named, but for what stays of it.
                            return List.of(new Named(null, "", -1, "depends on itself: "));
                        }));
        add(
                slips,
                "a question is told outside of its repeat",
                forms -> forms.inRepeat().map(inner -> {
                    Map<String, Object> row = calculation("outside", "${" + inner.get("name") + "} != ''");
                    forms.form.survey.add(row);
                    return named(row, "calculation", 0, "is asked in every row of the repeat");
                }));
    }

    private static void names(List<Slip> slips) {
        add(
                slips,
                "a name differs from another in case alone",
                forms -> forms.unreferred()
                        .flatMap(row -> forms.question(other ->
                                        other != row && at(forms.form.survey, other) < at(forms.form.survey, row))
                                .map(other -> {
                                    String twin = swapped((String) other.get("name"));
                                    row.put("name", twin);
                                    return named(
                                            row, "name", 0, "The name " + twin + " is taken: " + other.get("name"));
                                })));
        for (String bad : List.of("2nd", "a-b", "tuổi", "", "a".repeat(65), "a b", "_a")) {
            add(
                    slips,
                    "a name is \"" + bad + "\"",
                    forms -> forms.unreferred().map(row -> {
                        row.put("name", bad);
                        return named(row, "name", 0, "A name must begin with a letter");
                    }));
        }
        add(
                slips,
                "a name is that of a column of the data",
                forms -> forms.unreferred()
                        .flatMap(row -> forms.question(other -> other != row
                                        && !type(other).equals("note")
                                        && !type(row).equals("note"))
                                .map(other -> {
                                    row.put("name", other.get("name") + "_missing");
                                    return named(row, "name", 0, "is that of the column which says why");
                                })));
        add(
                slips,
                "a name is that of a column of the data in other letters",
                forms -> forms.unreferred()
                        .flatMap(row -> forms.question(other -> other != row
                                        && !type(other).equals("note")
                                        && !type(row).equals("note"))
                                .map(other -> {
                                    row.put("name", swapped((String) other.get("name")) + "_Missing");
                                    return named(row, "name", 0, "is that of the column which says why");
                                })));
        add(
                slips,
                "a row has no name",
                forms -> forms.unreferred().map(row -> {
                    row.remove("name");
                    return named(row, "", 0, "The key \"name\" is missing.");
                }));
        add(
                slips,
                "a name is a number",
                forms -> forms.unreferred().map(row -> {
                    row.put("name", 5.0);
                    return named(row, "name", 0, "\"name\" must be a text, found a number.");
                }));
    }

    private static void types(List<Slip> slips) {
        for (String[] type : List.of(
                new String[] {"integr", "Unknown question type \"integr\"."},
                new String[] {"", "Unknown question type \"\"."},
                new String[] {"geotrace", "The question type geotrace is not supported yet."},
                new String[] {"begin group", "Unknown question type \"begin group\"."},
                new String[] {"integer 2", "The type integer takes no further words."},
                new String[] {"select_one", "The type select_one must name its choice list."},
                new String[] {"select_one no_such_list", "There is no choice list \"no_such_list\"."},
                new String[] {"block", "A block must be replaced by its rows"})) {
            add(
                    slips,
                    "a type is \"" + type[0] + "\"",
                    // A type that is known is held to what the question's expressions make of its answers.
                    forms -> forms.question(row -> forms.isPlain(row)
                                    && (!type[0].startsWith("integer")
                                            || type(row).equals("integer")))
                            .map(row -> {
                                row.put("type", type[0]);
                                return named(row, "type", 0, type[1]);
                            }));
        }
        add(
                slips,
                "or_other follows a list",
                forms -> forms.question(row -> type(row).equals("select_one")).map(row -> {
                    row.put("type", row.get("type") + " or_other");
                    return named(row, "type", 0, "or_other is not supported yet.");
                }));
        add(
                slips,
                "a type is missing",
                forms -> forms.question(row -> forms.isPlain(row)).map(row -> {
                    row.remove("type");
                    return named(row, "", 0, "The key \"type\" is missing.");
                }));
        add(
                slips,
                "a group has further words",
                forms -> forms.row(BreakableForm::opens).map(row -> {
                    row.put("type", row.get("type") + " page");
                    return named(row, "type", 0, "takes no further words.");
                }));
        for (String key : List.of("trigger", "image", "guidance_hint", "relevent", "Label", "x")) {
            add(
                    slips,
                    "there is a key \"" + key + "\"",
                    forms -> forms.row(row -> row.containsKey("name")).map(row -> {
                        row.put(key, "a");
                        return named(row, key + "#", 0, "key \"" + key + "\"");
                    }));
        }
        for (String key : List.of("calculation", "repeat_count", "choice_filter", "parameters", "self_fill")) {
            add(
                    slips,
                    "a " + key + " stands with another type",
                    forms -> forms.question(
                                    row -> List.of("integer", "text", "note").contains(type(row)))
                            .map(row -> {
                                row.put(key, "1");
                                return named(row, key + "#", 0, "Unknown key \"" + key + "\".");
                            }));
        }
        for (String key :
                List.of("label", "required", "relevant", "constraint", "missing", "kap", "appearance", "hint")) {
            for (Object value : List.of(5.0, List.of(5.0))) {
                add(
                        slips,
                        "the " + key + " is " + value,
                        forms -> forms.question(row -> row.containsKey(key)).map(row -> {
                            row.put(key, value);
                            String inside = key.equals("missing") && value instanceof List ? "/0" : "";
                            return named(row, key + inside, 0, "must ");
                        }));
            }
        }
        add(
                slips,
                "an appearance is unknown",
                forms -> forms.row(row -> row.containsKey("label")).map(row -> {
                    row.put("appearance", "fancy");
                    return named(row, "appearance", 0, "Unknown appearance \"fancy\".");
                }));
    }

    private static void groups(List<Slip> slips) {
        add(
                slips,
                "a group is not closed",
                forms -> forms.row(row -> type(row).equals("end_group")).map(row -> {
                    forms.form.survey.remove(row);
                    return List.of(new Named(null, "", -1, ""));
                }));
        add(slips, "a group is closed twice", forms -> {
            Map<String, Object> row = new LinkedHashMap<>(Map.of("type", "end_group"));
            forms.form.survey.add(row);
            return Optional.of(named(row, "type", 0, "No group is open here."));
        });
        add(
                slips,
                "a group is closed by another name",
                forms -> forms.row(row -> type(row).equals("end_group")).map(row -> {
                    row.put("name", "no_such_group");
                    return named(row, "name", 0, "found end_group of no_such_group.");
                }));
        add(
                slips,
                "a group is closed as a repeat",
                forms -> forms.row(row -> type(row).equals("end_group")).map(row -> {
                    row.put("type", "end_repeat");
                    return named(row, "type", 0, "What is open here is the group");
                }));
        add(
                slips,
                "groups are nested deeper than ten",
                forms -> forms.row(BreakableForm::opens).map(row -> {
                    int at = at(forms.form.survey, row);
                    int outside = forms.depth(row);
                    for (int i = 0; i < 11; i++) {
                        forms.form.survey.add(at, new LinkedHashMap<>(Map.of("type", "end_group")));
                    }
                    for (int i = 10; i >= 0; i--) {
                        forms.form.survey.add(
                                at, new LinkedHashMap<>(Map.of("type", "begin_group", "name", "deep_" + i)));
                    }
                    return named(
                            forms.form.survey.get(at + 10 - outside), "type", 0, "Groups are nested deeper than 10.");
                }));
        add(slips, "repeats are nested deeper than three", forms -> {
            int at = forms.form.survey.size();
            for (int i = 0; i < 4; i++) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("type", "begin_repeat");
                row.put("name", "deep_" + i);
                row.put("label", forms.inAllLanguages("Deep"));
                forms.form.survey.add(row);
            }
            for (int i = 0; i < 4; i++) {
                forms.form.survey.add(new LinkedHashMap<>(Map.of("type", "end_repeat")));
            }
            return Optional.of(named(forms.form.survey.get(at + 3), "type", 0, "Repeats are nested deeper than 3."));
        });
        add(
                slips,
                "a note stands in a table",
                forms -> forms.row(row -> "table-list".equals(row.get("appearance")))
                        .map(group -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("type", "note");
                            row.put("name", "note_in_table");
                            row.put("label", forms.inAllLanguages("Note"));
                            forms.form.survey.add(at(forms.form.survey, group) + 1, row);
                            return named(row, "type", 0, "every row must be a select_one of one list");
                        }));
        add(
                slips,
                "a group inside a group is handed over",
                forms -> forms.row(row -> type(row).equals("begin_group") && forms.depth(row) > 0)
                        .map(row -> {
                            row.put("self_fill", true);
                            return named(row, "self_fill", 0, "Only a group at the top of the form");
                        }));
    }

    private static void settings(List<Slip> slips) {
        for (String key : List.of("form_id", "version", "default_language", "title")) {
            add(slips, "the settings have no " + key, forms -> {
                forms.form.settings.remove(key);
                return Optional.of(named(forms.form.settings, "", 0, "The key \"" + key + "\" is missing."));
            });
        }
        Map<String, List<String>> bad = Map.of(
                "form_id", List.of("a b", "", ".x", "phiếu", "Youth", "2youth", "a.b", "a".repeat(41)),
                "version", List.of("a b", "", ".x", "phiếu", "-1", "_1", "1".repeat(21)),
                "default_language", List.of("a b", "", ".x", "phiếu"));
        bad.forEach((key, values) -> values.forEach(value -> {
            add(slips, "the " + key + " is \"" + value + "\"", forms -> {
                forms.form.settings.put(key, value);
                return Optional.of(named(forms.form.settings, key, 0, "\"" + key + "\" must be "));
            });
        }));
        add(slips, "the title lacks a language", forms -> {
            Map<String, Object> title = DraftForm.map(forms.form.settings.get("title"));
            if (title.size() < 2 || !forms.form.settings.containsKey("languages")) {
                return Optional.empty();
            }
            String language = forms.one(List.copyOf(title.keySet()));
            title.remove(language);
            return Optional.of(named(
                    forms.form.settings, "title", 0, "The title has no text in the language \"" + language + "\"."));
        });
        add(slips, "the title holds an answer", forms -> {
            Map<String, Object> title = DraftForm.map(forms.form.settings.get("title"));
            String language = forms.one(List.copyOf(title.keySet()));
            title.put(language, "${age}");
            return Optional.of(named(forms.form.settings, "title/" + language, 0, "The title can't hold a reference"));
        });
        add(slips, "a language stands twice", forms -> {
            forms.form.settings.put("languages", List.of("vi", "en", "vi"));
            return Optional.of(named(forms.form.settings, "languages/2", 0, "The language \"vi\" stands twice."));
        });
        add(slips, "asked_of is unknown", forms -> {
            forms.form.settings.put("target_group", "adult");
            forms.form.settings.put("asked_of", "all");
            return Optional.of(named(forms.form.settings, "asked_of", 0, "Unknown asked_of \"all\"."));
        });
        add(slips, "the settings have a key too many", forms -> {
            forms.form.settings.put("style", "pages");
            return Optional.of(named(forms.form.settings, "style#", 0, "Unknown key \"style\"."));
        });
        add(slips, "the refusal names an unknown question", forms -> {
            forms.form.settings.put("refused", "${no_such_question} = 'no'");
            return Optional.of(named(forms.form.settings, "refused", 0, "There is no question ${no_such_question}."));
        });
        add(
                slips,
                "the refusal names an unknown choice",
                forms -> forms.question(row -> type(row).equals("select_one") && !forms.isInRepeat(row))
                        .map(row -> {
                            String reference = "${" + row.get("name") + "} = ";
                            forms.form.settings.put("refused", reference + "'no_such_code'");
                            return named(
                                    forms.form.settings,
                                    "refused",
                                    reference.length(),
                                    "has no choice 'no_such_code'.");
                        }));
    }

    static void add(List<Slip> slips, String name, Breaking breaking) {
        slips.add(new Slip(name, breaking));
    }
}
