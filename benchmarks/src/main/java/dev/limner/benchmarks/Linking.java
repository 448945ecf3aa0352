package dev.limner.benchmarks;

import dev.limner.identity.match.MatchDefinition;
import dev.limner.identity.match.MatchDefinition.As;
import dev.limner.identity.match.MatchDefinition.Compared;
import dev.limner.identity.match.Matching;
import dev.limner.models.Progress;
import dev.limner.models.linkage.Blocking;
import dev.limner.models.linkage.Linkage;
import dev.limner.models.linkage.PairQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/// What it takes to find the records of one person among those of many made up, and how well that goes.
///
/// Flags: `--people=1000000`, `--seed=1`, `--heap=1500m`. Each measurement runs in a JVM of its own.
public final class Linking {
    private static final MatchDefinition DEFINITION = MatchDefinition.of(List.of(
            new Compared(As.GIVEN_NAME, "given"),
            new Compared(As.SURNAME, "surname"),
            new Compared(As.BIRTH_DATE, "birth"),
            new Compared(As.PHONE, "phone"),
            new Compared(As.ADDRESS, "address"),
            new Compared(As.POSTCODE, "postcode")));

    private final Stopwatch stopwatch = new Stopwatch();

    private Linking() {}

    public static void main(String[] arguments) throws Exception {
        Flags flags = Flags.of(arguments);
        if (flags.text("do", "").equals("link")) {
            new Linking().link(flags);
        } else {
            System.out.println(Children.run(Linking.class, flags, Path.of("."), "link"));
        }
    }

    private void link(Flags flags) throws Exception {
        int count = (int) flags.number("people", 1_000_000);
        SplittableRandom random = new SplittableRandom(flags.number("seed", 1));
        Matching matching = new Matching(DEFINITION);
        int[] truth = new int[count * 2];
        int[] records = new int[1];
        stopwatch.once("generate", () -> records[0] = generate(random, count, matching, truth));
        Matching.Result[] result = new Matching.Result[1];
        stopwatch.once("link", () -> result[0] = matching.run(new SplittableRandom(1), spoken()));
        Linkage linkage = result[0].linkage();
        PairQuality quality = PairQuality.of(result[0].people(), Arrays.copyOf(truth, records[0]));
        stopwatch.note("records", records[0]);
        stopwatch.note("pairsPossible", records[0] * (records[0] - 1.0) / 2);
        stopwatch.note("pairsCompared", (double) linkage.pairs().compared());
        stopwatch.note(
                "blocksLeftOut",
                linkage.passes().stream()
                        .mapToInt(Blocking.PassReport::blocksLeftOut)
                        .sum());
        stopwatch.note("truePairs", (double) quality.truly());
        stopwatch.note("precision", quality.precision());
        stopwatch.note("recall", quality.recall());
        stopwatch.note("f1", quality.f1());
        stopwatch.note("automatic", linkage.automatic());
        stopwatch.note("review", linkage.pairs().size() - linkage.automatic());
        stopwatch.note("suggested", suggested(result[0], truth) / (double) quality.truly());
        stopwatch.note("contradicted", linkage.clusters().refused().size());
        finish(linkage);
    }

    /// How many true pairs are either joined without asking or put before a person.
    private static int suggested(Matching.Result result, int[] truth) {
        int right = 0;
        for (int i = 0; i < result.size(); i++) {
            int left = result.record(result.linkage().pairs().left(i));
            right += truth[left] == truth[result.record(result.linkage().pairs().right(i))] ? 1 : 0;
        }
        return right;
    }

    private void finish(Linkage linkage) throws IOException {
        linkage.passes().forEach(pass -> System.err.println(pass));
        stopwatch.note("peakMb", Child.peakMb());
        System.out.println(JsonMapper.shared().writeValueAsString(stopwatch.readings()));
    }

    private static int generate(SplittableRandom random, int count, Matching matching, int[] truth) {
        People people = new People(random);
        PeopleErrors errors = new PeopleErrors(random, people);
        int rows = 0;
        for (int person = 0; person < count; person++) {
            People.Person one = people.next();
            for (int i = errors.records(); i > 0; i--) {
                matching.add(errors.record(one));
                truth[rows++] = person;
            }
        }
        return rows;
    }

    private static Progress spoken() {
        long start = System.nanoTime();
        int[] last = {-1};
        return share -> {
            if ((int) (share * 20) > last[0]) {
                last[0] = (int) (share * 20);
                System.err.printf("%3.0f %% %6.1f s%n", 100 * share, (System.nanoTime() - start) / 1e9);
            }
            return true;
        };
    }
}
