package dev.limner.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The arguments of a benchmark, each written `--name=value`.
record Flags(Map<String, String> values) {
    static Flags of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("write --name=value, not " + argument);
            }
            values.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return new Flags(values);
    }

    String text(String name, String usual) {
        return values.getOrDefault(name, usual);
    }

    long number(String name, long usual) {
        return Long.parseLong(text(name, Long.toString(usual)));
    }

    /// These as arguments again, in the order of their names.
    String[] arguments() {
        return new TreeSet<>(values.keySet())
                .stream().map(name -> "--" + name + "=" + values.get(name)).toArray(String[]::new);
    }
}
