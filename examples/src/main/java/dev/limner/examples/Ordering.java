package dev.limner.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Orders, on the web, in the mini-program and in the stores, with what follows from them: returns,
/// reviews, the next order's day.
final class Ordering {
    private static final int EARLIEST_ON_CAMPAIGN_DAYS = 10 * 3600 + 1800;

    private final Sheets sheets;
    private final Catalogue catalogue;
    private final Browsing browsing;
    private final Community community;
    private final Membership membership;
    private final Agenda agenda;
    private int orders;

    Ordering(
            Sheets sheets,
            Catalogue catalogue,
            Browsing browsing,
            Community community,
            Membership membership,
            Agenda agenda) {
        this.sheets = sheets;
        this.catalogue = catalogue;
        this.browsing = browsing;
        this.community = community;
        this.membership = membership;
        this.agenda = agenda;
    }

    private record Line(Item item, int quantity, long unitCents) {
        long cents() {
            return unitCents * quantity;
        }
    }

    /// Makes the orders that are due on the day, and sets the day of the next.
    void day(Shopper shopper, Day day) {
        if (shopper.dueDay != day.number()) {
            return;
        }
        if (shopper.target == null) {
            browsing.chooseTarget(shopper, day);
        }
        Item target = shopper.target;
        if (target == null) {
            throw new AssertionError("a target was chosen");
        }
        if (shopper.targetInStore) {
            inStore(shopper, day, target);
        } else {
            online(shopper, day, target);
        }
        if (shopper.persona.fraudulent()) {
            for (int more = shopper.between(0, 3); more > 0; more--) {
                online(shopper, day, browsing.draw(shopper, day));
            }
        }
        shopper.target = null;
        shopper.dueDay = agenda.next(shopper, day);
    }

    private void online(Shopper shopper, Day day, Item target) {
        int second = Rhythm.second(shopper.random, shopper.persona.peakHour());
        if (shopper.notBeforeDay == day.number()) {
            second = Math.max(second, EARLIEST_ON_CAMPAIGN_DAYS + shopper.random.nextInt(3600));
        }
        Session session = new Session(sheets.online, shopper, day, day.start() + second);
        boolean hasty = shopper.persona.impulsive() && shopper.chance(0.8);
        if (hasty) {
            Browsing.view(session.after(3, 8), target);
        } else {
            Browsing.view(session.after(10, 60), target);
            while (shopper.chance(0.4)) {
                Item other = browsing.draw(shopper, day);
                if (!session.hasSeen(other)) {
                    Browsing.view(session.after(15, 90), other);
                }
            }
        }
        Coupon coupon = coupon(session, shopper, day, hasty);
        List<Line> lines = lines(shopper, day, target, coupon, hasty);
        if (!hasty) {
            for (Line line : lines) {
                session.after(5, 40)
                        .item("cart_add", line.item())
                        .put("quantity", line.quantity())
                        .cents("unit_price", line.unitCents())
                        .cents("amount", line.cents());
            }
            if (shopper.chance(0.06)) {
                session.after(5, 30)
                        .item("cart_remove", browsing.draw(shopper, day))
                        .put("quantity", 1);
            }
        }
        String order = String.format(Locale.ROOT, "O%07d", ++orders);
        session.after(hasty ? 2 : 20, hasty ? 5 : 90)
                .row("checkout")
                .put("order_id", order)
                .cents("total", total(lines))
                .put("lines", lines.size());
        session.after(hasty ? 3 : 15, hasty ? 9 : 120);
        String payment = shopper.persona.business() ? "invoice" : shopper.chance(0.6) ? "wechat-pay" : "alipay";
        write(shopper, day, order, lines, coupon, payment, session.second(), session, null);
    }

    private void inStore(Shopper shopper, Day day, Item target) {
        Store store = Draw.any(shopper.random, Store.in(shopper.city()));
        long arrives = day.start()
                + Math.max(
                        Rhythm.storeSecond(shopper.random),
                        shopper.notBeforeDay == day.number() ? EARLIEST_ON_CAMPAIGN_DAYS : 0);
        membership.visit(shopper, store, arrives);
        Coupon coupon = shopper.persona.priceSensitive() ? Coupon.USUAL : null;
        List<Line> lines = lines(shopper, day, target, coupon, false);
        String payment = shopper.chance(0.75) ? "wechat-pay" : shopper.chance(0.6) ? "card" : "cash";
        write(
                shopper,
                day,
                String.format(Locale.ROOT, "O%07d", ++orders),
                lines,
                coupon,
                payment,
                arrives + shopper.between(480, 2400),
                null,
                store);
    }

    /// A sale at the till to somebody without a card.
    void anonymous(RandomGenerator random, Store store, Day day) {
        long second = day.start() + Rhythm.storeSecond(random);
        String order = String.format(Locale.ROOT, "O%07d", ++orders);
        List<Line> lines = new ArrayList<>();
        do {
            Item item = catalogue.draw(Draw.any(random, catalogue.categories()), day.number(), random);
            lines.add(new Line(item, 1, item.cents()));
        } while (lines.size() < 4 && Draw.chance(random, 0.35));
        Row head = sheets.orders
                .row(second, "order", "", store.city())
                .put("payment", Draw.chance(random, 0.7) ? "wechat-pay" : "cash");
        rows(head, "", store.city(), order, lines, day, second, null, store, null);
    }

