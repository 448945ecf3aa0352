package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Matching at the command line, over a register in which every third of 240 people has a second card.
class IdentityMatchVerbTest {
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高";
    private static final String CHARACTERS = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建华国玉";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out, true);
        Main.run(print, print, arguments);
        return out.toString();
    }

    private String shop() throws IOException {
        Path shop = folder.resolve("tea-shop");
        run("init", shop.toString(), "--zone", "Asia/Shanghai", "--currency", "CNY");
        Files.delete(shop.resolve("sources/orders.yaml"));
        Files.writeString(shop.resolve("sources/people.yaml"), """
                source: people
                title: {en: People, zh: 人员}
                file: data/people.csv
                format: {delimiter: ",", encoding: UTF-8}
                zone: Asia/Shanghai
                customer: {column: card, kind: card}
                time: {column: time, pattern: "yyyy-MM-dd HH:mm:ss"}
                rules:
                  - {rule: traits, title: {en: Traits, zh: 属性}, event: traits, like_named: true}
                """);
        StringBuilder rows = new StringBuilder("card,time,name,birthday,phone\n");
        Random random = new Random(2);
        for (int i = 0; i < 240; i++) {
            String name = "" + any(SURNAMES, random) + any(CHARACTERS, random) + any(CHARACTERS, random);
            String told = "%d-%02d-%02d,139%d"
                    .formatted(
                            1950 + random.nextInt(50),
                            1 + random.nextInt(12),
                            1 + random.nextInt(28),
                            10_000_000 + random.nextInt(90_000_000));
            rows.append("a%d,2024-01-01 10:00:00,%s,%s%n".formatted(i, name, told));
            if (i % 3 == 0) {
                rows.append("b%d,2024-01-02 10:00:00,%s,%s%n".formatted(i, name, i % 9 == 0 ? "," : told));
            }
        }
        Files.writeString(shop.resolve("data/people.csv"), rows.toString());
        return shop.toString();
    }

    private static char any(String characters, Random random) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    @Test
    void surePairsAreJoinedDoubtfulOnesAreAskedAndBothCanBeTakenBack() throws IOException {
        String shop = shop();
        run("import", "-w", shop);
        assertThat(run("identity", "match", "-w", shop)).contains("NO_MATCHING");
        Files.writeString(Path.of(shop, "matching.yaml"), """
                review: 0.001
                compare:
                  - {trait: name, as: full_name}
                  - {trait: birthday, as: birth_date}
                  - {trait: phone, as: phone}
                """);
        assertThat(run("identity", "match", "--ask", "-w", shop)).contains("320 customers compared");
        assertThat(run("identity", "show", "-w", shop)).contains("320 customers of 320 identifiers");
        assertThat(run("identity", "review", "--sure", "--limit", "1", "-w", shop))
                .contains("Birthday")
                .contains("(the same; ")
                .contains(" : 1 for one person)");
        String matched = run("identity", "match", "-w", shop, "--who", "kim", "--why", "second cards");
        assertThat(matched).contains("entry 1").contains("made of several");
        assertThat(run("identity", "show", "-w", shop)).contains("match").contains("second cards");
        JsonNode waiting = JsonMapper.shared().readTree(run("identity", "review", "-w", shop, "--json"));
        String pair = waiting.path("pairs").get(0).path("pair").asString();
        assertThat(run("identity", "review", "--different", pair, "-w", shop)).contains("entry 2");
        assertThat(run("identity", "review", "--same", pair, "-w", shop)).contains("NOT_ASKED");
        assertThat(run("identity", "undo", "1", "-w", shop)).contains("320 customers");
    }
}
