package dev.limner.models.pages;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Fitted;
import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.lifetime.BgBb;
import dev.limner.models.lifetime.BgNbd;
import dev.limner.models.lifetime.CustomerValue;
import dev.limner.models.lifetime.GammaGamma;
import dev.limner.models.lifetime.GammaGamma.Spending;
import dev.limner.models.lifetime.LifetimeBootstrap;
import dev.limner.models.lifetime.LifetimeByTraits;
import dev.limner.models.lifetime.LifetimeModel;
import dev.limner.models.lifetime.MbgNbd;
import dev.limner.models.lifetime.NextPurchase;
import dev.limner.models.lifetime.ParetoNbd;
import dev.limner.models.lifetime.PurchaseHistories;
import dev.limner.models.lifetime.PurchaseHistory;
import dev.limner.models.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

final class LifetimePages {
    private LifetimePages() {}

    static void nextPurchase(Page page) {
        PurchaseHistories customers = PurchaseHistories.of(Sets.cdnow());
        ParetoNbd model = ParetoNbd.fit(customers, LifetimeModel.Options.defaults(), Progress.SILENT)
                .model();
        NextPurchase next = model.nextPurchase(new PurchaseHistory(2, 30.43, 38.86));
        page.say("within 13 weeks %.3f, ever %.3f", next.within(13), next.ever());
        page.say("one in four by week %.1f, one in two by week %.1f", next.quantile(0.25), next.quantile(0.5));
        NextPurchase silent = model.nextPurchase(new PurchaseHistory(0, 0, 38.86));
        page.say(
                "of one who never came again: ever %.3f, one in two by week %.0f", silent.ever(), silent.quantile(0.5));
    }

    static void paretoNbd(Page page) {
        PurchaseHistories customers = PurchaseHistories.of(Sets.cdnow());
        Fitted<ParetoNbd> fit = ParetoNbd.fit(customers, LifetimeModel.Options.defaults(), Progress.SILENT);
        for (Fitted.Parameter parameter : fit.parameters()) {
            page.say(
                    "%s %.3f, standard error %.3f",
                    parameter.name(),
                    parameter.value(),
                    parameter.standardError().orThrow());
        }
        page.say("log-likelihood %.1f", fit.logLikelihood());
        PurchaseHistory one = new PurchaseHistory(2, 30.43, 38.86);
        page.say("purchases in 39 weeks %.3f", fit.model().expectedPurchases(one, 39));
        page.say("still a customer %.3f", fit.model().aliveProbability(one).orThrow());
        page.say("all future purchases at 10 %% a year %.2f", fit.model().discountedPurchases(one, Math.log(1.1) / 52));
    }

    static void bgNbd(Page page) {
        PurchaseHistories customers = PurchaseHistories.of(Sets.cdnow());
        Fitted<BgNbd> fit = BgNbd.fit(customers, LifetimeModel.Options.defaults(), Progress.SILENT);
        fit.parameters().forEach(parameter -> page.say("%s %.3f", parameter.name(), parameter.value()));
        page.say("log-likelihood %.1f", fit.logLikelihood());
        page.say("2 repeats: %.3f", fit.model().expectedPurchases(new PurchaseHistory(2, 30.43, 38.86), 39));
        page.say("one purchase: %s", fit.model().aliveProbability(new PurchaseHistory(0, 0, 38.86)));
    }

    static void mbgNbd(Page page) {
        PurchaseHistories customers = PurchaseHistories.of(Sets.cdnow());
        Fitted<MbgNbd> fit = MbgNbd.fit(customers, LifetimeModel.Options.defaults(), Progress.SILENT);
        fit.parameters().forEach(parameter -> page.say("%s %.3f", parameter.name(), parameter.value()));
        page.say(
                "one purchase 39 weeks ago, still a customer: %.3f",
                fit.model().aliveProbability(new PurchaseHistory(0, 0, 38.86)).orThrow());
        Interval interval = new LifetimeBootstrap(100, 0.9)
                .intervals(
                        customers,
                        drawn -> MbgNbd.fit(drawn, LifetimeModel.Options.defaults(), Progress.SILENT),
                        List.of(model -> model.expectedPurchases(39)),
                        new Random(1),
                        Progress.SILENT)
                .getFirst();
        page.say(
                "purchases of a new customer in 39 weeks %.3f, from %.3f to %.3f",
                fit.model().expectedPurchases(39), interval.lower(), interval.upper());
    }

