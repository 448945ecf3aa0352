package dev.limner.models;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A shared data set as rows of numbers, categories as one column a value, in the order of the peer's fits.
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Table(List<String> columns, double[][] rows, boolean[] events) {
    public static Table telco() {
        return of(
                SharedData.csv("data/telco-churn/Telco-Customer-Churn.csv.gz"),
                "Churn",
                "Yes",
                List.of("customerID"),
                List.of("SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"));
    }

    public static Table bank() {
        return of(
                SharedData.csv("data/bank-marketing/bank-full.csv.gz"),
                "y",
                "yes",
                List.of("duration"),
                List.of("age", "balance", "day", "campaign", "pdays", "previous"));
    }

    public static Table shoppers() {
        return of(
                SharedData.csv("data/online-shoppers/online_shoppers_intention.csv.gz"),
                "Revenue",
                "TRUE",
                List.of(),
                List.of(
                        "Administrative",
                        "Administrative_Duration",
                        "Informational",
                        "Informational_Duration",
                        "ProductRelated",
                        "ProductRelated_Duration",
                        "BounceRates",
                        "ExitRates",
                        "PageValues",
                        "SpecialDay",
                        "OperatingSystems",
                        "Browser",
                        "Region",
                        "TrafficType"));
    }

    private static Table of(
            List<NamedCsvRecord> lines, String label, String event, List<String> left, List<String> numbers) {
        List<String> columns = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (String name : lines.getFirst().getHeader()) {
            if (name.equals(label) || left.contains(name)) {
                continue;
            }
            if (numbers.contains(name)) {
                columns.add(name);
                values.add(lines.stream()
                        .mapToDouble(
                                line -> line.getField(name).isBlank() ? 0 : Double.parseDouble(line.getField(name)))
                        .toArray());
                continue;
            }
            TreeSet<String> categories = new TreeSet<>();
            lines.forEach(line -> categories.add(line.getField(name)));
            for (String category : categories) {
                columns.add(name + "=" + (label.equals("Revenue") ? titled(category) : category));
                values.add(lines.stream()
                        .mapToDouble(line -> line.getField(name).equals(category) ? 1 : 0)
                        .toArray());
            }
        }
        double[][] rows = new double[lines.size()][columns.size()];
        boolean[] events = new boolean[lines.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.size(); j++) {
                rows[i][j] = values.get(j)[i];
            }
            events[i] = lines.get(i).getField(label).equals(event);
        }
        return new Table(columns, rows, events);
    }

    /// `TRUE` and `FALSE` as the peer writes them.
    private static String titled(String category) {
        return switch (category) {
            case "TRUE" -> "True";
            case "FALSE" -> "False";
            default -> category;
        };
    }

    /// The rows whose number leaves `fold` after division by five, or all others.
    public Table part(int fold, boolean inside) {
        List<double[]> kept = new ArrayList<>();
        List<Boolean> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if ((i % 5 == fold) == inside) {
                kept.add(rows[i]);
                outcomes.add(events[i]);
            }
        }
        boolean[] keptEvents = new boolean[kept.size()];
        for (int i = 0; i < keptEvents.length; i++) {
            keptEvents[i] = outcomes.get(i);
        }
        return new Table(columns, kept.toArray(new double[0][]), keptEvents);
    }

    /// How to make a model of a part of the rows.
    public interface Learner {
        Predictor fit(Table table);
    }

    /// The predictions for every row by a model that has seen the other four fifths.
    public double[] crossPredictions(Learner learner) {
        double[] predictions = new double[rows.length];
        for (int fold = 0; fold < 5; fold++) {
            Predictor model = learner.fit(part(fold, false));
            for (int i = fold; i < rows.length; i += 5) {
                predictions[i] = model.predict(rows[i]);
            }
        }
        return predictions;
    }
}
