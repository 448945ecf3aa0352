package dev.limner.problem;

/// Something that only a developer can mend: a broken store, a broken promise between two parts of the program.
public final class InternalProblem extends RuntimeException {

    public InternalProblem(String message, Throwable cause) {
        super(message, cause);
    }

    public InternalProblem(String message) {
        super(message);
    }
}
