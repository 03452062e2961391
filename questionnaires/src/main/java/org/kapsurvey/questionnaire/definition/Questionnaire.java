package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** A form that passed every check. Immutable: one instance serves many interviews and threads. */
public final class Questionnaire {
    private final String form;
    private final String version;
    private final List<String> languages;
    private final Labels title;
    private final List<Ending> endings = new ArrayList<>();
    private final String targetGroup;
    private final AskedOf askedOf;
    private final List<Group> groups;
    private final List<Question> questions;
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, Integer> itemByName = new LinkedHashMap<>();
    private final List<Level> levels = new ArrayList<>();
    /** The level inside each group. */
    private final List<Level> levelOfGroup = new ArrayList<>();

    /** Of each item. */
    private final Level[] levelOf;

    /** The place of each item in its level. */
    private final int[] placeOf;

    private final int[] order;
    private final int[][] settles;
    private final int[][] checks;

    private Questionnaire(CompiledFields compiled) {
        form = compiled.text("form");
        version = compiled.text("version");
        languages = Collections.unmodifiableList(compiled.texts("languages"));
        title = compiled.labels("title");
        for (CompiledFields ending : compiled.objects("endings")) {
            Formula test = ending.formula("test");
            if (test != null) {
                endings.add(new Ending(ending.text("outcome"), test));
            }
        }
        targetGroup = compiled.text("targetGroup");
        askedOf = AskedOf.of(compiled.text("askedOf"));
        List<ChoiceList> lists = new ArrayList<>();
        for (CompiledFields list : compiled.objects("lists")) {
            lists.add(new ChoiceList(list));
        }
        levels.add(new Level(0, null, null));
        List<Group> madeGroups = new ArrayList<>();
        for (CompiledFields fields : compiled.objects("groups")) {
            Group group = new Group(fields, madeGroups);
            madeGroups.add(group);
            Group around = group.repeatAround();
            Level level = around == null ? levels.get(0) : levelOfGroup.get(around.index());
            if (group.isRepeat()) {
                level = new Level(levels.size(), group, level);
                levels.add(level);
            }
            levelOfGroup.add(level);
        }
        groups = Collections.unmodifiableList(madeGroups);
        List<Question> madeQuestions = new ArrayList<>();
        for (CompiledFields fields : compiled.objects("questions")) {
            Question question = new Question(madeQuestions.size(), fields, lists, groups);
            madeQuestions.add(question);
            itemByName.put(question.name(), question.slot());
        }
        questions = Collections.unmodifiableList(madeQuestions);
        for (Group group : groups) {
            if (group.isRepeat()) {
                itemByName.put(group.name(), madeQuestions.size() + group.index());
            }
        }
        order = compiled.wholes("order");
        settles = effects(compiled, "settles");
        checks = effects(compiled, "checks");
        levelOf = new Level[order.length];
        placeOf = new int[order.length];
        for (int item : compiled.wholes("survey")) {
            Group group = item < questions.size() ? null : groups.get(item - questions.size());
            Group inner = group == null ? questions.get(item).repeat() : group.repeatAround();
            Level level = inner == null ? levels.get(0) : levelOfGroup.get(inner.index());
            levelOf[item] = level;
            placeOf[item] = level.items().size();
            level.items().add(item);
            page(item);
        }
    }

    private static int[][] effects(CompiledFields compiled, String key) {
        List<Json> lists = compiled.items(key);
        int[][] effects = new int[lists.size()][];
        for (int i = 0; i < effects.length; i++) {
            effects[i] = CompiledFields.wholes(((JsonArray) lists.get(i)).items());
        }
        return effects;
    }

    /** Questions and repeats at the top of the form make a page together until a group at the top begins. */
    private void page(int item) {
        boolean question = item < questions.size();
        Group innermost = question ? questions.get(item).group() : groups.get(item - questions.size());
        if (levelOf[item].index() > 0 || (!question && innermost != null && !innermost.isRepeat())) {
            return;
        }
        Group top = innermost;
        while (top != null && top.parent() != null) {
            top = top.parent();
        }
        Page last = pages.isEmpty() ? null : pages.get(pages.size() - 1);
        if (last == null || last.group() != top) {
            last = new Page(top == null ? questions.get(item).name() : top.name(), top, new ArrayList<>());
            pages.add(last);
        }
        last.items().add(item);
    }

