package dev.limner.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Another program that says who people are, so that they need no password here.
public interface SignOn {
    /// What its button is called.
    String title();

    /// The beginning of a visit to the other program.
    ///
    /// @param back where a browser is to come back to
    /// @throws dev.limner.problem.UserProblem where the other program cannot be reached
    Visit begin(URI back);

    /// Who came back from a visit.
    ///
    /// @param answered the address, with its query, by which the browser came back
    /// @throws dev.limner.problem.UserProblem where the other program does not say, or what it says is not genuine
    Person end(Visit visit, URI answered);

    /// A browser's visit to the other program.
    ///
    /// @param to where the browser is sent
    /// @param state what it must bring back
    /// @param nonce what the other program's word must name
    /// @param verifier what shows that whoever asks for the word began the visit (RFC 7636)
    record Visit(URI to, URI back, String state, String nonce, String verifier) {}

    /// Somebody as the other program knows him.
    ///
    /// @param subject the one name that stays his, unique among all programs that say who people are
    /// @param name what he is to be called by here
    /// @param role what he may do; null where the other program leaves that to us
    record Person(
            String subject,
            String name,
            String display,
            @Nullable Role role) {}
}
