package org.kapsurvey.questionnaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The engine runs on two class libraries, the JDK's and TeaVM's, and must give the same result on both. So it may use only
 * those JDK methods that {@code permitted-jdk-methods.txt} lists; the file says why others are forbidden.
 */
final class EngineBytecodeTest {
    private static final String OURS = "org/kapsurvey/questionnaire/";
    /** Runs on the JVM only. */
    private static final String JVM = OURS + "jvm/";

    private static final Set<String> CAUGHT_NOWHERE = Set.of(
            "java/lang/NullPointerException",
            "java/lang/ClassCastException",
            "java/lang/ArrayIndexOutOfBoundsException",
            "java/lang/IndexOutOfBoundsException",
            "java/lang/StackOverflowError",
            "java/lang/ArithmeticException",
            "java/lang/RuntimeException",
            "java/lang/Exception",
            "java/lang/Error",
            "java/lang/Throwable");

    @Test
    void everyJdkMethodThatTheEngineCallsIsPermitted() {
        Set<String> permitted = permitted();
        List<String> others = calls().stream()
                .filter(call -> !permitted.contains(call.substring(0, call.indexOf(" <- "))))
                .toList();
        assertThat(others).as("calls of JDK methods that are not on the list").isEmpty();
    }

    @Test
    void theEngineJoinsNoDoubleToATextAndCatchesNoRuntimeFault() {
        assertThat(calls(true)).isEmpty();
    }

    @Test
    void theCheckSeesWhatIsForbidden() {
        List<String> found = new ArrayList<>();
        new ClassReader(bytes(Forbidden.class)).accept(new Calls(found, true), ClassReader.SKIP_FRAMES);
        assertThat(found).hasSize(2).anyMatch(f -> f.contains("joins a double")).anyMatch(f -> f.contains("catches"));
        found.clear();
        new ClassReader(bytes(Forbidden.class)).accept(new Calls(found, false), ClassReader.SKIP_FRAMES);
        assertThat(found).anyMatch(f -> f.startsWith("java.lang.Math.pow(DD)D"));
    }

    /** Breaks the rules, so that the check is known to see it. */
    @SuppressWarnings("unused")
    private static final class Forbidden {
        String join(double x) {
            try {
                return "x" + Math.pow(x, 2);
            } catch (NullPointerException e) {
                return "";
            }
        }
    }

    private static Set<String> permitted() {
        try (InputStream in = EngineBytecodeTest.class.getResourceAsStream("/permitted-jdk-methods.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> calls() {
        return calls(false);
    }

    private static Set<String> calls(boolean faults) {
        List<String> found = new ArrayList<>();
        Path classes = Forms.MODULE.resolve("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!name.startsWith(JVM)) {
                    new ClassReader(Files.readAllBytes(file)).accept(new Calls(found, faults), ClassReader.SKIP_FRAMES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeSet<>(found);
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects calls of methods outside the engine; or, if asked, other things that are forbidden. */
    private static final class Calls extends ClassVisitor {
        private final List<String> found;
        private final boolean faults;
        private String type = "";

        Calls(List<String> found, boolean faults) {
            super(Opcodes.ASM9);
            this.found = found;
            this.faults = faults;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String called, boolean isInterface) {
                    call(owner, name, called);
                }

                @Override
                public void visitInvokeDynamicInsn(String name, String called, Handle bootstrap, Object... arguments) {
                    if (bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
                        for (Type argument : Type.getArgumentTypes(called)) {
                            if (faults && (argument.equals(Type.DOUBLE_TYPE) || argument.equals(Type.FLOAT_TYPE))) {
                                found.add(type + "." + method + " joins a double to a text");
                            }
                        }
                    } else {
                        call(bootstrap.getOwner(), bootstrap.getName(), "");
                    }
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                            call(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }

                @Override
                public void visitTryCatchBlock(Label start, Label end, Label handler, String caught) {
                    if (faults && caught != null && CAUGHT_NOWHERE.contains(caught)) {
                        found.add(type + "." + method + " catches " + caught);
                    }
                }

                private void call(String owner, String name, String called) {
                    boolean array = owner.startsWith("[");
                    if (!faults && !owner.startsWith(OURS) && !array) {
                        found.add(owner.replace('/', '.') + "." + name + called + " <- " + type);
                    }
                }
            };
        }
    }
}
