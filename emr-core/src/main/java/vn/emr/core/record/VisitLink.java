package vn.emr.core.record;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a visit shows that its sender gave to another patient, joined with another visit or gave another number. The visit
 * and everything filed with it stay where they were filed; charts read this instead, so taking it back restores them.
 *
 * @param patientId under whom the visit is filed
 * @param visitNumber what the visit is called from now on
 * @param movedTo the number's patient it was given to last, null when never
 * @param moved when that was said
 * @param mergedInto the visit it was joined with, null when with none
 * @param merged when that, or its opposite, was said
 * @param shownUnder in whose chart it shows: what follows from its moves and those of the visit it was joined with
 * @param shownAs the visit it shows as: itself, or the last one it was joined with
 * @param people everybody it was said to be of
 */
public record VisitLink(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String visitNumber,
        UUID movedTo,
        Instant moved,
        UUID mergedInto,
        Instant merged,
        UUID shownUnder,
        UUID shownAs,
        List<UUID> people,
        Provenance origin)
        implements Noun {
    /** The link of a visit of which nothing was said yet: version 0, never stored. */
    public static VisitLink of(UUID id, Encounter e, Provenance origin) {
        return new VisitLink(
                id,
                0,
                e.patientId(),
                e.id(),
                e.sourceId(),
                e.visitNumber(),
                null,
                null,
                null,
                null,
                e.patientId(),
                e.id(),
                List.of(e.patientId()),
                origin);
    }

    /** False while the visit shows where it was filed, as itself. */
    public boolean active() {
        return !shownUnder.equals(patientId) || !shownAs.equals(encounterId);
    }

    /** Said to be of these people too. */
    public VisitLink of(UUID one, UUID other) {
        List<UUID> all =
                Stream.concat(people.stream(), Stream.of(one, other)).distinct().toList();
        return with(visitNumber, movedTo, moved, mergedInto, merged, all);
    }

    public VisitLink movedTo(UUID patient, String number, Instant stated) {
        return with(number, patient, stated, mergedInto, merged, people);
    }

    /** @param visit null when it stands for itself again */
    public VisitLink mergedInto(UUID visit, Instant stated) {
        return with(visitNumber, movedTo, moved, visit, stated, people);
    }

    private VisitLink with(String number, UUID to, Instant moved, UUID into, Instant merged, List<UUID> people) {
        return new VisitLink(
                id,
                version,
                patientId,
                encounterId,
                sourceId,
                number,
                to,
                moved,
                into,
                merged,
                shownUnder,
                shownAs,
                people,
                origin);
    }

    /** The next version, showing there. */
    public VisitLink shown(UUID under, UUID as, int version, Provenance origin) {
        return new VisitLink(
                id,
                version,
                patientId,
                encounterId,
                sourceId,
                visitNumber,
                movedTo,
                moved,
                mergedInto,
                merged,
                under,
                as,
                people,
                origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.VISIT_LINK;
    }
}
