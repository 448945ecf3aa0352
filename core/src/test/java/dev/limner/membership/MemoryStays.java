package dev.limner.membership;

import dev.limner.engine.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/// A log of stays in memory, as plain as can be.
public final class MemoryStays implements MembershipLog {
    private static final Comparator<Stay> ORDER = Comparator.comparing(
                    (Stay stay) -> stay.entered().at())
            .thenComparing(stay -> stay.entered().effectiveAt())
            .thenComparing(Stay::segment)
            .thenComparing(Stay::customer)
            .thenComparing(stay -> Objects.requireNonNullElse(stay.value(), ""))
            .thenComparing(
                    stay -> stay.left() == null ? Instant.MAX : stay.left().at());

    private final List<Stay> stays = new ArrayList<>();

    @Override
    public void append(List<Crossing> crossings) {
        crossings.forEach(this::append);
    }

    private void append(Crossing crossing) {
        int open = -1;
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            if (stay.left() == null
                    && stay.segment().equals(crossing.segment())
                    && stay.customer() == crossing.customer()
                    && Objects.equals(stay.value(), crossing.value())) {
                open = i;
            }
        }
        if (crossing.entered() && open < 0) {
            stays.add(new Stay(
                    crossing.segment(),
                    crossing.version(),
                    crossing.customer(),
                    crossing.value(),
                    crossing.moment(),
                    null));
        } else if (!crossing.entered() && open >= 0) {
            Stay of = stays.get(open);
            stays.set(
                    open,
                    new Stay(of.segment(), of.version(), of.customer(), of.value(), of.entered(), crossing.moment()));
        }
    }

    private List<Stay> which(Predicate<Stay> condition) {
        return stays.stream().filter(condition).sorted(ORDER).toList();
    }

    @Override
    public List<Stay> ofCustomer(int customer) {
        return which(stay -> stay.customer() == customer);
    }

    @Override
    public List<Stay> ofSegment(String segment, boolean openOnly) {
        return which(stay -> stay.segment().equals(segment) && !(openOnly && stay.left() != null));
    }

    @Override
    public RoaringBitmap members(String segment, Instant instant, Scope.Mode mode) {
        RoaringBitmap members = new RoaringBitmap();
        which(stay -> stay.segment().equals(segment) && stay.contains(instant, mode))
                .forEach(stay -> members.add(stay.customer()));
        return members;
    }

    @Override
    public void forget(int customer) {
        stays.removeIf(stay -> stay.customer() == customer);
    }
}
