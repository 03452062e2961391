package org.kapsurvey.questionnaire.value;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * A regular expression that is matched in time linear in the text: a set of states is stepped through the code points
 * (Thompson 1968, doi:10.1145/363347.363387), so no pattern can hang a phone or the server.
 *
 * <p>The whole text must match. Known: literals, {@code .} (anything but a line break), {@code [abc] [a-z] [^a]},
 * {@code \d \w \s \D \W \S} (ASCII), escaped signs, {@code \n \t}, groups {@code ( )} and {@code (?: )}, {@code |},
 * {@code * + ?} {@code {n} {n,} {n,m}}, and {@code ^ $} at the two ends. Everything else is refused, as is a pattern of
 * more than 2,000 states after its repetitions are written out.
 */
public final class Pattern {
    private final List<State> program;

    private Pattern(List<State> program) {
        this.program = program;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException saying what is not supported; its message is a sentence for the author
     */
    public static Pattern parse(String text) {
        return new Pattern(new PatternParser(text).program());
    }

    /** The pattern as {@link #of} reads it: a list of states, each a list of whole numbers that begins with its kind. */
    public String written() {
        JsonWriter out = new JsonWriter().beginArray();
        for (State state : program) {
            out.beginArray();
            if (state instanceof State.Take take) {
                out.value(take.set().others() ? 1 : 0);
                for (int[] range : take.set().ranges()) {
                    out.value(range[0]).value(range[1]);
                }
            } else if (state instanceof State.Split split) {
                out.value(2).value(split.first()).value(split.second());
            } else {
                out.value(3);
            }
            out.endArray();
        }
        return out.endArray().toString();
    }

    /** A pattern from what {@link #written} wrote. */
    public static Pattern of(JsonArray written) {
        List<State> program = new ArrayList<>();
        for (Json state : written.items()) {
            List<Json> parts = ((JsonArray) state).items();
            int kind = whole(parts.get(0));
            if (kind == 3) {
                program.add(new State.Match());
            } else if (kind == 2) {
                program.add(new State.Split(whole(parts.get(1)), whole(parts.get(2))));
            } else {
                List<int[]> ranges = new ArrayList<>();
                for (int i = 1; i < parts.size(); i += 2) {
                    ranges.add(new int[] {whole(parts.get(i)), whole(parts.get(i + 1))});
                }
                program.add(new State.Take(new CharacterSet(ranges, kind == 1)));
            }
        }
        return new Pattern(program);
    }

    private static int whole(Json number) {
        return (int) ((JsonNumber) number).value();
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int[] marked = new int[program.size()];
        List<Integer> now = new ArrayList<>();
        List<Integer> next = new ArrayList<>();
        int step = 1;
        enter(0, now, marked, step);
        int i = 0;
        while (i < text.length() && !now.isEmpty()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            step++;
            next.clear();
            for (int state : now) {
                if (program.get(state) instanceof State.Take character
                        && character.set().contains(c)) {
                    enter(state + 1, next, marked, step);
                }
            }
            List<Integer> swapped = now;
            now = next;
            next = swapped;
        }
        for (int state : now) {
            if (program.get(state) instanceof State.Match) {
                return true;
            }
        }
        return false;
    }

    /** Adds a state and those reached from it without a character. The stack is explicit: a browser's own is short. */
    private void enter(int first, List<Integer> states, int[] marked, int step) {
        List<Integer> open = new ArrayList<>();
        open.add(first);
        while (!open.isEmpty()) {
            int state = open.remove(open.size() - 1);
            if (marked[state] == step) {
                continue;
            }
            marked[state] = step;
            if (program.get(state) instanceof State.Split split) {
                open.add(split.second());
                open.add(split.first());
            } else {
                states.add(state);
            }
        }
    }

    /** One step of the program. */
    sealed interface State {
        /** Takes one code point of a set and goes on with the next state. */
        record Take(CharacterSet set) implements State {}

        /** Goes on with both states without taking anything. */
        record Split(int first, int second) implements State {}

        /** The end. */
        record Match() implements State {}
    }
}
