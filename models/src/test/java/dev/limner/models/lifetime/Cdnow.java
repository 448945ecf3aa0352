package dev.limner.models.lifetime;

import dev.limner.models.Golden;
import dev.limner.models.lifetime.GammaGamma.Spending;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// CDNOW's published 1/10 sample and what lifetimes says about it.
final class Cdnow {
    static final JsonNode GOLDEN = Golden.json("lifetimes_cdnow.json");
    static final Map<String, PurchaseHistory> CUSTOMERS = customers();
    static final PurchaseHistories SAMPLE = PurchaseHistories.of(CUSTOMERS.values());

    private Cdnow() {}

    static PurchaseHistory customer(String id) {
        return Objects.requireNonNull(CUSTOMERS.get(id), id);
    }

    static List<Spending> spendings() {
        return Golden.csv("cdnow_summary.csv").stream()
                .map(line ->
                        new Spending(Integer.parseInt(line.getField("x")), Double.parseDouble(line.getField("zbar"))))
                .toList();
    }

    static double parameter(String set, String model, String name) {
        return GOLDEN.get(set).get(model).get("params").get(name).asDouble();
    }

    static BgNbd bgNbd(String set) {
        return new BgNbd(
                parameter(set, "bgnbd", "r"),
                parameter(set, "bgnbd", "alpha"),
                parameter(set, "bgnbd", "a"),
                parameter(set, "bgnbd", "b"));
    }

    static MbgNbd mbgNbd(String set) {
        return new MbgNbd(
                parameter(set, "mbgnbd", "r"),
                parameter(set, "mbgnbd", "alpha"),
                parameter(set, "mbgnbd", "a"),
                parameter(set, "mbgnbd", "b"));
    }

    static ParetoNbd paretoNbd(String set) {
        return new ParetoNbd(
                parameter(set, "paretonbd", "r"),
                parameter(set, "paretonbd", "alpha"),
                parameter(set, "paretonbd", "s"),
                parameter(set, "paretonbd", "beta"));
    }

    private static Map<String, PurchaseHistory> customers() {
        Map<String, PurchaseHistory> customers = new LinkedHashMap<>();
        Golden.csv("cdnow_summary.csv")
                .forEach(line -> customers.put(
                        line.getField("ID"),
                        new PurchaseHistory(
                                Integer.parseInt(line.getField("x")),
                                Double.parseDouble(line.getField("t_x")),
                                Double.parseDouble(line.getField("T")))));
        return customers;
    }
}
