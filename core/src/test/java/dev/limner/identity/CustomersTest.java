package dev.limner.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomersTest {
    @Test
    void numbersAreDenseInTheOrderOfFirstSight() {
        Customers customers = new Customers();
        assertThat(customers.number("member", "b")).isZero();
        assertThat(customers.number("member", "a")).isEqualTo(1);
        assertThat(customers.number("member", "b")).isZero();
        assertThat(customers.size()).isEqualTo(2);
        assertThat(customers.identifier(1)).isEqualTo(new Customers.Identifier("member", "a"));
    }

    @Test
    void theSameValueOfAnotherKindIsAnotherCustomer() {
        Customers customers = new Customers();
        assertThat(customers.number("member", "7")).isZero();
        assertThat(customers.number("phone", "7")).isEqualTo(1);
        assertThat(customers.find("7")).isZero();
        assertThat(customers.find("8")).isNull();
    }

    @Test
    void aLoadGivenUpLeavesNoneOfItsCustomers() {
        Customers customers = new Customers();
        customers.number("member", "a");
        customers.number("phone", "b");
        customers.number("member", "c");
        customers.truncate(1);
        assertThat(customers.size()).isEqualTo(1);
        assertThat(customers.find("b")).isNull();
        assertThat(customers.find("c")).isNull();
        assertThat(customers.number("member", "c")).isEqualTo(1);
    }
}
