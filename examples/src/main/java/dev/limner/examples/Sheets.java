package dev.limner.examples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All files of the simulated shop: what its systems would hand over, and what only the simulation knows.
final class Sheets implements AutoCloseable {
    private static final List<String> BEGIN = List.of("time", "event", "card");
    private static final List<String> ITEM =
            List.of("item", "item_name", "category", "brand", "price", "attributes", "is_new");
    private static final List<String> PLACE =
            List.of("channel", "device", "city", "store", "latitude", "longitude", "session", "campaign");
    private static final List<String> DAY = List.of("weather", "holiday");
    private static final int TIME = 0;
    private static final int EVENT = 1;
    private static final int CARD = 2;

    private final List<Sheet> sheets = new ArrayList<>();
    private final List<BufferedWriter> truths = new ArrayList<>();
    private final Path data;
    private final Path truth;
    private final BufferedWriter brokenRows;
    private long broken;

    final Sheet members;
    final Sheet online;
    final Sheet orders;
    final Sheet messages;
    final Sheet community;
    final Sheet visits;
    final Sheet scores;
    final BufferedWriter customers;
    final BufferedWriter potentialOutcomes;
    final BufferedWriter effects;

    private Sheets(Path folder) throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        truth = Files.createDirectories(folder.resolve("truth"));
        members = sheet(
                "members.csv",
                List.of(),
                List.of(
                        BEGIN,
                        List.of("name", "gender", "birthday", "age", "level", "email", "phone", "industry", "staff"),
                        List.of("contact_role", "purpose", "channel", "city"),
                        DAY));
        online = sheet(
                "online.csv.gz",
                List.of(
                        new Flaw("bad_value:time", 47, 9, _ -> true, fields -> with(fields, TIME, "31/02 25:61")),
                        new Flaw(
                                "no_rule",
                                61,
                                17,
                                fields -> fields[EVENT].equals("view"),
                                fields -> with(fields, EVENT, "viev")),
                        new Flaw("test_traffic", 53, 3, _ -> true, fields -> with(fields, CARD, "TEST-0001"))),
                List.of(
                        BEGIN,
                        ITEM,
                        List.of(
                                "page",
                                "query",
                                "results",
                                "quantity",
                                "unit_price",
                                "amount",
                                "order_id",
                                "total",
                                "lines"),
                        List.of("coupon", "network", "landing_page"),
                        PLACE,
                        DAY));
        List<String> sold =
                List.of("quantity", "unit_price", "amount", "total", "lines", "payment", "coupon", "reason");
        int unitPrice = BEGIN.size() + 1 + ITEM.size() + sold.indexOf("unit_price");
        orders = sheet(
                "orders.csv.gz",
                List.of(new Flaw(
                        "bad_value:unit_price",
                        67,
                        21,
                        fields -> fields[EVENT].equals("purchase"),
                        fields -> with(fields, unitPrice, "12.5O"))),
                List.of(BEGIN, List.of("order_id"), ITEM, sold, PLACE, DAY));
        messages = sheet(
                "messages.csv.gz",
                List.of(new Flaw(
                        "wrong_number_of_fields",
                        18,
                        12,
                        _ -> true,
                        fields -> Arrays.copyOf(fields, fields.length - 2))),
                List.of(BEGIN, List.of("message", "template", "reason", "page", "channel", "city", "campaign"), DAY));
        community = sheet(
                "community.csv.gz",
                List.of(),
                List.of(
                        BEGIN,
                        List.of(
                                "item",
                                "item_name",
                                "text",
                                "stars",
                                "group_chat",
                                "referred",
                                "survey",
                                "question",
                                "answer"),
                        List.of("reason", "channel", "city"),
                        DAY));
        visits = sheet(
                "visits.csv",
                List.of(),
                List.of(BEGIN, List.of("store", "channel", "city", "latitude", "longitude"), DAY));
        scores = sheet("scores.csv", List.of(), List.of(BEGIN, List.of("model", "value")));
        customers = truth(
                "customers.csv",
                "card,hesitant,impulsive,fraudulent,price_sensitive,chat_active,showroomer,irritable,business,"
                        + "mean_gap_days,join_date,churn_date,duplicate_of,favourites");
        potentialOutcomes = truth(
                "messages.csv",
                "campaign,date,channel,card,message,sent,sent_probability,opens_if_sent,buys_if_not_sent,buys_if_sent,"
                        + "persuade_probability,deter_probability");
        effects = truth("effects.csv", "channel,persona,customers,bought_if_not_sent,bought_if_sent,mean_uplift");
        brokenRows = truth("broken_rows.csv", "file,line,reason");
    }

    static Sheets create(Path folder) throws IOException {
        return new Sheets(folder);
    }

    private Sheet sheet(String name, List<Flaw> flaws, List<List<String>> columns) throws IOException {
        Sheet sheet =
                new Sheet(data, name, columns.stream().flatMap(List::stream).toList(), flaws);
        sheets.add(sheet);
        return sheet;
    }

    private BufferedWriter truth(String name, String header) throws IOException {
        BufferedWriter file = Files.newBufferedWriter(truth.resolve(name), StandardCharsets.UTF_8);
        file.write(header + "\n");
        truths.add(file);
        return file;
    }

    private static String[] with(String[] fields, int place, String text) {
        fields[place] = text;
        return fields;
    }

    /// Writes what a day brought.
    void write(int day, LocalDate date, Weather weather) throws IOException {
        for (Sheet sheet : sheets) {
            sheet.write(day, date, weather, (file, line, reason) -> {
                broken++;
                brokenRows.write(file + "," + line + "," + reason + "\n");
            });
        }
    }

    ShopSimulation.Written written() {
        Map<String, Long> rows = new TreeMap<>();
        sheets.forEach(sheet -> rows.put(sheet.name(), sheet.rows()));
        return new ShopSimulation.Written(rows, broken);
    }

    @Override
    public void close() throws IOException {
        for (Sheet sheet : sheets) {
            sheet.close();
        }
        for (BufferedWriter file : truths) {
            file.close();
        }
    }
}
