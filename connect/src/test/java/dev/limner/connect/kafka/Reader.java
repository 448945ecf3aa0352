package dev.limner.connect.kafka;

import dev.limner.collect.Inlet;
import dev.limner.collect.Ports;
import dev.limner.source.Mapping;
import dev.limner.trigger.Outlet;
import dev.limner.workspace.Desk;
import java.nio.file.Path;
import java.util.Random;

/// A process that reads the topic of a stall with one reader that stays and one that comes and goes, so that partitions
/// wander between them, until it is killed.
final class Reader {
    private Reader() {}

    public static void main(String[] arguments) throws Exception {
        Random random = new Random(Long.parseLong(arguments[1]));
        try (Desk desk =
                Stall.open(Path.of(arguments[0]), (mapping, port) -> two(mapping, port, random), Outlet.NONE)) {
            System.out.println("reading " + desk.state());
            Thread.sleep(600_000);
        }
    }

    private static Inlet two(Mapping mapping, Ports.Port port, Random random) {
        Inlet.Opening opening = KafkaInlet.opening(_ -> null);
        Inlet first = opening.open(mapping, port);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    try (Inlet _ = opening.open(mapping, port)) {
                        Thread.sleep(300 + random.nextInt(700));
                    }
                    Thread.sleep(random.nextInt(300));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return first;
    }
}
