package dev.limner.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Makes people for whom it is known which records are theirs: half with names in letters, half in Chinese
/// characters; one in three lives with others who have the same address, mostly the same family name and
/// often the same phone. The same generator gives the same people. All names are put together by chance.
final class People {
    private static final String[] GIVEN =
            ("james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph"
                            + " jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony"
                            + " sandra mark margaret donald ashley steven kimberly andrew emily paul donna joshua michelle"
                            + " kenneth carol kevin amanda brian melissa george deborah timothy stephanie ronald rebecca"
                            + " jason laura edward helen jeffrey sharon ryan cynthia jacob kathleen gary amy nicholas angela"
                            + " eric shirley jonathan anna stephen brenda larry pamela justin emma scott nicole brandon"
                            + " samantha benjamin katherine samuel christine gregory debra alexander rachel patrick carolyn"
                            + " frank janet raymond maria jack olivia dennis heather jerry diane tyler julie aaron joyce")
                    .split(" ", -1);
    private static final String[] SYLLABLES =
            "al an ar bar ben ber bran car col dal den dor el er far fen gar gil had har hol in jes kel ken lan lor mal mar"
                    .concat(
                            " mer nel nor ol or pat per ral ren rod san sel ster tal ter tor ul val ven wal wes win yor")
                    .split(" ", -1);
    private static final String[] ENDINGS = "son ton man ley field worth ford er s by well wick".split(" ", -1);
    private static final String SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
    private static final String CHARACTERS =
            "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建华国玉红梅春燕海波志新宇浩天雨晨思佳怡欣子轩梓涵一诺若曦可心语嘉瑞雪琳婷慧颖倩雅莉萍荣贵福祥龙飞鹏程凯旋博学达远鸿泽润东南西北中正德仁义礼智信安康乐永昌盛世家兴"
                    + "立业成功少林森木水清河江山川云雷震电光阳月星辰";
    private static final String[] CITIES = "北京市 上海市 广州市 深圳市 成都市 杭州市 武汉市 西安市 南京市 重庆市 天津市 苏州市".split(" ", -1);
    private static final String[] ROADS = "street road avenue lane drive court place crescent".split(" ", -1);

    private final RandomGenerator random;
    private final Zipf given = new Zipf(GIVEN.length, 0.7);
    private final Zipf surname = new Zipf(SURNAMES.length(), 0.9);
    private final Zipf western = new Zipf(40_000, 0.8);
    private final Zipf character = new Zipf(CHARACTERS.length(), 0.5);
    private final String[] westernSurnames;
    private final String[] streets;
    private final String[] chineseRoads;
    private final List<Person> household = new ArrayList<>();

    People(RandomGenerator random) {
        this.random = random;
        westernSurnames =
                Stream.generate(() -> invented() + any(ENDINGS)).limit(40_000).toArray(String[]::new);
        streets = Stream.generate(() -> invented() + " " + any(ROADS))
                .limit(20_000)
                .toArray(String[]::new);
        chineseRoads = Stream.generate(
                        () -> "" + any(CHARACTERS) + any(CHARACTERS) + (random.nextBoolean() ? "路" : "街"))
                .limit(5_000)
                .toArray(String[]::new);
    }

    /// Someone, as a record without errors would tell.
    record Person(
            boolean chinese,
            String given,
            String surname,
            String birth,
            String phone,
            String address,
            String postcode) {}

    /// The next one: of a household begun, or of a new one.
    Person next() {
        if (household.isEmpty()) {
            begin();
        }
        return household.removeLast();
    }

    /// A place to live and its postcode.
    List<String> place(boolean chinese) {
        if (chinese) {
            int city = random.nextInt(CITIES.length);
            return List.of(
                    CITIES[city] + any(chineseRoads) + (1 + random.nextInt(300)) + "号" + (1 + random.nextInt(30)) + "栋"
                            + (101 + random.nextInt(3_000)) + "室",
                    "" + (100_000 + city * 40_000 + random.nextInt(400) * 100));
        }
        return List.of((1 + random.nextInt(400)) + " " + any(streets), "" + (2_000 + random.nextInt(6_000)));
    }

    /// A phone number that is one's own.
    String phone(boolean chinese) {
        return chinese ? "1" + (30 + random.nextInt(60)) + digits(8) : "04" + digits(8);
    }

    String givenName(boolean chinese) {
        if (!chinese) {
            return GIVEN[given.draw(random)];
        }
        String first = "" + CHARACTERS.charAt(character.draw(random));
        return random.nextInt(4) == 0 ? first : first + CHARACTERS.charAt(character.draw(random));
    }

    private void begin() {
        boolean chinese = random.nextBoolean();
        List<String> place = place(chinese);
        String family = surname(chinese);
        String line = phone(chinese);
        int size = random.nextInt(7) == 0 ? 2 + random.nextInt(3) : 1;
        String birth = birth();
        for (int i = 0; i < size; i++) {
            // One in a hundred is a twin of the one before, or has the name of the one before.
            boolean twin = i > 0 && random.nextInt(100) == 0;
            boolean namesake = i > 0 && !twin && random.nextInt(100) == 0;
            birth = twin ? birth : birth();
            household.add(new Person(
                    chinese,
                    namesake ? household.getLast().given() : givenName(chinese),
                    i == 0 || twin || namesake || random.nextInt(100) < 75 ? family : surname(chinese),
                    birth,
                    random.nextInt(100) < 40 ? line : phone(chinese),
                    place.getFirst(),
                    place.getLast()));
        }
    }

    String surname(boolean chinese) {
        return chinese ? "" + SURNAMES.charAt(surname.draw(random)) : westernSurnames[western.draw(random)];
    }

    private String birth() {
        return "%04d%02d%02d".formatted(1940 + random.nextInt(68), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String digits(int count) {
        char[] digits = new char[count];
        for (int i = 0; i < count; i++) {
            digits[i] = (char) ('0' + random.nextInt(10));
        }
        return new String(digits);
    }

    private String invented() {
        return any(SYLLABLES) + any(SYLLABLES);
    }

    private char any(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private String any(String[] words) {
        return words[random.nextInt(words.length)];
    }

    /// The characters of Chinese names, for errors among them.
    static List<String> characters() {
        return Arrays.asList(CHARACTERS.split("", -1)).stream()
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
