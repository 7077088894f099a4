package vn.emr.core.printing;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList;
import vn.emr.core.printing.Conversion.Watermark;
import vn.emr.core.record.Sheet;
import vn.emr.core.store.Database;

/** What stands on every page: whose it is, and the mark of a paper made from an electronic record. */
final class Marks {
    private static final String SYSTEM = "EMR";

    private final Database database;
    private final Clock clock;
    private final Optional<String> origin;

    /** @param origin where people open the pages of this server; empty: a print carries its code without an address */
    Marks(Database database, Clock clock, Optional<String> origin) {
        this.database = database;
        this.clock = clock;
        this.origin = origin;
    }

    Instant now() {
        return clock.instant();
    }

    /** @param line of the trace, whose id is the code */
    Conversion of(Caller caller, Charts.Subject subject, PrintAccess.Line line, Watermark watermark) {
        return of(caller, subject, line, "prints", watermark);
    }

    /** @param page of the viewer where the code is looked up */
    Conversion of(Caller caller, Charts.Subject subject, PrintAccess.Line line, String page, Watermark watermark) {
        return new Conversion(
                SYSTEM,
                subject.visit() == null ? null : subject.visit().facility(),
                line.at(),
                database.inTransaction(caller::displayName),
                line.id().toString(),
                origin.map(address -> address + "/" + page + "/" + line.id()).orElse(null),
                watermark);
    }

    /** Who had signed the sheets of a print when it was made; of sheets that the caller may see. */
    SignatureMarks signatures(Grant grant, Collection<UUID> sheets, Instant at) {
        return SignatureMarks.read(database, grant, sheets, at, origin);
    }

    static Heading heading(Charts.Subject subject, String archiveNumber, String written) {
        EncounterList.Visit visit = subject.visit();
        return new Heading(
                null,
                visit == null ? null : visit.facility(),
                ResultAnswers.stay(subject).map(EncounterList.Stay::department).orElse(null),
                archiveNumber,
                ResultAnswers.number(subject),
                subject.person().name(),
                written);
    }

    static Watermark watermark(Sheet.Status status) {
        return switch (status) {
            case DRAFT -> Watermark.DRAFT;
            case COMPLETED -> null;
            case CANCELLED -> Watermark.CANCELLED;
        };
    }

    static String written(Sheet sheet) {
        String by = sheet.author() + ", " + Words.moment(sheet.happened());
        return sheet.addendum() == null
                ? by
                : "Phụ lục bổ sung (" + sheet.addendum().reason() + "), " + by;
    }
}