    /// The coupon to order with: the price-sensitive and the abusers always have one, others now and then.
    private @Nullable Coupon coupon(Session session, Shopper shopper, Day day, boolean hasty) {
        Coupon kind = day.isFestive() ? Coupon.FESTIVE : Coupon.USUAL;
        boolean always = shopper.persona.priceSensitive() || shopper.persona.fraudulent();
        if (shopper.coupon == null && !hasty && (always || shopper.chance(day.isFestive() ? 0.4 : 0.06))) {
            int claims = shopper.persona.fraudulent() ? shopper.between(2, 6) : 1;
            for (int i = 0; i < claims; i++) {
                session.after(2, 12).row("coupon_claimed").put("coupon", kind.name());
            }
            shopper.coupon = kind;
        }
        Coupon coupon = shopper.coupon;
        shopper.coupon = null;
        return coupon;
    }

    private List<Line> lines(Shopper shopper, Day day, Item target, @Nullable Coupon coupon, boolean hasty) {
        List<Line> lines = new ArrayList<>();
        lines.add(line(shopper, target, coupon));
        while (!hasty && lines.size() < 6 && shopper.chance(0.4)) {
            Item item = browsing.draw(shopper, day);
            if (lines.stream().noneMatch(line -> line.item().equals(item))) {
                lines.add(line(shopper, item, coupon));
            }
        }
        return lines;
    }

    private static Line line(Shopper shopper, Item item, @Nullable Coupon coupon) {
        int quantity =
                shopper.persona.business() ? shopper.between(3, 16) : shopper.chance(0.18) ? shopper.between(2, 3) : 1;
        int percent = coupon == null ? 0 : coupon.percent();
        return new Line(item, quantity, Math.round(item.cents() * (100 - percent) / 100.0));
    }

    private static long total(List<Line> lines) {
        return lines.stream().mapToLong(Line::cents).sum();
    }

    private void write(
            Shopper shopper,
            Day day,
            String order,
            List<Line> lines,
            @Nullable Coupon coupon,
            String payment,
            long second,
            @Nullable Session session,
            @Nullable Store store) {
        Row head =
                sheets.orders.row(second, "order", shopper.card, shopper.city()).put("payment", payment);
        rows(head, shopper.card, shopper.city(), order, lines, day, second, session, store, coupon);
        if (coupon != null) {
            long listed = lines.stream()
                    .mapToLong(line -> line.item().cents() * line.quantity())
                    .sum();
            context(sheets.orders.row(second, "coupon_redeemed", shopper.card, shopper.city()), session, store)
                    .put("order_id", order)
                    .put("coupon", coupon.name())
                    .cents("amount", listed - total(lines));
        }
        for (Line line : lines) {
            follow(shopper, day, order, line, second, session, store);
        }
        shopper.orders++;
        membership.spent(shopper, total(lines), second);
    }

    private void rows(
            Row head,
            String card,
            City city,
            String order,
            List<Line> lines,
            Day day,
            long second,
            @Nullable Session session,
            @Nullable Store store,
            @Nullable Coupon coupon) {
        context(head, session, store)
                .put("order_id", order)
                .cents("total", total(lines))
                .put("lines", lines.size())
                .put("quantity", lines.stream().mapToLong(Line::quantity).sum())
                .put("coupon", coupon == null ? "" : coupon.name());
        for (Line line : lines) {
            sold(context(sheets.orders.row(second, "purchase", card, city), session, store), order, line, day.number());
        }
    }

    private static Row sold(Row row, String order, Line line, int day) {
        return row.put("order_id", order)
                .item(line.item(), day)
                .put("quantity", line.quantity())
                .cents("unit_price", line.unitCents())
                .cents("amount", line.cents());
    }

    private static Row context(Row row, @Nullable Session session, @Nullable Store store) {
        if (session != null) {
            return session.context(row);
        }
        return store == null ? row : Membership.at(store, row.put("store", store.name()));
    }

    /// What becomes of a bought line: it may go back, it may be reviewed.
    private void follow(
            Shopper shopper,
            Day day,
            String order,
            Line line,
            long second,
            @Nullable Session session,
            @Nullable Store store) {
        double returned =
                (shopper.persona.fraudulent() ? 0.4 : line.item().category().equals("fashion") ? 0.12 : 0.04)
                        * (1.8 - line.item().quality());
        if (shopper.chance(returned)) {
            long back = second + (long) shopper.between(3, 14) * Day.SECONDS + shopper.between(-5_000, 5_000);
            sold(
                            context(sheets.orders.row(back, "return", shopper.card, shopper.city()), session, store),
                            order,
                            line,
                            day.number())
                    .put("reason", Draw.any(shopper.random, List.of("size", "damaged", "changed_mind", "wrong_item")));
            if (shopper.chance(0.3)) {
                community.serviceCase(shopper, back - 3_600, "return");
            }
        }
        if (shopper.chance(0.15)) {
            community.review(
                    shopper,
                    line.item(),
                    second + (long) shopper.between(4, 20) * Day.SECONDS + shopper.between(-9_000, 9_000));
        }
    }
}