    static void bgBb(Page page) {
        Map<BgBb.Opportunities, Long> donors = new LinkedHashMap<>();
        for (NamedCsvRecord line : Golden.csv("donations.csv")) {
            donors.put(
                    new BgBb.Opportunities(
                            Integer.parseInt(line.getField("frequency")),
                            Integer.parseInt(line.getField("recency")),
                            Integer.parseInt(line.getField("periods"))),
                    Long.parseLong(line.getField("weights")));
        }
        BgBb model = BgBb.fit(donors, BgBb.Options.defaults(), Progress.SILENT).model();
        for (BgBb.Opportunities donor : List.of(new BgBb.Opportunities(1, 1, 6), new BgBb.Opportunities(3, 6, 6))) {
            page.say(
                    "%d of 6, last %d: gives in the next 5 years %.2f times, is there next year %.3f",
                    donor.taken(), donor.last(), model.expectedPurchases(donor, 5), model.aliveProbability(donor));
        }
    }

    static void gammaGamma(Page page) {
        Fitted<GammaGamma> fit = GammaGamma.fit(Sets.cdnowSpendings(), GammaGamma.Options.defaults(), Progress.SILENT);
        fit.parameters().forEach(parameter -> page.say("%s %.2f", parameter.name(), parameter.value()));
        page.say("all customers %.2f", fit.model().populationMean().orThrow());
        page.say(
                "100 in one repeat: %.2f",
                fit.model().expectedSpend(new Spending(1, 100)).orThrow());
        page.say(
                "100 in ten repeats: %.2f",
                fit.model().expectedSpend(new Spending(10, 100)).orThrow());
    }

    static void customerValue(Page page) {
        ParetoNbd buying = ParetoNbd.fit(
                        PurchaseHistories.of(Sets.cdnow()), LifetimeModel.Options.defaults(), Progress.SILENT)
                .model();
        GammaGamma spending = GammaGamma.fit(Sets.cdnowSpendings(), GammaGamma.Options.defaults(), Progress.SILENT)
                .model();
        CustomerValue year = new CustomerValue(12, 4.345, 0.01);
        PurchaseHistory customer = new PurchaseHistory(2, 30.43, 38.86);
        double spend = spending.expectedSpend(new Spending(2, 22.35)).orThrow();
        page.say("spends %.2f a purchase", spend);
        page.say("worth %.2f in the next 12 months", year.of(buying, customer, spend));
    }

    static void lifetimeByTraits(Page page) {
        List<LifetimeByTraits.Customer> customers = new ArrayList<>();
        List<PurchaseHistory> histories = Sets.cdnow();
        for (int i = 0; i < histories.size(); i++) {
            double early = histories.get(i).age() > 34 ? 1 : 0;
            customers.add(new LifetimeByTraits.Customer(histories.get(i), List.of(early)));
        }
        Fitted<LifetimeByTraits> fit = LifetimeByTraits.fit(
                customers, LifetimeByTraits.Kind.PARETO_NBD, LifetimeModel.Options.defaults(), Progress.SILENT);
        for (Fitted.Parameter effect : fit.parameters().subList(4, 6)) {
            page.say(
                    "%s times %.2f, standard error %.2f",
                    effect.name(), effect.value(), effect.standardError().orThrow());
        }
        page.say("log-likelihood %.1f", fit.logLikelihood());
        page.say(
                "new customers in a year: early %.2f, late %.2f purchases",
                fit.model().of(1).expectedPurchases(52), fit.model().of(0).expectedPurchases(52));
    }
}
