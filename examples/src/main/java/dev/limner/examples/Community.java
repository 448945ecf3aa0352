package dev.limner.examples;

import java.util.List;
import java.util.Locale;

/// What people say: group chats, reviews, answers, complaints, referrals.
final class Community {
    private static final List<String> CHATS = List.of(
            "今天有新品吗？",
            "这个颜色好看",
            "下雨天还发货吗",
            "门店几点关门？",
            "有人拼单吗",
            "收到了，很快！",
            "求推荐送妈妈的礼物",
            "双十一有什么优惠",
            "哈哈哈",
            "尺码偏大吗",
            "Is this waterproof?",
            "Any deals this week?",
            "谢谢群主",
            "什么时候补货");
    private static final List<String> GOOD = List.of(
            "质量很好，会回购。", "物流快，包装用心。", "家里人都喜欢。", "Exactly as described, very happy.", "性价比高，推荐。", "Great quality!");
    private static final List<String> FAIR =
            List.of("还可以，对得起价格。", "一般般，没有想象中好。", "It is okay, nothing special.", "颜色和图片有点差别。");
    private static final List<String> BAD =
            List.of("用了一周就坏了，失望。", "味道太重，已退货。", "Broke after a week.", "客服回复太慢。", "尺码不对，不推荐。");
    private static final List<Integer> SURVEY_DAYS = List.of(15, 15 + 182, 15 + 365);

    private final Sheet sheet;

    Community(Sheet sheet) {
        this.sheet = sheet;
    }

    /// Whatever talk the day brings.
    void day(Shopper shopper, Day day) {
        Persona persona = shopper.persona;
        if (shopper.chance(persona.chatActive() ? 0.06 : 0.0015)) {
            long second = day.start() + Rhythm.second(shopper.random, persona.peakHour());
            for (int i = shopper.between(1, 4); i > 0; i--) {
                row(shopper, "chat", second, "group-chat")
                        .put("text", Draw.any(shopper.random, CHATS))
                        .put("group_chat", "true");
                second += shopper.between(10, 600);
            }
        }
        if (shopper.chance(persona.fraudulent() ? 0.012 : 0.0006)) {
            long second = day.start() + Rhythm.second(shopper.random, persona.peakHour());
            for (int i = persona.fraudulent() ? shopper.between(2, 5) : 1; i > 0; i--) {
                row(shopper, "referral", second, "mini-program")
                        .put("referred", String.format(Locale.ROOT, "R%06d", shopper.random.nextInt(1_000_000)));
                second += shopper.between(5, 60);
            }
        }
        if (SURVEY_DAYS.contains(day.number() % 547) && shopper.chance(0.15)) {
            double leaning = 8.1 + 1.8 * shopper.random.nextGaussian() - (soonGone(shopper, day) ? 3 : 0);
            int answer = (int) Math.clamp(leaning, 0, 10);
            row(shopper, "survey_answer", day.start() + Rhythm.second(shopper.random, 20), "wechat")
                    .put("survey", "satisfaction")
                    .put("question", "recommend")
                    .put("answer", answer);
        }
        if (shopper.chance(0.0004)) {
            serviceCase(shopper, day.start() + Rhythm.second(shopper.random, 14), "delivery");
        }
    }

    private static boolean soonGone(Shopper shopper, Day day) {
        return shopper.persona.churnDay() - day.number() < 60;
    }

    void serviceCase(Shopper shopper, long second, String reason) {
        row(shopper, "service_case", second, "mini-program")
                .put("reason", reason)
                .put("text", reason.equals("return") ? "申请退货，请尽快处理。" : "包裹还没到，请帮忙查询。");
    }

    void review(Shopper shopper, Item item, long second) {
        int stars = Math.clamp(Math.round(5.4 * item.quality() + 0.9 * shopper.random.nextGaussian()), 1, 5);
        List<String> texts = stars >= 4 ? GOOD : stars == 3 ? FAIR : BAD;
        row(shopper, "review", second, "mini-program")
                .put("item", item.number())
                .put("item_name", item.name())
                .put("stars", stars)
                .put("text", Draw.any(shopper.random, texts));
    }

    private Row row(Shopper shopper, String event, long second, String channel) {
        return sheet.row(second, event, shopper.card, shopper.city())
                .put("channel", channel)
                .put("city", shopper.city().name());
    }
}
