package vn.emr.core.destruction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.folder.FolderTerms;
import vn.emr.core.folder.FolderTerms.Term;
import vn.emr.core.store.Database;

/** Whether a record may be destroyed today, asked when it is listed and again when its turn comes. */
@ApplicationScoped
public class Judgement {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** One record. @param obstacle why not, a word of capitals; null: nothing stands against it */
    record Judged(Term term, String obstacle) {}

    private final Access access;
    private final FolderTerms terms;
    private final Database database;
    private final Clock clock;

    @Inject
    public Judgement(Access access, FolderTerms terms, Database database, Clock clock) {
        this.access = access;
        this.terms = terms;
        this.database = database;
        this.clock = clock;
    }

    /** By everything of the chart that the caller opens with it; a chart that is closed to them stands against it. */
    Judged of(Caller caller, UUID folderId) {
        UUID patient = database.first(
                        "select patient_id from record_folder where tenant_id = ? and folder_id = ?",
                        row -> row.uuid("patient_id"),
                        caller.tenantId(),
                        folderId)
                .orElse(null);
        if (patient == null) {
            return new Judged(null, Code.NOT_FOUND.name());
        }
        try {
            Grant grant = access.open(caller, caller.purpose(), patient);
            // Who does not see the whole record is told no term, and destroys nothing of it.
            if (!grant.masks().isEmpty() || grant.hidden().length > 0) {
                return new Judged(null, "LABEL");
            }
            Term term = terms.of(grant, folderId);
            return new Judged(term, obstacle(caller, term));
        } catch (Refusal refusal) {
            if (refusal.code() == Code.TEMPORARY) {
                throw refusal;
            }
            return new Judged(null, refusal.code().name());
        }
    }

    private String obstacle(Caller caller, Term term) {
        if (!Objects.equals(term.facilityId(), caller.facilityId()) || term.archiveNumber() == null) {
            return "NOT_ARCHIVED";
        }
        LocalDate until = term.retention().until();
        if (until == null || !until.isBefore(today())) {
            return "TERM";
        }
        return database.inTransaction(t -> t.query(
                        "select destruction_obstacle(?, ?, ?) as obstacle",
                        row -> row.text("obstacle"),
                        caller.tenantId(),
                        term.folderId(),
                        term.visits().toArray(UUID[]::new)))
                .getFirst();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VIETNAM);
    }
}
