package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * A form in which the rows and choice lists of blocks stand in the place of the {@code block} rows that name them. It is
 * the composed form that is published, hashed, sent to phones and stored; a fault in what came from a block names the
 * block's file.
 */
public final class Composition {
    private final String text;
    private final Questionnaire questionnaire;

    private Composition(String text, Questionnaire questionnaire) {
        this.text = text;
        this.questionnaire = questionnaire;
    }

    /**
     * Composes a form and makes every check of the publish gate.
     *
     * @param file the name that faults carry
     * @throws org.kapsurvey.questionnaire.fault.FaultsException with all faults; with those of the blocks alone if it can't be composed
     */
    public static Composition of(String file, String text, Blocks blocks) {
        Json source = JsonReader.read(file, text);
        Json form = composed(source, blocks);
        return new Composition(form == source ? text : written((JsonObject) form), Questionnaire.of(form));
    }

    /**
     * The same of a form that was published: composed, and not judged again ({@link Questionnaire#compilePublished}).
     *
     * @throws org.kapsurvey.questionnaire.fault.FaultsException if it can't be composed or compiled
     */
    public static Composition ofPublished(String file, String text, Blocks blocks) {
        Json source = JsonReader.read(file, text);
        Json form = composed(source, blocks);
        return new Composition(form == source ? text : written((JsonObject) form), Questionnaire.ofPublished(form));
    }

    /** The form itself if it names no blocks. */
    private static Json composed(Json source, Blocks blocks) {
        if (!(source instanceof JsonObject form)
                || !(form.get("survey") instanceof JsonArray survey)
                || !hasBlocks(survey)) {
            return source;
        }
        Faults faults = new Faults();
        Composing composing = new Composing(form, blocks, faults);
        JsonObject composed = composing.form(survey);
        faults.throwIfAny();
        return composed;
    }

    /**
     * Reads a block by itself: what can be told without the form it will stand in.
     *
     * @throws org.kapsurvey.questionnaire.fault.FaultsException with all faults
     */
    public static void checkBlock(String file, String text) {
        Faults faults = new Faults();
        Block.read(JsonReader.read(file, text), faults);
        faults.throwIfAny();
    }

    /** The composed form as JSON, a row a line; the source itself, byte for byte, if it names no block. */
    public String text() {
        return text;
    }

    public Questionnaire questionnaire() {
        return questionnaire;
    }

