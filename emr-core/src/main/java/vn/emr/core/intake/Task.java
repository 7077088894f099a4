package vn.emr.core.intake;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.LinkNotice.NumberMoved;
import vn.emr.core.intake.LinkNotice.PatientsMerged;
import vn.emr.core.intake.LinkNotice.PatientsUnmerged;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.record.Identifier;

/**
 * One message on its way through the writers.
 *
 * @param inboundId the message's id: new, or that of the kept message that is applied again
 * @param again true when a kept message is applied again; then nothing is deduplicated
 * @param actor who asked to apply again
 * @param blob name of the message's blob when it is too large for a row
 * @param filedUnder whom a person has said the message speaks of, else null
 * @param correction set when a person made the message out of another
 * @param forced set when judging failed unexpectedly: parks the message instead of losing it
 */
record Task(
        Delivery delivery,
        UUID inboundId,
        Instant receivedAt,
        boolean again,
        String actor,
        String blob,
        UUID filedUnder,
        Correction correction,
        Refusal forced,
        Set<Integer> lanes,
        CompletableFuture<Outcome> answer) {
    /** The actor of what the server does by itself. */
    static final String SERVER = "intake";

    static Task of(
            Delivery delivery,
            UUID inboundId,
            Instant receivedAt,
            boolean again,
            String actor,
            String blob,
            UUID filedUnder) {
        return new Task(
                delivery,
                inboundId,
                receivedAt,
                again,
                actor,
                blob,
                filedUnder,
                null,
                null,
                lanes(delivery),
                new CompletableFuture<>());
    }

    /** The same, made by a person out of another message. */
    Task correcting(Correction made) {
        return new Task(delivery, inboundId, receivedAt, again, actor, blob, filedUnder, made, forced, lanes, answer);
    }

    Task parkedBecause(Refusal refusal) {
        return new Task(
                delivery, inboundId, receivedAt, again, actor, blob, filedUnder, correction, refusal, lanes, answer);
    }

    /** What it says; nothing when it is not applied at all. */
    List<Notice> notices() {
        return refusal() != null || delivery.reading() == null
                ? List.of()
                : delivery.reading().notices();
    }

    /** Applied again by the server, because the person, visit or document it waited for has come. */
    boolean woken() {
        return again && actor.equals(SERVER);
    }

    /** Why it is not applied at all, or null. */
    Refusal refusal() {
        return forced != null ? forced : delivery.refusal();
    }

    /** Everybody the message speaks of, as sent. */
    static List<PatientRef> people(Notice notice) {
        return switch (notice) {
            case PatientsMerged merged -> List.of(merged.who(), merged.loser());
            case PatientsUnmerged unmerged -> List.of(unmerged.who(), unmerged.loser());
            case VisitMoved moved -> List.of(moved.who(), moved.from());
            case NumberMoved moved -> List.of(moved.who(), moved.number(), moved.from());
            case PatientStated stated -> withMother(stated.who(), stated.demographics());
            default -> List.of(notice.who());
        };
    }

    /**
     * The numbers of the one person all notices speak of.
     *
     * @throws Refusal NOT_APPLICABLE when they speak of several people, or of nobody
     */
    static List<Identifier> named(List<Notice> notices) {
        List<List<Identifier>> all = notices.stream()
                .flatMap(n -> people(n).stream())
                .map(PatientRef::identifiers)
                .distinct()
                .toList();
        if (all.size() != 1) {
            throw new Refusal(Code.NOT_APPLICABLE, "the message does not speak of one person alone");
        }
        return all.getFirst();
    }

    private static List<PatientRef> withMother(PatientRef who, Demographics d) {
        return d.motherIdentifiers().isEmpty() ? List.of(who) : List.of(who, new PatientRef(d.motherIdentifiers()));
    }

    /** Messages that share a lane never sit in two writers at once: same number of a person, or same content. */
    private static Set<Integer> lanes(Delivery delivery) {
        Set<Integer> lanes = new HashSet<>();
        lanes.add(Arrays.hashCode(delivery.contentDigest()));
        if (delivery.reading() != null) {
            for (Notice notice : delivery.reading().notices()) {
                people(notice).forEach(ref -> ref.identifiers()
                        .forEach(i -> lanes.add(i.key().hashCode())));
            }
        }
        return lanes;
    }
}
