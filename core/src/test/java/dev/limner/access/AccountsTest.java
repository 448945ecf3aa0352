package dev.limner.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private static final String PASSWORD = "a long made-up password";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final HandClock clock = new HandClock();

    private Accounts accounts() {
        return new Accounts(folder.resolve("accounts"), clock, new SecureRandom());
    }

    private Closed access() {
        return new Closed(folder.resolve("accounts"), clock, new SecureRandom());
    }

    @Test
    void aUserHasThePasswordThatWasGivenAndNoOther() {
        Accounts accounts = accounts();
        accounts.add("Kim", "Kim Example", Role.VIEWER, PASSWORD);
        assertThat(accounts.withPassword("kim", PASSWORD)).isNotNull();
        assertThat(accounts.withPassword(" KIM ", PASSWORD)).isNotNull();
        assertThat(accounts.withPassword("kim", PASSWORD + " ")).isNull();
        assertThat(accounts.withPassword("kim", "")).isNull();
        assertThat(accounts.withPassword("lee", PASSWORD)).isNull();
        assertThat(accounts.user("kim").password()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void neitherPasswordsNorKeysNorSessionsAreInAnyFileAndNobodyElseMayReadThem() throws IOException {
        Closed access = access();
        User user = access.accounts().add("kim", "Kim Example", Role.ADMINISTRATOR, PASSWORD);
        String secret = access.accounts()
                .addKey("till", Set.of(Right.READ), List.of(), "kim", null)
                .secret();
        String token = access.sessions().begin(user);
        access.record(Principal.of(user), Right.ADMINISTER, "keys create", null, null, AuditEntry.Outcome.DONE);
        assertThat(access.byKey(secret)).isNotNull();
        try (Stream<Path> files = Files.walk(folder.resolve("accounts"))) {
            for (Path file : files.toList()) {
                String may = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertThat(may).as(file.toString()).endsWith("------");
                if (Files.isRegularFile(file)) {
                    assertThat(Files.readString(file)).doesNotContain(PASSWORD, secret, token);
                }
            }
        }
    }

    @Test
    void whatAnotherProcessWroteIsSeenAtOnce() {
        Accounts server = accounts();
        Accounts terminal = accounts();
        assertThat(server.users()).isEmpty();
        terminal.add("kim", "Kim Example", Role.ADMINISTRATOR, PASSWORD);
        assertThat(server.hasAdministrator()).isTrue();
        server.add("lee", "Lee Example", Role.VIEWER, PASSWORD);
        assertThat(terminal.users()).extracting(User::name).containsExactly("kim", "lee");
    }

    @Test
    void theLinkMakesOneAdministratorOnceAndInTime() {
        Accounts accounts = accounts();
        String old = accounts.newLink();
        String link = accounts.newLink();
        assertThatThrownBy(() -> accounts.addFirst(old, "kim", "", PASSWORD)).hasMessageStartingWith("LINK_USED");
        clock.pass(Duration.ofHours(24));
        assertThatThrownBy(() -> accounts.addFirst(link, "kim", "", PASSWORD)).hasMessageStartingWith("LINK_USED");
        String fresh = accounts.newLink();
        assertThatThrownBy(() -> accounts.addFirst(fresh, "kim", "", "short")).hasMessageStartingWith("WEAK_PASSWORD");
        assertThat(accounts.addFirst(fresh, "kim", "", PASSWORD).role()).isEqualTo(Role.ADMINISTRATOR);
        assertThatThrownBy(() -> accounts.addFirst(fresh, "lee", "", PASSWORD)).hasMessageStartingWith("LINK_USED");
        String late = accounts.newLink();
        assertThatThrownBy(() -> accounts.addFirst(late, "lee", "", PASSWORD)).hasMessageStartingWith("LINK_USED");
    }

    @Test
    void theLastAdministratorStays() {
        Accounts accounts = accounts();
        accounts.add("kim", "Kim Example", Role.ADMINISTRATOR, PASSWORD);
        assertThatThrownBy(() -> accounts.remove("kim")).hasMessageStartingWith("LAST_ADMINISTRATOR");
        assertThatThrownBy(() -> accounts.change("kim", "Kim", Role.VIEWER, false))
                .hasMessageStartingWith("LAST_ADMINISTRATOR");
        assertThatThrownBy(() -> accounts.change("kim", "Kim", Role.ADMINISTRATOR, true))
                .hasMessageStartingWith("LAST_ADMINISTRATOR");
        accounts.add("lee", "Lee Example", Role.ADMINISTRATOR, PASSWORD);
        accounts.remove("kim");
        assertThat(accounts.users()).extracting(User::name).containsExactly("lee");
    }

    @Test
    void aSessionEndsWhenNobodyUsesItAndInAnyCaseAfterHalfADay() {
        Closed access = access();
        User user = access.accounts().add("kim", "Kim Example", Role.VIEWER, PASSWORD);
        String idle = access.sessions().begin(user);
        String busy = access.sessions().begin(user);
        for (int i = 0; i < 11; i++) {
            clock.pass(Duration.ofHours(1));
            assertThat(access.bySession(busy)).isNotNull();
        }
        assertThat(access.bySession(idle)).isNull();
        clock.pass(Duration.ofHours(1));
        assertThat(access.bySession(busy)).isNull();
    }

    @Test
    void sessionsOutliveTheServerAndEndWithPasswordAndShuttingOut() {
        Closed access = access();
        User user = access.accounts().add("kim", "Kim Example", Role.VIEWER, PASSWORD);
        String one = access.sessions().begin(user);
        assertThat(access().bySession(one)).isNotNull();
        accounts().changePassword("kim", "another long made-up one");
        assertThat(access.bySession(one)).isNull();
        String other = access.sessions().begin(access.accounts().user("kim"));
        accounts().change("kim", "Kim", Role.VIEWER, true);
        assertThat(access.bySession(other)).isNull();
        accounts().change("kim", "Kim", Role.VIEWER, false);
        assertThat(access.bySession(other)).isNull();
    }

    @Test
    void aKeyOpensWhatItSaysUntilItIsRevokedOrTooOld() {
        Closed access = access();
        Accounts accounts = access.accounts();
        Accounts.NewKey forEver = accounts.addKey("a", Set.of(Right.READ), List.of("shop"), "kim", null);
        Accounts.NewKey forADay = accounts.addKey(
                "b", Set.of(Right.ADMINISTER), List.of(), "kim", clock.instant().plus(Duration.ofDays(1)));
        Principal caller = Objects.requireNonNull(access.byKey(forEver.secret()));
        assertThat(caller.may(Right.READ)).isTrue();
        assertThat(caller.may(Right.PERSONAL)).isFalse();
        assertThat(caller.reaches("shop")).isTrue();
        assertThat(caller.reaches("other")).isFalse();
        assertThat(access.byKey(forADay.secret())).isNotNull();
        assertThat(access.uses().last(forADay.key().id())).isEqualTo(clock.instant());
        clock.pass(Duration.ofDays(1));
        assertThat(access.byKey(forADay.secret())).isNull();
        accounts.revokeKey(forEver.key().id());
        assertThat(access.byKey(forEver.secret())).isNull();
        assertThatThrownBy(() -> accounts.addKey("c", Set.of(Right.PUBLIC), List.of(), "kim", null))
                .hasMessageStartingWith("KEY_WITHOUT_RIGHTS");
    }

    @Test
    void whoGuessesWaitsEverLongerAndWhoKnowsThePasswordStartsAnew() {
        Closed access = access();
        access.accounts().add("kim", "Kim Example", Role.VIEWER, PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> access.logIn("kim", "wrong", "192.0.2.1"))
                    .hasMessageStartingWith("WRONG_PASSWORD");
        }
        assertThatThrownBy(() -> access.logIn("kim", PASSWORD, "192.0.2.1")).hasMessageContaining("wait 1 s");
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> access.logIn("kim", "wrong", "192.0.2.2")).hasMessageStartingWith("WRONG_PASSWORD");
        assertThatThrownBy(() -> access.logIn("kim", PASSWORD, "192.0.2.3")).hasMessageContaining("wait 2 s");
        clock.pass(Duration.ofSeconds(2));
        assertThat(access.logIn("kim", PASSWORD, "192.0.2.3").name()).isEqualTo("kim");
        assertThatThrownBy(() -> access.logIn("kim", "wrong", "192.0.2.3")).hasMessageStartingWith("WRONG_PASSWORD");
    }

    @Test
    void aCallerWhoCallsTooFastWaitsForTheNextToken() {
        CallRate rate = new CallRate(clock, 2, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("kim")).isZero();
        }
        assertThat(rate.take("kim")).isEqualTo(Duration.ofMillis(500));
        assertThat(rate.take("lee")).isZero();
        clock.pass(Duration.ofMillis(500));
        assertThat(rate.take("kim")).isZero();
        assertThat(rate.take("kim")).isPositive();
    }

    @Test
    void whatAProgramReadsIsCountedByTheMinuteAndWhatItChangesIsNot() {
        Closed access = access();
        Principal program = Principal.of(access.accounts()
                .addKey("till", Set.of(Right.READ), List.of(), "kim", null)
                .key());
        for (int i = 0; i < 3; i++) {
            access.record(program, Right.READ, "GET profile", "shop", "customer " + i, AuditEntry.Outcome.DONE);
        }
        access.record(program, Right.OPERATE, "POST link", "shop", "entry 1", AuditEntry.Outcome.DONE);
        clock.pass(Duration.ofMinutes(1));
        access.record(program, Right.READ, "GET profile", "shop", "customer 4", AuditEntry.Outcome.DONE);
        assertThat(access.audit().page(_ -> true, 0, 10).entries())
                .extracting(entry -> entry.deed() + " " + entry.times())
                .containsExactly("GET profile 1", "GET profile 3", "POST link 1");
    }

    @Test
    void theRecordIsReadNewestFirstAcrossMonthsAndALineCutShortLosesNoOther() throws IOException {
        Closed access = access();
        User user = access.accounts().add("kim", "Kim Example", Role.VIEWER, PASSWORD);
        for (int i = 0; i < 3; i++) {
            access.record(Principal.of(user), Right.READ, "GET " + i, "shop", "customer " + i, AuditEntry.Outcome.DONE);
            clock.pass(Duration.ofDays(20));
        }
        Path audit = folder.resolve("accounts/audit");
        assertThat(audit.toFile().list()).containsExactlyInAnyOrder("2026-03.jsonl", "2026-04.jsonl");
        Files.writeString(
                audit.resolve("2026-03.jsonl"), Files.readString(audit.resolve("2026-03.jsonl")) + "{\"at\": \"2026-");
        AuditLog.Page page = access.audit().page(entry -> entry.who().equals("kim"), 0, 2);
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.entries()).extracting(AuditEntry::deed).containsExactly("GET 2", "GET 1");
        assertThat(access.audit().page(entry -> true, 2, 5).entries())
                .extracting(AuditEntry::object)
                .containsExactly("customer 0");
    }
}
