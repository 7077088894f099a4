package vn.emr.core.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.emr.core.chart.EncounterList.Folder;
import vn.emr.core.chart.EncounterList.Said;
import vn.emr.core.chart.EncounterList.Stay;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Precision;
import vn.emr.core.record.TimePoint;

/**
 * One visit that several systems tell, each under its own name: what every system says stays as it says it, and is shown
 * side by side where it differs. Nothing is written for it, so the order in which they tell it cannot matter.
 */
final class VisitTellers {
    /** A visit as one system tells it. */
    record Telling(Encounter encounter, Visit visit) {}

    /** Something said of a visit, and when two ways of saying it differ. */
    private record Fact<T>(String name, Function<Telling, T> value, BiPredicate<T, T> differ) {
        private boolean differs(List<Telling> tellings) {
            List<T> said = tellings.stream().map(value).filter(Objects::nonNull).toList();
            return said.stream().anyMatch(a -> said.stream().anyMatch(b -> differ.test(a, b)));
        }
    }

    private static final List<Fact<?>> FACTS = List.of(
            new Fact<>("class", t -> known(t.encounter().encounterClass()), VisitTellers::unequal),
            new Fact<>("status", t -> t.encounter().status(), VisitTellers::unequal),
            new Fact<>("start", t -> t.encounter().start(), VisitTellers::apart),
            new Fact<>("end", t -> t.encounter().end(), VisitTellers::apart),
            new Fact<>("department", t -> lastDepartment(t.encounter()), VisitTellers::unequal));

    private VisitTellers() {}

    /** The visits with those that are one put together, in their order. */
    static List<Visit> together(List<Telling> all) {
        List<List<Telling>> groups = new ArrayList<>();
        for (Telling telling : all) {
            groups.stream()
                    .filter(group -> group.stream().allMatch(other -> one(other, telling)))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(telling), () -> groups.add(new ArrayList<>(List.of(telling))));
        }
        return groups.stream().map(VisitTellers::one).toList();
    }

    /**
     * Two systems of one facility mean the same visit when they give it the same number, or when both say that it began in
     * the same minute: nobody arrives twice in a minute.
     */
    private static boolean one(Telling a, Telling b) {
        Encounter x = a.encounter();
        Encounter y = b.encounter();
        boolean systems = !x.sourceId().equals(y.sourceId()) && Objects.equals(x.facilityId(), y.facilityId());
        return systems
                && (a.visit().visitNumber().equals(b.visit().visitNumber())
                        || toTheMinute(x.start()) && toTheMinute(y.start()) && !apart(x.start(), y.start()));
    }

    private static boolean toTheMinute(TimePoint at) {
        return at != null && at.precision().compareTo(Precision.MINUTE) >= 0;
    }

    /** A visit with the stays of those it was joined with; it decides when they ended. */
    static Visit joined(Visit v, List<Visit> others) {
        if (others.isEmpty()) {
            return v;
        }
        List<String> numbers = others.stream()
                .map(Visit::visitNumber)
                .filter(number -> !number.equals(v.visitNumber()))
                .distinct()
                .toList();
        List<Stay> stays = new ArrayList<>(v.stays());
        others.stream()
                .filter(o -> !o.visitNumber().equals(v.visitNumber()))
                .flatMap(o -> o.stays().stream())
                .map(s -> s.end() == null ? s.until(v.end()) : s)
                .forEach(stays::add);
        stays.sort(Comparator.comparing(
                s -> s.start() == null ? Instant.MIN : s.start().from()));
        Folder kept =
                Folder.leading(Stream.concat(Stream.of(v), others.stream()).map(Visit::folder));
        return v.with(numbers, others.stream().map(Visit::id).toList(), List.copyOf(stays), kept)
                .moved(MovementList.together(Stream.concat(Stream.of(v), others.stream())), null);
    }

    /**
     * The telling that people added to leads, else the system that tells the course of the visit in most detail; what only others know is
     * taken from them.
     */
    private static Visit one(List<Telling> group) {
        if (group.size() == 1) {
            return group.getFirst().visit();
        }
        List<Telling> ranked = group.stream()
                .sorted(Comparator.comparing(
                                (Telling t) -> t.visit().movements().stream().allMatch(MovementList.Line::takenBack))
                        .thenComparing(t -> -movements(t.encounter()))
                        .thenComparing(t -> t.visit().origin().sourceName())
                        .thenComparing(t -> t.visit().id()))
                .toList();
        Visit lead = ranked.getFirst().visit();
        Set<String> numbers = new LinkedHashSet<>();
        ranked.forEach(t -> {
            numbers.add(t.visit().visitNumber());
            numbers.addAll(t.visit().otherNumbers());
        });
        numbers.remove(lead.visitNumber());
        return lead.told(
                        List.copyOf(numbers),
                        ranked.stream()
                                .flatMap(t -> Stream.concat(Stream.of(t.visit().id()), t.visit().otherIds().stream()))
                                .filter(id -> !id.equals(lead.id()))
                                .toList(),
                        first(ranked, Visit::end),
                        first(ranked, Visit::attendingDoctor),
                        first(ranked, Visit::reason),
                        ranked.stream()
                                .map(t -> t.visit().stays())
                                .filter(stays -> !stays.isEmpty())
                                .findFirst()
                                .orElse(List.of()),
                        Folder.leading(ranked.stream().map(t -> t.visit().folder())),
                        ranked.stream().map(VisitTellers::said).toList(),
                        FACTS.stream()
                                .filter(f -> f.differs(ranked))
                                .map(Fact::name)
                                .toList())
                .moved(MovementList.together(ranked.stream().map(Telling::visit)), null);
    }

    private static <T> T first(List<Telling> ranked, Function<Visit, T> value) {
        return ranked.stream()
                .map(t -> value.apply(t.visit()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Said said(Telling t) {
        Visit v = t.visit();
        Stay last = v.stays().isEmpty() ? null : v.stays().getLast();
        return new Said(
                v.visitNumber(),
                v.encounterClass(),
                v.status(),
                v.start(),
                v.end(),
                last == null ? null : last.department(),
                v.attendingDoctor(),
                v.reason(),
                v.origin());
    }

    private static int movements(Encounter e) {
        return e.movements() == null ? 0 : e.movements().size();
    }

    private static EncounterClass known(EncounterClass c) {
        return c == EncounterClass.UNKNOWN ? null : c;
    }

    private static UUID lastDepartment(Encounter e) {
        return e.stays().isEmpty() ? null : e.stays().getLast().departmentId();
    }

    private static <T> boolean unequal(T a, T b) {
        return !a.equals(b);
    }

    /** Two times that cannot be the same one, as exactly as each was told. */
    private static boolean apart(TimePoint a, TimePoint b) {
        return !a.from().isBefore(b.to()) || !b.from().isBefore(a.to());
    }
}
