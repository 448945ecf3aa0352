package dev.limner.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// The workspace of a shop that collects, with segments that events move people in and out of, and triggers on them.
final class LiveShop {
    static final String KEY = "shop-key";

    private LiveShop() {}

    /// Writes the workspace.
    ///
    /// @param hooks the port at which webhooks are received
    static Path write(Path folder, int hooks) throws IOException {
        String url = "http://127.0.0.1:" + hooks + "/";
        Map<String, String> files = Map.of(
                "limner.yaml",
                """
                id: live-shop
                title: {en: Live shop, zh: 实时商店}
                credit: {en: Simulated, zh: 模拟}
                zone: Asia/Shanghai
                currency: CNY
                clock: real
                store: store
                simulated: true
                """,
                "events.yaml",
                """
                types:
                  product_viewed: {title: {en: View, zh: 浏览}, properties: [item, number]}
                  purchase: {title: {en: Purchase, zh: 购买}, properties: [item, amount, number]}
                  cart_add: {title: {en: Added, zh: 加入}, properties: [number]}
                  cart_remove: {title: {en: Removed, zh: 移出}, properties: [number]}
                  traits: {title: {en: Traits, zh: 属性}, properties: [city, number]}
                properties:
                  item: {type: text, title: {en: Item, zh: 商品}}
                  amount: {type: money, title: {en: Amount, zh: 金额}}
                  city: {type: text, title: {en: City, zh: 城市}}
                  number: {type: text, title: {en: Number, zh: 编号}}
                """,
                "sources/web.yaml",
                """
                source: web
                title: {en: Web, zh: 网站}
                credit: {en: Simulated, zh: 模拟}
                collect: {keys: [%s]}
                zone: Asia/Shanghai
                currency: CNY
                """.formatted(KEY),
                "segments/rules.yaml",
                """
                rules:
                  - id: tempted
                    title: {en: Tempted, zh: 心动}
                    rule: "for any item: (count(product_viewed in last 7 days) >= 3 and no purchase in last 7 days)"
                  - id: carrying
                    title: {en: Carrying, zh: 购物车有货}
                    rule: count(cart_add) > count(cart_remove)
                  - id: big
                    title: {en: Big, zh: 大额}
                    rule: sum(purchase.amount in last 30 days) >= 100
                  - id: paused
                    title: {en: Paused, zh: 暂停}
                    rule: any product_viewed and no product_viewed in last 2 seconds
                """,
                "triggers/remind.yaml",
                trigger("remind", "tempted", "entered", url + "remind") + "once_per_days: 30\n",
                "triggers/filled.yaml",
                trigger("filled", "carrying", "entered", url + "filled"),
                "triggers/emptied.yaml",
                trigger("emptied", "carrying", "left", url + "emptied"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    private static String trigger(String name, String segment, String on, String url) {
        return """
                trigger: %s
                title: {en: %s, zh: %s}
                segment: %s
                on: %s
                webhook: {url: "%s"}
                """.formatted(name, name, name, segment, on, url);
    }
}
