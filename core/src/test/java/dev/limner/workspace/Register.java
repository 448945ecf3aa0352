package dev.limner.workspace;

import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A workspace whose only source is a register of made-up people, some of them written down twice.
final class Register {
    static final List<String> COLUMNS = List.of("card", "time", "name", "birthday", "phone", "town");
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高";
    private static final String CHARACTERS = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建华国玉";
    private static final List<String> TOWNS = List.of("Porto", "Lisbon", "Faro", "Braga", "Evora");

    private Register() {}

    static Path write(Path folder, String matching) throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("limner.yaml"), """
                id: register
                title: {en: Register, zh: 登记}
                zone: Asia/Kathmandu
                currency: NPR
                clock: 2024-03-10
                store: store
                simulated: true
                """);
        Files.writeString(folder.resolve("events.yaml"), """
                types:
                  traits: {title: {en: Traits, zh: 属性}, properties: [name, birthday, phone, town]}
                properties:
                  name: {type: text, title: {en: Name, zh: 姓名}}
                  birthday: {type: date, title: {en: Birthday, zh: 生日}}
                  phone: {type: text, title: {en: Phone, zh: 电话}}
                  town: {type: text, title: {en: Town, zh: 城镇}}
                """);
        Files.writeString(folder.resolve("sources/people.yaml"), """
                source: people
                title: {en: People, zh: 人员}
                file: data/people.csv
                format: {delimiter: ",", encoding: UTF-8}
                zone: Asia/Kathmandu
                customer: {column: card, kind: card}
                time: {column: time, pattern: "yyyy-MM-dd HH:mm:ss"}
                rules:
                  - {rule: traits, title: {en: Traits, zh: 属性}, event: traits, like_named: true}
                """);
        Files.writeString(folder.resolve("data/people.csv"), "");
        Files.writeString(folder.resolve("matching.yaml"), matching);
        return folder;
    }

    static final String MATCHING = """
            automatic: 0.95
            review: 0.001
            compare:
              - {trait: name, as: full_name}
              - {trait: birthday, as: birth_date}
              - {trait: phone, as: phone}
            """;

    /// Cards 0, 1, 2, ... of as many people; those of every third have a second card, `b` and the same
    /// number, which tells as much, or for every ninth the name alone.
    static List<List<String>> people(int count, Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "" + any(SURNAMES, random) + any(CHARACTERS, random) + any(CHARACTERS, random);
            String birthday =
                    "%d-%02d-%02d".formatted(1950 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
            String phone = "139" + (10_000_000 + random.nextInt(90_000_000));
            String town = TOWNS.get(random.nextInt(TOWNS.size()));
            rows.add(List.of("a" + i, time(i), name, birthday, phone, town));
            if (i % 3 == 0) {
                boolean little = i % 9 == 0;
                rows.add(List.of("b" + i, time(i), name, little ? "" : birthday, little ? "" : "+86 " + phone, town));
            }
        }
        return rows;
    }

    private static char any(String characters, Random random) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private static String time(int i) {
        return "2024-01-%02d 10:00:00".formatted(1 + i % 28);
    }

    /// A desk over these rows; whoever asks for it closes it.
    static Desk filled(Path folder, String matching, List<List<String>> rows) throws IOException {
        Desk desk = new Desk(SmallShop.open(write(folder, matching)), Clock.systemUTC());
        add(desk, rows);
        return desk;
    }

    static void add(Desk desk, List<List<String>> rows) {
        desk.fill(MemoryRows.of(COLUMNS, rows), new Work());
    }
}
