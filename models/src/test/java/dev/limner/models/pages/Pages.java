package dev.limner.models.pages;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The examples and the pages that show them. `main` puts source and output of every example (or of those named)
/// into its page.
final class Pages {
    private static final List<Class<?>> EXAMPLES = List.of(
            LifetimePages.class,
            SurvivalPages.class,
            ForecastPages.class,
            ClusterPages.class,
            LearnerPages.class,
            JudgingPages.class,
            PatternPages.class,
            RecommendPages.class,
            UpliftPages.class,
            OtherPages.class);

    private Pages() {}

    /// One example.
    record Example(Method method) {
        /// The page's name: `bgNbd` is shown in `bg-nbd.md`.
        String name() {
            return method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }

        Path page() {
            return root().resolve("docs/models").resolve(name() + ".md");
        }

        String output() throws ReflectiveOperationException {
            Page page = new Page();
            method.setAccessible(true);
            method.invoke(null, page);
            return page.text();
        }

        /// The body of the method, without its indentation.
        String source() throws IOException {
            String file = Files.readString(root().resolve("models/src/test/java/"
                    + method.getDeclaringClass().getName().replace('.', '/') + ".java"));
            int head = file.indexOf("static void " + method.getName() + "(Page page)");
            int from = file.indexOf("{\n", head) + 2;
            int to = file.indexOf("\n    }\n", from);
            return file.substring(from, to)
                    .lines()
                    .map(line -> line.length() > 8 ? line.substring(8) : line.strip())
                    .collect(Collectors.joining("\n", "", "\n"));
        }

        /// `text` of the page with the source and output of this example in the blocks that are for them.
        String filled(String text) throws IOException, ReflectiveOperationException {
            return block(block(text, "java", source()), "text", output());
        }

        private String block(String text, String kind, String content) {
            int from = text.indexOf("```" + kind + "\n");
            int to = text.indexOf("```", from + 3);
            if (from < 0 || to < 0) {
                throw new IllegalStateException("no block of " + kind + " in " + page());
            }
            return text.substring(0, from) + "```" + kind + "\n" + content + text.substring(to);
        }
    }

    static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (Class<?> type : EXAMPLES) {
            for (Method method : type.getDeclaredMethods()) {
                if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {Page.class})) {
                    examples.add(new Example(method));
                }
            }
        }
        examples.sort(Comparator.comparing(Example::name));
        return examples;
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        return Files.isDirectory(at.resolve("docs")) ? at : at.resolve("..");
    }

    public static void main(String[] names) throws Exception {
        for (Example example : examples()) {
            if (names.length == 0 || Arrays.asList(names).contains(example.name())) {
                String text = Files.readString(example.page());
                Files.writeString(example.page(), example.filled(text));
            }
        }
    }
}
