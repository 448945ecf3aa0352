package dev.limner.benchmarks.models;

import java.util.HashMap;
import java.util.Map;

/// The arguments of a contest, each written `--name=value`; of equal names the last counts.
record Arguments(Map<String, String> values) {
    static Arguments of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("write --name=value, not " + argument);
            }
            values.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return new Arguments(values);
    }

    String text(String name, String usual) {
        return values.getOrDefault(name, usual);
    }
}
