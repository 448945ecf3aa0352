package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.predict.Affinity;
import dev.limner.predict.Facet;
import dev.limner.predict.ListQuality;
import dev.limner.predict.NeedState;
import dev.limner.predict.Refusal;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Prospects;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner interests`: what a customer is drawn to and is shopping for, or how good such answers have been.
@Command(
        name = "interests",
        mixinStandardHelpOptions = true,
        description =
                "Tells what a customer is drawn to and is shopping for now; without one, how good such answers have been.")
final class InterestsVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "CUSTOMER", arity = "0..1", description = "Whose interests.")
    private @Nullable String customer;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// What is printed as JSON.
    record Interests(Map<Facet, List<Affinity.Drawn>> affinities, List<NeedState.Need> needs) {}

    record Cards(List<Affinity.Card> affinities, NeedState.@Nullable Card needs) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Desk desk = workbench.open()) {
            Moment moment = desk.moment(asOf);
            if (customer == null) {
                judged(desk.prospects(), moment, out);
            } else {
                tell(desk.prospects(), desk.customer(customer), moment, out);
            }
        }
        return 0;
    }

    private void tell(Prospects prospects, int number, Moment moment, PrintWriter out) {
        Map<Facet, List<Affinity.Drawn>> drawn = new LinkedHashMap<>();
        for (Facet facet : Facet.values()) {
            drawn.put(facet, prospects.affinity(facet, number, moment));
        }
        List<NeedState.Need> needs = prospects.needs(number, moment);
        if (json) {
            out.println(Json.text(new Interests(drawn, needs)));
            return;
        }
        drawn.forEach((facet, subjects) -> {
            out.println(title(facet));
            subjects.forEach(each -> out.printf(
                    Locale.ROOT,
                    say(
                            "  %-20s %5.1f %% of what comes next, %.1f times as usual; %d looks, %d bought%n",
                            "  %-20s 占今后的 %.1f%%，为总体的 %.1f 倍；浏览 %d 次，购买 %d 次%n"),
                    each.subject(),
                    100 * each.share(),
                    each.lift(),
                    each.looks(),
                    each.purchases()));
        });
        out.println(say("shopping for now", "正在选购"));
        needs.forEach(each -> out.printf(
                Locale.ROOT,
                say(
                        "  %-20s %5.1f %% within a week (usual %.1f %%); %d looks within a fortnight%n",
                        "  %-20s 一周内购买 %.1f%%（通常 %.1f%%）；两周内浏览 %d 次%n"),
                each.category(),
                100 * each.probability(),
                100 * each.usual(),
                each.looks()));
    }

    private void judged(Prospects prospects, Moment moment, PrintWriter out) {
        List<Affinity.Card> cards = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            switch (prospects.affinity(facet, moment)) {
                case Affinity.Outcome.Fitted(Affinity affinity) -> cards.add(affinity.card());
                case Affinity.Outcome.Refused(Refusal refusal) -> refusals.add(refusal);
            }
        }
        NeedState.Card needs = null;
        switch (prospects.needs(moment)) {
            case NeedState.Outcome.Fitted(NeedState fitted) -> needs = fitted.card();
            case NeedState.Outcome.Refused(Refusal refusal) -> refusals.add(refusal);
        }
        if (json) {
            out.println(Json.text(new Cards(cards, needs)));
            return;
        }
        cards.forEach(card -> {
            out.printf(
                    Locale.ROOT,
                    say(
                            "%s: %,d customers, %d of them; half-life %.0f days, a purchase counts %.1f looks%n",
                            "%s：%,d 位客户，%d 个取值；半衰期 %.0f 天，一次购买相当于 %.1f 次浏览%n"),
                    title(card.facet()),
                    card.customers(),
                    card.subjects(),
                    card.halfLifeDays(),
                    card.weight());
            print(card.judged(), out);
        });
        if (needs != null) {
            out.printf(
                    Locale.ROOT,
                    say("%s: %,d rows, %.1f %% bought%n", "%s：%,d 行，%.1f%% 购买%n"),
                    say("shopping for now", "正在选购"),
                    needs.rows(),
                    100 * needs.rate());
            print(needs.judged(), out);
        }
        refusals.forEach(
                refusal -> out.println(refusal.code() + "  " + refusal.words().in(Main.language())));
    }

    /// Figures of each who answered, a line each.
    static void print(List<ListQuality> judged, PrintWriter out) {
        for (ListQuality quality : judged) {
            out.printf(Locale.ROOT, "  %-10s", quality.who().name().toLowerCase(Locale.ROOT));
            quality.figures()
                    .forEach(figure -> out.printf(
                            Locale.ROOT,
                            "  %s %.4f [%.4f, %.4f]",
                            figure.merit().name().toLowerCase(Locale.ROOT),
                            figure.value(),
                            figure.low(),
                            figure.high()));
            out.println();
        }
    }

    private static String title(Facet facet) {
        return switch (facet) {
            case CATEGORY -> say("categories", "类目");
            case BRAND -> say("brands", "品牌");
            case KEYWORD -> say("words searched for", "搜索词");
        };
    }

    private static String say(String en, String zh) {
        return new Words(en, zh).in(Main.language());
    }
}