    /**
     * Reads a form without {@code block} rows and makes every check of the publish gate; {@link Composition} reads forms
     * that have them.
     *
     * @param file the name that faults carry
     * @throws FaultsException with all faults
     */
    public static Questionnaire parse(String file, String text) {
        return of(JsonReader.read(file, text));
    }

    /**
     * The same of a form that has been read; faults name the places that its values carry.
     *
     * @throws FaultsException with all faults
     */
    public static Questionnaire of(Json form) {
        return parseCompiled(compile(form));
    }

    /**
     * The compiled form: what the engine runs, here and in a browser. It is JSON of no lasting shape, made by the publish gate
     * for the engine of the same build.
     *
     * @throws FaultsException with all faults of the form
     */
    public static String compile(Json form) {
        return QuestionnaireParser.gate(form).compile();
    }

    /**
     * The same of a form that was published: what could be compiled is not judged again, so that a gate that has grown stricter
     * closes no form that is in use.
     *
     * @throws FaultsException if it can't be compiled
     */
    public static String compilePublished(Json form) {
        return QuestionnaireParser.published(form).compile();
    }

    /**
     * A form that was published, not judged again.
     *
     * @throws FaultsException if it can't be compiled
     */
    public static Questionnaire ofPublished(Json form) {
        return parseCompiled(compilePublished(form));
    }

    /** A form from what {@link #compile} made. */
    public static Questionnaire parseCompiled(String compiled) {
        return ofCompiled(JsonReader.read("", compiled, Formula.DEEPEST));
    }

    /** The same of JSON that has been read. */
    public static Questionnaire ofCompiled(Json compiled) {
        return new Questionnaire(new CompiledFields((JsonObject) compiled));
    }

    /** All faults of a form in the order of the file; none if it is fit to be published. */
    public static List<Fault> faults(String file, String text) {
        try {
            compile(JsonReader.read(file, text));
            return List.of();
        } catch (FaultsException refused) {
            return refused.faults();
        }
    }

    /** The same as a JSON list of {@code {"file","line","column","message","remedy"}}. */
    public static String faultsJson(String file, String text) {
        return new JsonWriter().value(faults(file, text)).toString();
    }

    public String form() {
        return form;
    }

    public String version() {
        return version;
    }

    /** The language of the record and of anything asked for in a language that the form doesn't have. */
    public String defaultLanguage() {
        return languages.get(0);
    }

    /** The default language first. */
    public List<String> languages() {
        return languages;
    }

    public Labels title() {
        return title;
    }

    /** How an interview ends that is neither complete nor partial; of several that are true the first counts. */
    public List<Ending> endings() {
        return Collections.unmodifiableList(endings);
    }

    /** The target group whose members the form is for; empty if the form doesn't say. */
    public String targetGroup() {
        return targetGroup;
    }

    /** Which of the household's selected members of the target group the form is asked of. */
    public AskedOf askedOf() {
        return askedOf;
    }

    /** All groups, a parent before its children. */
    public List<Group> groups() {
        return groups;
    }

    /** Everything but groups, in the order of the form; a question's slot is its place here. */
    public List<Question> questions() {
        return questions;
    }

    /** The level outside repeats, and that of each repeat. */
    public List<Level> levels() {
        return levels;
    }

    /** The level of an item. */
    public Level level(int item) {
        return levelOf[item];
    }

    /** The place of an item among those of its level. */
    public int place(int item) {
        return placeOf[item];
    }

    /** The item of a group: items are the questions by their slots, and then the groups. */
    public int item(Group group) {
        return questions.size() + group.index();
    }

    /** The item of a question or repeat; −1 if there is none of that name. */
    public int itemOf(String name) {
        Integer item = itemByName.get(name);
        return item == null ? -1 : item;
    }

    /** The level of the rows of a repeat. */
    public Level levelOfRows(Group repeat) {
        return levelOfGroup.get(repeat.index());
    }

    /** All items such that each stands after those that its relevance, calculation, choices, rows and default depend on. */
    public int[] order() {
        return order;
    }

    /**
     * What a change of an item changes: pairs of an item and of the level in which the two meet. It is changed in the rows
     * that lie in the same row of that level.
     */
    public int[] settles(int item) {
        return settles[item];
    }

    /** The same of what is not changed itself, but is checked or worded in another way. */
    public int[] checks(int item) {
        return checks[item];
    }

    public List<Page> pages() {
        return pages;
    }

    public Optional<Question> question(String name) {
        int item = itemOf(name);
        return item < 0 || item >= questions.size() ? Optional.empty() : Optional.of(questions.get(item));
    }
}
