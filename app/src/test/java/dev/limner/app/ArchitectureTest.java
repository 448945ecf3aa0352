package dev.limner.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The plan of the house, held: who may call whom, no circles, DuckDB in one room.
@AnalyzeClasses(packages = "dev.limner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /// By package: the packages of Limner that it may call.
    private static final Map<String, List<String>> MAY_CALL = Map.ofEntries(
            Map.entry("problem", List.of()),
            Map.entry("identity", List.of("problem")),
            Map.entry("identity.group", List.of("problem")),
            Map.entry("identity.match", List.of("problem", "models..")),
            Map.entry("models..", List.of("models..")),
            Map.entry("work", List.of("problem")),
            Map.entry("access", List.of("problem")),
            Map.entry("event", List.of("problem")),
            Map.entry("history", List.of("event", "problem")),
            Map.entry("engine", List.of("history", "event", "problem", "work")),
            Map.entry("source.clean", List.of("problem")),
            Map.entry("source", List.of("source.clean", "history", "event", "identity", "problem", "work")),
            Map.entry("quality", List.of("source", "source.clean", "event", "problem", "models..")),
            Map.entry("membership", List.of("engine")),
            Map.entry(
                    "privacy",
                    List.of("language", "language.plan", "engine", "history", "event", "identity", "problem")),
            Map.entry("trigger", List.of("membership", "identity", "history", "problem")),
            Map.entry(
                    "engine.duckdb",
                    List.of(
                            "quality",
                            "membership",
                            "privacy",
                            "trigger",
                            "engine",
                            "source",
                            "history",
                            "event",
                            "identity",
                            "problem",
                            "work")),
            Map.entry("language", List.of("event", "problem", "history")),
            Map.entry("language.plan", List.of("language", "engine", "history", "event", "problem")),
            Map.entry(
                    "portrait",
                    List.of("language", "language.plan", "engine", "history", "event", "problem", "work", "models..")),
            Map.entry(
                    "segment",
                    List.of(
                            "membership",
                            "portrait",
                            "language",
                            "language.plan",
                            "engine",
                            "history",
                            "event",
                            "problem",
                            "work",
                            "models..")),
            Map.entry(
                    "insight",
                    List.of(
                            "portrait",
                            "language",
                            "language.plan",
                            "engine",
                            "history",
                            "event",
                            "problem",
                            "work",
                            "models..")),
            Map.entry(
                    "predict",
                    List.of("language", "language.plan", "engine", "history", "event", "problem", "work", "models..")),
            Map.entry(
                    "collect",
                    List.of(
                            "trigger",
                            "privacy",
                            "segment",
                            "membership",
                            "language.plan",
                            "engine",
                            "engine.duckdb",
                            "source",
                            "history",
                            "event",
                            "identity",
                            "problem",
                            "work")),
            Map.entry("connect", List.of("source", "problem", "work")),
            Map.entry("connect.kafka", List.of("source", "collect", "trigger", "problem")),
            Map.entry("connect.oidc", List.of("access", "problem")),
            Map.entry(
                    "upkeep",
                    List.of("workspace", "collect", "engine.duckdb", "identity", "history", "problem", "work")),
            Map.entry("examples", List.of()));

    @ArchTest
    static void arrowsRunOneWay(JavaClasses all) {
        MAY_CALL.forEach((name, others) -> {
            List<String> allowed = new ArrayList<>(List.of("dev.limner." + name));
            others.forEach(other -> allowed.add("dev.limner." + other));
            ArchRule rule = classes()
                    .that()
                    .resideInAPackage("dev.limner." + name)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(withEverybodyElse(allowed));
            rule.check(all);
        });
    }

    private static String[] withEverybodyElse(List<String> allowed) {
        allowed.addAll(List.of(
                "java..", "javax..", "org..", "com..", "tools..", "de..", "io..", "picocli..", "net.sourceforge.."));
        return allowed.toArray(String[]::new);
    }

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("dev.limner.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule duckDbStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("dev.limner.engine.duckdb")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..");

    @ArchTest
    static final ArchRule theServerIsNotKnownBelow = noClasses()
            .that()
            .resideOutsideOfPackages("dev.limner.server..", "dev.limner.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.limner.server..", "io.javalin..");
}
