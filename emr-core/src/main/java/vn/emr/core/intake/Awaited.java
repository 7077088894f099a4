package vn.emr.core.intake;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.intake.LinkNotice.VisitsMerged;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.ToldNotice.DocumentStated;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.Noun;
import vn.emr.core.record.Patient;
import vn.emr.core.record.VisitLink;

/** What a waiting message waits for, and what wakes it: a patient's number, a visit's, a document's. */
final class Awaited {
    private Awaited() {}

    /** The numbers whose coming may let a message be applied that was parked for this reason. */
    static Stream<Identifier.Key> by(UUID source, Notice notice, Code reason) {
        return switch (reason) {
            case UNKNOWN_PATIENT ->
                Stream.concat(Task.people(notice).stream().flatMap(ref -> Matching.keys(ref).stream()), orders(notice));
            case UNKNOWN_VISIT -> visits(source, notice);
            case NOT_APPLICABLE ->
                notice instanceof DocumentStated n && n.document().content() == null
                        ? Stream.of(document(source, n.key()))
                        : Stream.empty();
            case null, default -> Stream.empty();
        };
    }

    /** Wakes nothing by itself: a system that can be asked for orders is asked for these, and tells the patient. */
    private static Stream<Identifier.Key> orders(Notice notice) {
        return notice instanceof ReportStated n
                ? Stream.of(n.placerNumber(), n.fillerNumber())
                        .filter(number -> number != null && number.length() <= OpenQuestions.LONGEST)
                        .distinct()
                        .map(number -> new Identifier.Key(OpenQuestions.ORDER, number))
                : Stream.empty();
    }

    private static Stream<Identifier.Key> visits(UUID source, Notice notice) {
        return switch (notice) {
            case VisitMoved n -> Stream.of(visit(source, n.visitNumber()), visit(source, n.newNumber()));
            case VisitsMerged n -> Stream.of(visit(source, n.visitNumber()), visit(source, n.loser()));
            default -> Stream.empty();
        };
    }

    /** What the coming of a noun, or a visit's new place, wakes. */
    static List<Identifier.Key> wokenBy(Noun noun) {
        return switch (noun) {
            case Patient p ->
                p.identifiers().stream()
                        .filter(Identifier::active)
                        .map(Identifier::key)
                        .toList();
            case Encounter e when e.version() == 1 -> List.of(visit(e.sourceId(), e.visitNumber()));
            case VisitLink l -> List.of(visit(l.sourceId(), l.visitNumber()));
            case ClinicalDocument d
            when d.version() == 1 && d.reportId() == null -> List.of(document(d.sourceId(), d.key()));
            default -> List.of();
        };
    }

    private static Identifier.Key visit(UUID source, String number) {
        return new Identifier.Key("visit " + source, number);
    }

    private static Identifier.Key document(UUID source, String key) {
        return new Identifier.Key("document " + source, key);
    }
}
