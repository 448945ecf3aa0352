package dev.limner.portrait;

import dev.limner.problem.Words;
import java.io.Serializable;

/// A number that a formula goes by, named for people.
public record Parameter(Words name, String value) implements Serializable {}
