package org.kapsurvey.questionnaire.value;

import java.util.ArrayList;
import java.util.List;

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
