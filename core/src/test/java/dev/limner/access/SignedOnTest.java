package dev.limner.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users of whom another program says who they are.
class SignedOnTest {
    private static final String PASSWORD = "a long made-up password";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Accounts accounts() {
        return new Accounts(folder, new HandClock(), new SecureRandom());
    }

    private static SignOn.Person person(String subject, String name, @Nullable Role role) {
        return new SignOn.Person("https://id.example " + subject, name, "Kim Example", role);
    }

    @Test
    void whoeverHasARoleByHisGroupIsANewUserAndTheSameOneAgainUnderAnotherName() {
        Accounts accounts = accounts();
        assertThat(accounts.signedOn(person("1", "kim", Role.ANALYST)))
                .extracting(User::name, User::role, User::display)
                .containsExactly("kim", Role.ANALYST, "Kim Example");
        User again = accounts.signedOn(person("1", "kim-married", Role.OPERATOR));
        assertThat(again.name()).isEqualTo("kim");
        assertThat(again.role()).isEqualTo(Role.OPERATOR);
        assertThat(accounts().users()).hasSize(1);
    }

    @Test
    void whoeverHasNoRoleIsRefusedUnlessHeIsAwaited() {
        Accounts accounts = accounts();
        assertThatThrownBy(() -> accounts.signedOn(person("1", "kim", null))).hasMessageStartingWith("SIGN_ON_REFUSED");
        accounts.await("kim", "Kim Example", Role.VIEWER);
        User kim = accounts.signedOn(person("1", "kim", null));
        assertThat(kim.role()).isEqualTo(Role.VIEWER);
        assertThat(accounts.signedOn(person("1", "kim", null))).isEqualTo(kim);
    }

    @Test
    void aNameDoesNotOpenTheAccountOfANamesake() {
        Accounts accounts = accounts();
        accounts.add("kim", "Kim Example", Role.ADMINISTRATOR, PASSWORD);
        accounts.await("lee", "Lee Example", Role.VIEWER);
        accounts.signedOn(person("1", "lee", null));
        for (String name : new String[] {"kim", "lee"}) {
            assertThatThrownBy(() -> accounts.signedOn(person("2", name, Role.ADMINISTRATOR)))
                    .hasMessageStartingWith("SIGN_ON_REFUSED");
        }
    }

    @Test
    void nobodyLogsInWithoutAPasswordAndWhoeverIsShutOutStaysOut() {
        Accounts accounts = accounts();
        accounts.await("kim", "Kim Example", Role.VIEWER);
        assertThat(accounts.withPassword("kim", "")).isNull();
        accounts.signedOn(person("1", "kim", null));
        assertThat(accounts.withPassword("kim", "")).isNull();
        accounts.change("kim", "Kim Example", Role.VIEWER, true);
        assertThatThrownBy(() -> accounts.signedOn(person("1", "kim", Role.ANALYST)))
                .hasMessageStartingWith("SIGN_ON_REFUSED");
    }

    @Test
    void theLastAdministratorStaysOneWhateverHisGroupsSay() {
        Accounts accounts = accounts();
        accounts.signedOn(person("1", "kim", Role.ADMINISTRATOR));
        assertThat(accounts.signedOn(person("1", "kim", Role.VIEWER)).role()).isEqualTo(Role.ADMINISTRATOR);
        accounts.signedOn(person("2", "lee", Role.ADMINISTRATOR));
        assertThat(accounts.signedOn(person("1", "kim", Role.VIEWER)).role()).isEqualTo(Role.VIEWER);
    }
}
