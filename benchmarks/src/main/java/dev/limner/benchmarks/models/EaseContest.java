package dev.limner.benchmarks.models;

import dev.limner.models.Progress;
import dev.limner.models.recommend.Ease;
import dev.limner.models.recommend.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Every item from all others in closed form; all but the inverse is the same for both sides.
final class EaseContest implements Contest {
    private static final double RIDGE = 100;
    private static final int CUSTOMERS = 20_000;

    @Override
    public String name() {
        return "ease";
    }

    @Override
    public String unit() {
        return "items";
    }

    @Override
    public List<Integer> sizes(boolean large) {
        return large ? List.of(1_000, 2_000, 4_000) : List.of(250, 500, 1_000);
    }

    @Override
    public Map<String, Callable<String>> sides(int size) {
        List<Profile> profiles = profiles(size);
        Map<String, Callable<String>> sides = new LinkedHashMap<>();
        sides.put("Limner", () -> {
            Ease ease = Ease.fit(profiles, size, new Ease.Options(RIDGE), Progress.SILENT);
            return answer(ease.scores(profiles.getFirst())[1]);
        });
        sides.put("EJML 0.46.1", () -> {
            DMatrixRMaj gram = new DMatrixRMaj(size, size);
            for (Profile profile : profiles) {
                for (int i = 0; i < profile.size(); i++) {
                    for (int j = 0; j < profile.size(); j++) {
                        gram.add(profile.item(i), profile.item(j), 1);
                    }
                }
            }
            for (int item = 0; item < size; item++) {
                gram.add(item, item, RIDGE);
            }
            DMatrixRMaj inverse = new DMatrixRMaj(size, size);
            CommonOps_DDRM.invertSPD(gram, inverse);
            double score = 0;
            Profile first = profiles.getFirst();
            for (int i = 0; i < first.size(); i++) {
                score -= first.item(i) == 1 ? 0 : inverse.get(first.item(i), 1) / inverse.get(1, 1);
            }
            return answer(score);
        });
        return sides;
    }

    private static List<Profile> profiles(int items) {
        Random random = new Random(3);
        List<Profile> profiles = new ArrayList<>();
        for (int customer = 0; items > 0 && customer < CUSTOMERS; customer++) {
            Map<Integer, Integer> counts = new HashMap<>();
            int taste = random.nextInt(20);
            for (int i = 0; i < 20; i++) {
                int item = (int) (items * Math.pow(random.nextDouble(), 3));
                counts.put(random.nextBoolean() ? item : Math.min(items - 1, item / 20 * 20 + taste), 1);
            }
            profiles.add(Profile.of(counts));
        }
        return profiles;
    }

    private static String answer(double score) {
        return String.format(Locale.ROOT, "a score %.6f", score);
    }
}
