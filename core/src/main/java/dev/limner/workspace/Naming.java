package dev.limner.workspace;

import dev.limner.language.Children;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.portrait.Tag;
import dev.limner.segment.SegmentRule;
import dev.limner.workspace.Rulebook.Ref;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which definitions of a rulebook name which.
public final class Naming {
    private final Map<Ref, Set<Ref>> named = new LinkedHashMap<>();

    /// What the definitions name, be it in the rulebook or not.
    public Naming(Rulebook rulebook) {
        rulebook.tags().forEach((name, tag) -> named.put(Ref.tag(name), named(tag)));
        rulebook.segments().forEach((id, rule) -> named.put(Ref.segment(id), named(rule)));
    }

    /// The definitions that one names itself.
    public Set<Ref> of(Ref ref) {
        return named.getOrDefault(ref, Set.of());
    }

    /// The definitions that name one themselves.
    public List<Ref> namers(Ref ref) {
        return named.keySet().stream().filter(other -> of(other).contains(ref)).toList();
    }

    /// The definitions that one names, directly or through others.
    Set<Ref> reached(Ref ref) {
        Set<Ref> reached = new LinkedHashSet<>();
        reach(ref, reached);
        return reached;
    }

    private void reach(Ref ref, Set<Ref> reached) {
        for (Ref next : of(ref)) {
            if (reached.add(next)) {
                reach(next, reached);
            }
        }
    }

    private static Set<Ref> named(SegmentRule rule) {
        Set<Ref> found = new LinkedHashSet<>();
        collect(rule.rule(), found);
        return found;
    }

    private static Set<Ref> named(Tag.Entry tag) {
        Set<Ref> found = new LinkedHashSet<>();
        String rule = tag.rule();
        if (rule != null) {
            collect(rule, found);
        }
        for (Tag.Value value : tag.cases()) {
            String when = value.when();
            if (when != null) {
                collect(when, found);
            }
        }
        return found;
    }

    private static void collect(String text, Set<Ref> found) {
        Expr expr = Parser.parse(text).expr();
        for (String segment : Children.segments(expr)) {
            found.add(Ref.segment(segment));
            int colon = segment.indexOf(':');
            if (colon > 0) {
                found.add(Ref.tag(segment.substring(0, colon)));
            }
        }
        Children.names(expr).forEach(name -> found.add(Ref.tag(name)));
    }
}
