package dev.limner.workspace;

import dev.limner.engine.duckdb.Store;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/// A workspace in Kathmandu with four customers, whose time stands still at the beginning of 2024-03-10.
final class SmallShop {
    static final List<String> COLUMNS = List.of("customer", "time", "order", "item", "quantity", "price");
    static final List<List<String>> ROWS = List.of(
            List.of("A1", "2024-01-10 10:00:00", "o1", "tea", "2", "10.00"),
            List.of("A1", "2024-03-01 00:00:00", "o2", "pot", "1", "5.50"),
            List.of("B2", "2024-02-01 09:00:00", "o3", "tea", "3", "100"),
            List.of("C3", "2024-02-05 09:00:00", "o4", "tea", "-1", "7"),
            List.of("b20", "2024-03-05 09:00:00", "o6", "cup", "2", "1.00"),
            List.of("", "2024-03-06 09:00:00", "o5", "tea", "1", "9.99"));

    private SmallShop() {}

    /// Writes the template into `folder`, with the fixed clock.
    static Path write(Path folder) throws IOException {
        Template.write(folder, ZoneId.of("Asia/Kathmandu"), "NPR");
        edit(folder.resolve("limner.yaml"), "clock: real", "clock: 2024-03-10");
        Files.writeString(folder.resolve("data/orders.csv"), "");
        return folder;
    }

    static void edit(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    static Workspace open(Path folder) {
        return Workspace.open(folder, new Store.Limits(200, 1));
    }

    /// A desk over the imported rows; whoever asks for it closes it.
    static Desk filled(Path folder) throws IOException {
        Desk desk = new Desk(open(write(folder)), Clock.systemUTC());
        desk.fill(MemoryRows.of(COLUMNS, ROWS), new Work());
        return desk;
    }
}
