package dev.limner.examples;

/// A coupon: its name and what it takes off.
record Coupon(String name, int percent) {
    static final Coupon WELCOME = new Coupon("NEW10", 10);
    static final Coupon USUAL = new Coupon("SAVE15", 15);
    static final Coupon FESTIVE = new Coupon("FEST20", 20);
}
