package org.kapsurvey.questionnaire.value;

import java.util.ArrayList;
import java.util.List;

/** Parses a pattern into a tree and writes the tree out as a program of states. */
final class PatternParser {
    private static final int MOST_STATES = 2_000;
    private static final int DEEPEST = 50;
    private static final int ENDLESS = -1;

    private final String text;
    private int index;
    private int written;

    PatternParser(String text) {
        this.text = text;
    }

    private sealed interface Node {
        record Characters(CharacterSet set) implements Node {}

        record Sequence(List<Node> parts) implements Node {}

        record Choice(List<Node> branches) implements Node {}

        record Repeat(Node part, int least, int most) implements Node {}
    }

    List<Pattern.State> program() {
        if (text.startsWith("^")) {
            index = 1;
        }
        Node tree = choice(0);
        if (peek() == ')') {
            throw refused("A closing bracket has no opening one");
        }
        List<Pattern.State> program = new ArrayList<>();
        write(tree, program);
        program.add(new Pattern.State.Match());
        return program;
    }

    private Node choice(int depth) {
        if (depth > DEEPEST) {
            throw refused("Groups are nested deeper than 50");
        }
        List<Node> branches = new ArrayList<>();
        branches.add(sequence(depth));
        while (peek() == '|') {
            index++;
            branches.add(sequence(depth));
        }
        return branches.size() == 1 ? branches.get(0) : new Node.Choice(branches);
    }

    private Node sequence(int depth) {
        List<Node> parts = new ArrayList<>();
        while (true) {
            int c = peek();
            if (c == -1 || c == '|' || c == ')') {
                return new Node.Sequence(parts);
            }
            if (c == '$' && index == text.length() - 1) {
                index++;
                return new Node.Sequence(parts);
            }
            parts.add(repeated(atom(depth)));
        }
    }

    private Node atom(int depth) {
        int c = text.codePointAt(index);
        index += Character.charCount(c);
        switch (c) {
            case '(' -> {
                return group(depth);
            }
            case '[' -> {
                return new Node.Characters(characterClass());
            }
            case '.' -> {
                return new Node.Characters(CharacterSet.ANY);
            }
            case '\\' -> {
                return new Node.Characters(escape());
            }
            case '*', '+', '?' -> throw refused("Nothing stands before " + String.valueOf((char) c));
            case '^', '$' ->
                throw refused(String.valueOf((char) c) + " is supported only at the start or end of the pattern");
            case '{', '}', ']' -> throw refused("Write \\" + String.valueOf((char) c) + " for the sign itself");
            default -> {
                return new Node.Characters(CharacterSet.of(c));
            }
        }
    }

    private Node group(int depth) {
        if (peek() == '?') {
            if (!text.startsWith("?:", index)) {
                throw refused("Groups that begin with (? are not supported, except (?: )");
            }
            index += 2;
        }
        Node inner = choice(depth + 1);
        if (peek() != ')') {
            throw refused("An opening bracket has no closing one");
        }
        index++;
        return inner;
    }

    private Node repeated(Node part) {
        int c = peek();
        Node result;
        if (c == '*') {
            index++;
            result = new Node.Repeat(part, 0, ENDLESS);
        } else if (c == '+') {
            index++;
            result = new Node.Repeat(part, 1, ENDLESS);
        } else if (c == '?') {
            index++;
            result = new Node.Repeat(part, 0, 1);
        } else if (c == '{') {
            index++;
            result = counted(part);
        } else {
            return part;
        }
        if (peek() == '*' || peek() == '+' || peek() == '?' || peek() == '{') {
            throw refused("A repetition of a repetition (such as *? or ++) is not supported");
        }
        return result;
    }

    private Node counted(Node part) {
        int least = count();
        int most = least;
        if (peek() == ',') {
            index++;
            most = peek() == '}' ? ENDLESS : count();
        }
        if (peek() != '}') {
            throw refused("A repetition must be {n}, {n,} or {n,m}");
        }
        index++;
        if (most != ENDLESS && most < least) {
            throw refused("A repetition ends below its start");
        }
        return new Node.Repeat(part, least, most);
    }

    private int count() {
        int start = index;
        int number = 0;
        while (peek() >= '0' && peek() <= '9' && number <= MOST_STATES) {
            number = number * 10 + (peek() - '0');
            index++;
        }
        if (index == start) {
            throw refused("A repetition must be {n}, {n,} or {n,m}");
        }
        if (number > MOST_STATES) {
            throw refused("A repetition is greater than 2000");
        }
        return number;
    }