    private static boolean hasBlocks(JsonArray survey) {
        for (Json row : survey.items()) {
            if (isBlock(row)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlock(Json row) {
        return row instanceof JsonObject object
                && object.get("type") instanceof JsonText type
                && type.value().equals("block");
    }

    /** A form as JSON, a row a line: how composed forms are published. */
    public static String written(JsonObject form) {
        StringBuilder out = new StringBuilder().append('{');
        for (Map.Entry<String, Json> member : form.members().entrySet()) {
            out.append(out.length() > 1 ? ",\n" : "\n");
            out.append('"').append(member.getKey()).append("\":");
            if (member.getValue() instanceof JsonArray rows) {
                List<String> lines = new ArrayList<>();
                for (Json row : rows.items()) {
                    lines.add(JsonWriter.write(row));
                }
                out.append("[\n").append(String.join(",\n", lines)).append("\n]");
            } else {
                out.append(JsonWriter.write(member.getValue()));
            }
        }
        return out.append("\n}\n").toString();
    }

    /** What a block's file holds. */
    private record Block(String name, String version, List<String> languages, List<Json> survey, List<Json> choices) {
        static Block read(Json json, Faults faults) {
            JsonFields root = JsonFields.of(json, "A block", faults);
            JsonFields head = root.fields("block");
            Block block = new Block(
                    head.text("name"),
                    head.text("version"),
                    head.texts("languages"),
                    root.items("survey"),
                    root.optionalItems("choices"));
            head.refuseUnknown();
            root.refuseUnknown();
            for (Json row : block.survey) {
                if (isBlock(row)) {
                    faults.add(
                            row.place(),
                            "A block can't hold another block.",
                            "Name the other block in the form, before or after this one.");
                }
            }
            return block;
        }
    }

    /** The form's rows and choices as they grow. */
    private static final class Composing {
        private final JsonObject form;
        private final Blocks blocks;
        private final Faults faults;
        private final List<Json> rows = new ArrayList<>();
        private final List<Json> choices = new ArrayList<>();
        private final Map<String, List<Json>> lists = new LinkedHashMap<>();

        Composing(JsonObject form, Blocks blocks, Faults faults) {
            this.form = form;
            this.blocks = blocks;
            this.faults = faults;
        }

        JsonObject form(JsonArray survey) {
            Json own = form.get("choices");
            if (own instanceof JsonArray array) {
                choices(array.items());
            }
            for (Json row : survey.items()) {
                if (isBlock(row)) {
                    block(JsonFields.of((JsonObject) row, faults));
                } else {
                    rows.add(row);
                }
            }
            Map<String, Json> members = new LinkedHashMap<>(form.members());
            members.put("survey", new JsonArray(rows, survey.place()));
            if (own == null || own instanceof JsonArray) {
                members.put("choices", new JsonArray(choices, own == null ? form.place() : own.place()));
            }
            return new JsonObject(members, form.keyPlaces(), form.place());
        }

        private void block(JsonFields row) {
            row.text("type");
            String name = row.text("name");
            String version = row.text("version");
            Map<String, String> names = names(row);
            row.refuseUnknown();
            if (!isFileName(name) || !isFileName(version)) {
                faults.add(row.place(), "A block is named by letters, digits, - . and _, and so is its version.", "");
                return;
            }
            Optional<Blocks.Source> source = blocks.find(name, version);
            if (source.isEmpty()) {
                row.fault(
                        "name",
                        "There is no block \"" + name + "\" of version \"" + version + "\".",
                        "It must be the file blocks/" + name + "/v" + version + ".json.");
                return;
            }
            Block block =
                    Block.read(JsonReader.read(source.get().file(), source.get().text()), faults);
            if (!block.name.equals(name) || !block.version.equals(version)) {
                faults.add(
                        new Place(source.get().file(), 1, 1),
                        "The file is read as block \"" + name + "\" of version \"" + version + "\", but calls itself \""
                                + block.name + "\" of version \"" + block.version + "\".",
                        "Correct \"block\", or the name of the file.");
            }
            refuseOtherLanguages(row, block);
            refuseNamesThatItLacks(row, names, block);
            for (Json one : block.survey) {
                rows.add(renamed(one, names));
            }
            choices(block.choices);
        }

        /** What the block calls by one name and the form, here, by another: {@code "with": {"you": "elder"}}. */
        private static Map<String, String> names(JsonFields row) {
            Map<String, String> names = new LinkedHashMap<>();
            Optional<JsonFields> with = row.optionalFields("with");
            if (with.isPresent()) {
                for (String name : with.get().object().members().keySet()) {
                    names.put(name, with.get().text(name));
                }
            }
            return names;
        }

        private void refuseNamesThatItLacks(JsonFields row, Map<String, String> names, Block block) {
            String rows = JsonWriter.write(new JsonArray(block.survey, row.place()));
            for (String name : names.keySet()) {
                if (rows.indexOf(reference(name), 0) < 0) {
                    row.fault(
                            "with",
                            "The block says nothing of " + reference(name) + ".",
                            "Write a name that its rows refer to, and the form's name that stands for it.");
                }
            }
        }

        private static String reference(String name) {
            return "${" + name + "}";
        }

        /** A row of the block in the form's names. */
        private static Json renamed(Json json, Map<String, String> names) {
            if (names.isEmpty()) {
                return json;
            }
            if (json instanceof JsonText text) {
                String value = renamed(text.value(), names);
                // Places inside a text that was changed are not those of the file.
                return value.equals(text.value()) ? text : new JsonText(value, false, text.place());
            }
            if (json instanceof JsonArray array) {
                List<Json> items = new ArrayList<>();
                for (Json item : array.items()) {
                    items.add(renamed(item, names));
                }
                return new JsonArray(items, array.place());
            }
            if (json instanceof JsonObject object) {
                Map<String, Json> members = new LinkedHashMap<>();
                for (Map.Entry<String, Json> member : object.members().entrySet()) {
                    members.put(member.getKey(), renamed(member.getValue(), names));
                }
                return new JsonObject(members, object.keyPlaces(), object.place());
            }
            return json;
        }

        private static String renamed(String text, Map<String, String> names) {
            StringBuilder out = new StringBuilder();
            int from = 0;
            while (from < text.length()) {
                int open = text.indexOf("${", from);
                int close = open < 0 ? -1 : text.indexOf('}', open);
                if (close < 0) {
                    break;
                }
                String name = text.substring(open + 2, close);
                String other = names.get(name);
                out.append(text.substring(from, open)).append(reference(other == null ? name : other));
                from = close + 1;
            }
            return out.append(text.substring(from)).toString();
        }

        private static boolean isFileName(String word) {
            return QuestionnaireParser.isCode(word, true) && !word.startsWith(".");
        }

        private void refuseOtherLanguages(JsonFields row, Block block) {
            List<String> languages = languages();
            if (!languages.isEmpty() && !sameWords(languages, block.languages)) {
                row.fault(
                        "name",
                        "The block is in the languages " + JsonFields.listed(block.languages) + ", the form in "
                                + JsonFields.listed(languages) + ".",
                        "Both must have the same languages.");
            }
        }

        private static boolean sameWords(List<String> some, List<String> others) {
            for (String word : some) {
                if (!others.contains(word)) {
                    return false;
                }
            }
            return some.size() == others.size();
        }

        private List<String> languages() {
            List<String> languages = new ArrayList<>();
            if (form.get("settings") instanceof JsonObject settings) {
                if (settings.get("languages") instanceof JsonArray declared) {
                    for (Json language : declared.items()) {
                        if (language instanceof JsonText text) {
                            languages.add(text.value());
                        }
                    }
                } else if (settings.get("title") instanceof JsonObject title) {
                    languages.addAll(title.members().keySet());
                }
            }
            return languages;
        }

        private void choices(List<Json> added) {
            for (Map.Entry<String, List<Json>> list : lists(added).entrySet()) {
                List<Json> known = lists.get(list.getKey());
                if (known == null) {
                    lists.put(list.getKey(), list.getValue());
                    choices.addAll(list.getValue());
                } else {
                    refuseOtherList(list.getKey(), known, list.getValue());
                }
            }
        }

        private void refuseOtherList(String name, List<Json> known, List<Json> rows) {
            for (int i = 0; i < Math.max(known.size(), rows.size()); i++) {
                Json one = i < known.size() ? known.get(i) : null;
                Json other = i < rows.size() ? rows.get(i) : null;
                if (one == null || other == null || !JsonWriter.write(one).equals(JsonWriter.write(other))) {
                    faults.add(
                            place(other, rows),
                            "The choice list \"" + name + "\" is another one than that at "
                                    + place(one, known).toString() + ".",
                            "Lists of one name must be equal, with their choices in the same order; or rename one.");
                    return;
                }
            }
        }

        private static Place place(@Nullable Json row, List<Json> rows) {
            return row == null ? rows.get(rows.size() - 1).place() : row.place();
        }

        /** Rows by the list they belong to; rows without one are left to the gate, under the empty name. */
        private static Map<String, List<Json>> lists(List<Json> choices) {
            Map<String, List<Json>> lists = new LinkedHashMap<>();
            for (Json row : choices) {
                String list = row instanceof JsonObject object && object.get("list_name") instanceof JsonText name
                        ? name.value()
                        : "";
                List<Json> rows = lists.get(list);
                if (rows == null) {
                    rows = new ArrayList<>();
                    lists.put(list, rows);
                }
                rows.add(row);
            }
            return lists;
        }
    }
}
