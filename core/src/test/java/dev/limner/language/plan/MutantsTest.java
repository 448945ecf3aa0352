package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.Cases;
import dev.limner.language.naive.NaiveEvaluator;
import dev.limner.language.naive.RandomQuestions;
import dev.limner.language.naive.RandomQuestions.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An evaluator with a mistake in it is caught: each mutant has one comparison of its bytecode turned
/// around (at its
/// edge,
/// or altogether), and some question among the random ones tells it from the naive reference.
class MutantsTest {
    private static final int QUESTIONS = 4_000;
    private static final List<Question> ASKED = new ArrayList<>();
    private static final List<@Nullable String> ANSWERS = new ArrayList<>();

    /// At the edge: less becomes at most, and so on.
    private static final Map<Opcode, Opcode> EDGE = Map.of(
            Opcode.IFLT, Opcode.IFLE,
            Opcode.IFLE, Opcode.IFLT,
            Opcode.IFGT, Opcode.IFGE,
            Opcode.IFGE, Opcode.IFGT,
            Opcode.IF_ICMPLT, Opcode.IF_ICMPLE,
            Opcode.IF_ICMPLE, Opcode.IF_ICMPLT,
            Opcode.IF_ICMPGT, Opcode.IF_ICMPGE,
            Opcode.IF_ICMPGE, Opcode.IF_ICMPGT);

    /// Altogether: less becomes at least, and so on.
    private static final Map<Opcode, Opcode> OPPOSITE = Map.ofEntries(
            Map.entry(Opcode.IFEQ, Opcode.IFNE),
            Map.entry(Opcode.IFNE, Opcode.IFEQ),
            Map.entry(Opcode.IFLT, Opcode.IFGE),
            Map.entry(Opcode.IFGE, Opcode.IFLT),
            Map.entry(Opcode.IFGT, Opcode.IFLE),
            Map.entry(Opcode.IFLE, Opcode.IFGT),
            Map.entry(Opcode.IF_ICMPLT, Opcode.IF_ICMPGE),
            Map.entry(Opcode.IF_ICMPGE, Opcode.IF_ICMPLT),
            Map.entry(Opcode.IF_ICMPGT, Opcode.IF_ICMPLE),
            Map.entry(Opcode.IF_ICMPLE, Opcode.IF_ICMPGT));

    @BeforeAll
    static void asks() {
        RandomQuestions.ask(31, QUESTIONS, question -> {
            if (question.crosses()) {
                return true; // crossings are found by going from change to change; a mutant may go round for ever
            }
            ASKED.add(question);
            ANSWERS.add(Cases.said(new NaiveEvaluator(question.world())
                    .value(question.expr(), question.life(), question.t(), question.mode())));
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # class, method, whether at the edge, which comparison of the method
            Bounds, low, false, 0
            Bounds, high, false, 0
            Calendars, earlier, false, 0
            Conditions$Both, holds, false, 1
            Conditions$Either, holds, false, 1
            Conditions$Neither, holds, false, 0
            Conditions$Compared, holds, false, 0
            Conditions, fits, false, 0
            Conditions, fits, false, 1
            Conditions, fits, false, 2
            Conditions, fits, false, 3
            Conditions, fits, true, 2
            Conditions, fits, true, 3
            Conditions$Exists, holds, false, 0
            Conditions$LastAll, holds, true, 0
            Conditions$LastAll, holds, false, 2
            Conditions$Consents, holds, false, 0
            Conditions$Tested, holds, false, 0
            Folds$Occasion, event, false, 1
            Folds$MedianGap, raw, true, 0
            Folds$MedianGap, raw, false, 1
            Folds$MeanOf, decimal, false, 1
            Folds$ExtremeOf, better, false, 1
            Folds$EndOf, event, false, 1
            Frame, see, true, 0
            Frame, see, false, 0
            Measures$DaysSince, raw, false, 0
            Measures$Computed, decimal, false, 0
            Calendars, plusMonths, false, 0
            Folds$MedianOf, decimal, false, 1
            Occurrences$Base, filter, false, 1
            Occurrences$Matches, match, false, 1
            Occurrences$Matches, end, false, 1
            Occurrences$Matches, after, true, 1
            Ranking, first, false, 1
            Texts$Top, code, false, 2
            Conditions$Said, holds, false, 0
            """)
    void aMutantIsToldFromTheReference(String name, String method, boolean edge, int which) {
        AtomicInteger left = new AtomicInteger(which);
        byte[] mutant = mutant("dev.limner.language.plan." + name, method, edge ? EDGE : OPPOSITE, left);
        assertThat(left.get()).as("the method has that comparison").isNegative();
        Function<Question, @Nullable String> evaluator = evaluator("dev.limner.language.plan." + name, mutant);
        boolean caught = false;
        for (int i = 0; i < ASKED.size() && !caught; i++) {
            caught = !Objects.equals(ANSWERS.get(i), evaluator.apply(ASKED.get(i)));
        }
        assertThat(caught).isTrue();
    }

    /// The class with that comparison of the method turned around.
    private static byte[] mutant(String name, String method, Map<Opcode, Opcode> turned, AtomicInteger left) {
        ClassFile files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(MutantsTest.class.getClassLoader())));
        ClassModel model = files.parse(bytes(name));
        return files.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        found -> found.methodName().equalsString(method), (builder, element) -> {
                            CodeElement kept = element;
                            if (element instanceof BranchInstruction branch && turned.containsKey(branch.opcode())) {
                                if (left.getAndDecrement() == 0) {
                                    Opcode other = Objects.requireNonNull(turned.get(branch.opcode()));
                                    kept = BranchInstruction.of(other, branch.target());
                                }
                            }
                            builder.with(kept);
                        }));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = MutantsTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks the plan, all of whose classes are loaded anew, one of them as a mutant.
    @SuppressWarnings("unchecked") // what is loaded implements it
    private static Function<Question, @Nullable String> evaluator(String mutated, byte[] mutant) {
        String plan = "dev.limner.language.plan.";
        ClassLoader loader = new ClassLoader(MutantsTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(plan)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                byte[] bytes = name.equals(mutated) ? mutant : bytes(name);
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        try {
            return (Function<Question, @Nullable String>)
                    loader.loadClass(Asker.class.getName()).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a plan says, or how it fails.
    public static final class Asker implements Function<Question, @Nullable String> {
        @Override
        public @Nullable String apply(Question question) {
            try {
                return Cases.said(new PlanReader(question.world())
                        .value(question.expr(), question.life(), question.t(), question.mode()));
            } catch (RuntimeException | StackOverflowError e) {
                return "failed: " + e;
            }
        }
    }
}