    private CharacterSet characterClass() {
        boolean others = peek() == '^';
        if (others) {
            index++;
        }
        List<int[]> ranges = new ArrayList<>();
        while (peek() != ']') {
            if (peek() == -1) {
                throw refused("A [ has no ]");
            }
            CharacterSet first = classMember();
            boolean single = first.ranges().size() == 1
                    && first.ranges().get(0)[0] == first.ranges().get(0)[1];
            if (peek() == '-' && index + 1 < text.length() && text.charAt(index + 1) != ']') {
                index++;
                CharacterSet last = classMember();
                int low = first.ranges().get(0)[0];
                int high = last.ranges().get(0)[1];
                if (!single || last.ranges().size() != 1 || last.ranges().get(0)[0] != high || low > high) {
                    throw refused("A range in [ ] must go from a lower to a higher character");
                }
                ranges.add(new int[] {low, high});
            } else {
                ranges.addAll(first.ranges());
            }
        }
        index++;
        if (ranges.isEmpty()) {
            throw refused("[ ] is empty");
        }
        return new CharacterSet(ranges, others);
    }

    private CharacterSet classMember() {
        int c = peek();
        if (c == -1) {
            throw refused("A [ has no ]");
        }
        if (c == '[') {
            throw refused("Write \\[ for the sign itself inside [ ]");
        }
        int codePoint = text.codePointAt(index);
        index += Character.charCount(codePoint);
        if (codePoint != '\\') {
            return CharacterSet.of(codePoint);
        }
        CharacterSet set = escape();
        if (set.others()) {
            throw refused("\\D, \\W and \\S are not supported inside [ ]");
        }
        return set;
    }

    private CharacterSet escape() {
        int c = peek();
        index++;
        return switch (c) {
            case 'd', 'D' -> new CharacterSet(List.of(new int[] {'0', '9'}), c == 'D');
            case 'w', 'W' ->
                new CharacterSet(
                        List.of(new int[] {'a', 'z'}, new int[] {'A', 'Z'}, new int[] {'0', '9'}, new int[] {'_', '_'}),
                        c == 'W');
            case 's', 'S' -> new CharacterSet(List.of(new int[] {' ', ' '}, new int[] {'\t', '\r'}), c == 'S');
            case 'n' -> CharacterSet.of('\n');
            case 't' -> CharacterSet.of('\t');
            default -> {
                if (c == -1) {
                    throw refused("The pattern ends with \\");
                }
                if (c > 0x7e || isLetterOrDigit(c)) {
                    throw refused("\\" + String.valueOf((char) c) + " is not supported");
                }
                yield CharacterSet.of(c);
            }
        };
    }

    private void write(Node node, List<Pattern.State> program) {
        // Empty groups repeated inside each other write no state, so the steps are counted as well.
        written++;
        if (program.size() > MOST_STATES || written > 10 * MOST_STATES) {
            throw refused("The pattern has more than 2,000 states");
        }
        if (node instanceof Node.Characters characters) {
            program.add(new Pattern.State.Take(characters.set()));
        } else if (node instanceof Node.Sequence sequence) {
            for (Node part : sequence.parts()) {
                write(part, program);
            }
        } else if (node instanceof Node.Choice choice) {
            writeChoice(choice.branches(), program);
        } else if (node instanceof Node.Repeat repeat) {
            writeRepeat(repeat, program);
        }
    }

    private void writeChoice(List<Node> branches, List<Pattern.State> program) {
        List<Integer> exits = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            if (i == branches.size() - 1) {
                write(branches.get(i), program);
                continue;
            }
            int split = reserve(program);
            write(branches.get(i), program);
            exits.add(reserve(program));
            program.set(split, new Pattern.State.Split(split + 1, program.size()));
        }
        for (int exit : exits) {
            program.set(exit, new Pattern.State.Split(program.size(), program.size()));
        }
    }

    private void writeRepeat(Node.Repeat repeat, List<Pattern.State> program) {
        for (int i = 0; i < repeat.least(); i++) {
            write(repeat.part(), program);
        }
        if (repeat.most() == ENDLESS) {
            int split = reserve(program);
            write(repeat.part(), program);
            program.add(new Pattern.State.Split(split, split));
            program.set(split, new Pattern.State.Split(split + 1, program.size()));
            return;
        }
        List<Integer> splits = new ArrayList<>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            splits.add(reserve(program));
            write(repeat.part(), program);
        }
        for (int split : splits) {
            program.set(split, new Pattern.State.Split(split + 1, program.size()));
        }
    }

    /** Adds a place for a split whose targets are not known yet. */
    private static int reserve(List<Pattern.State> program) {
        program.add(new Pattern.State.Match());
        return program.size() - 1;
    }

    private int peek() {
        return index < text.length() ? text.charAt(index) : -1;
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static IllegalArgumentException refused(String message) {
        return new IllegalArgumentException(message + ".");
    }
}
