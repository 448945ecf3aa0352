package dev.limner.server;

import dev.limner.access.Access;
import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Template;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// A running server over one small workspace in Kathmandu: 40 customers, orders, returns, anonymous rows
/// and rows set
/// aside, as of 2024-07-01.
final class Shop implements AutoCloseable {
    /// Identifiers that a spreadsheet or a CSV reader would take for something else.
    static final List<String> AWKWARD = List.of("=1+1", "+86 10", "@home", "-5", "-5a", "a,b", "say \"hi\"", "张三");

    private static final String RULES = """
            rules:
              - id: buyers
                title: {en: Buyers, zh: 买家}
                rule: any order
              - id: loyal
                title: {en: Loyal, zh: 忠诚}
                description: {en: "Three orders and no return.", zh: "下单三次且无退货。"}
                owner: kim
                rule: in segment 'buyers' and count(order) >= 3 and no return
              - id: quiet
                title: {en: Quiet, zh: 沉寂}
                rule: no order in last 60 days and any order
            """;

    private static final int CUSTOMERS = 40;
    private final Desk desk;
    private final LimnerServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Shop(Desk desk, Access access) {
        this.desk = desk;
        this.server = LimnerServer.start(
                new Desks(List.of(desk), new FileFormats(new ParquetFormat(), Map.of())),
                new Intakes(List.of(desk)),
                Clock.systemUTC(),
                access,
                Site.LOOPBACK,
                0);
    }

    static Shop open(Path folder) throws IOException {
        return open(folder, Map.of());
    }

    /// The same with more files, by their paths.
    static Shop open(Path folder, Map<String, String> more) throws IOException {
        return open(folder, more, new Access.Open());
    }

    /// The same for those whom that access lets in.
    static Shop open(Path folder, Map<String, String> more, Access access) throws IOException {
        Template.write(folder, ZoneId.of("Asia/Kathmandu"), "NPR");
        Path settings = folder.resolve("limner.yaml");
        Files.writeString(settings, Files.readString(settings).replace("clock: real", "clock: 2024-07-01"));
        Files.write(folder.resolve("data/orders.csv"), rows());
        Files.writeString(folder.resolve("segments/rules.yaml"), RULES);
        for (Map.Entry<String, String> file : more.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(target, file.getValue());
        }
        Desk desk = new Desk(Workspace.open(folder, new Store.Limits(200, 1)), Clock.systemUTC());
        desk.fill(new FileFormats(new ParquetFormat(), Map.of()), new Work());
        return new Shop(desk, access);
    }

    private static List<String> rows() {
        Random random = new Random(3);
        List<String> rows = new ArrayList<>(List.of("customer,time,order,item,quantity,price"));
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            String id = customer < AWKWARD.size() ? AWKWARD.get(customer) : "c" + customer;
            int orders = 1 + random.nextInt(6);
            for (int order = 0; order < orders; order++) {
                String time = time(random);
                int lines = 1 + random.nextInt(3);
                for (int line = 0; line < lines; line++) {
                    rows.add(row(id, time, "o" + customer + "-" + order, random, 1 + random.nextInt(4)));
                }
            }
            if (customer % 5 == 0) {
                rows.add(row(id, time(random), "r" + customer, random, -1));
            }
        }
        for (int anonymous = 0; anonymous < 10; anonymous++) {
            rows.add(row("", time(random), "a" + anonymous, random, 1));
        }
        rows.add(row("c9", time(random), "zero", random, 0));
        rows.add("c9,yesterday,o,tea,1,1");
        rows.add("=cmd(),too few");
        return rows;
    }

    private static String time(Random random) {
        return LocalDateTime.of(2023, 1, 1, 0, 0)
                .plusMinutes(random.nextInt(540 * 24 * 60))
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
    }

    private static String row(String id, String time, String order, Random random, int quantity) {
        return "\"%s\",%s,%s,item%d,%d,%d.%02d"
                .formatted(
                        id.replace("\"", "\"\""),
                        time,
                        order,
                        random.nextInt(5),
                        quantity,
                        1 + random.nextInt(50),
                        random.nextInt(100));
    }

    Desk desk() {
        return desk;
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        desk.close();
    }
}
