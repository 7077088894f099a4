package vn.emr.core.destruction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.destruction.Judgement.Judged;
import vn.emr.core.folder.FolderTerms;
import vn.emr.core.folder.FolderTerms.Term;
import vn.emr.core.retention.RetentionClass;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/** Which records may be destroyed, and the lists that people make of them. */
@ApplicationScoped
public class DestructionLists {
    /** Records of one round. */
    public static final int MOST = 200;

    private static final int MOST_FOUND = 500;
    private static final int LONGEST_GROUND = 500;

    /** @param ground the decision or plan it goes by */
    public record Asked(String ground, List<UUID> folders) {}

    /** A record that was asked for and not listed. @param reason a word of capitals */
    public record LeftOut(UUID folder, String archiveNumber, String reason) {}

    /** What was begun. @param destruction null: none of the records may be destroyed */
    public record Begun(Destruction destruction, List<LeftOut> leftOut) {}

    /** @param folders archived, and ended long enough ago for the shortest term; each is judged when it is listed */
    public record Found(List<FolderTerms.Old> folders) {}

    private final Access access;
    private final FolderTerms terms;
    private final Judgement judgement;
    private final Destructions destructions;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public DestructionLists(
            Access access,
            FolderTerms terms,
            Judgement judgement,
            Destructions destructions,
            Database database,
            AuditTrail trail,
            Clock clock) {
        this.access = access;
        this.terms = terms;
        this.judgement = judgement;
        this.destructions = destructions;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Archived records whose shortest term is over, the oldest admission first, at most 500; traced.
     *
     * @param admitted the first day of admission looked for; null: from the beginning
     * @throws Refusal FORBIDDEN, traced; MALFORMED_FIELD for what is no day
     */
    public Found candidates(Caller caller, LocalDate admitted) {
        access.require(caller, Destructions.WHAT, null, Right.DESTROY);
        int years = RetentionClass.PATIENT_RECORD.years().orElseThrow();
        LocalDate before = LocalDate.of(judgement.today().getYear() - years, 1, 1);
        return new Found(terms.ended(caller, before, admitted, MOST_FOUND));
    }

    /**
     * Lists records to be destroyed. Each chart is opened and judged, which is traced; what may not be destroyed is told with its
     * reason, and the rest is the list.
     *
     * @throws Refusal FORBIDDEN, traced; MALFORMED_FIELD for no ground, no record or more than 200; NOT_APPLICABLE for who belongs to
     *     no facility
     */
    public Begun begin(Caller caller, Asked asked) {
        access.require(caller, Destructions.WHAT, null, Right.DESTROY);
        if (asked == null || asked.folders() == null || asked.folders().stream().anyMatch(Objects::isNull)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which records, and on what ground", "/folders", "/ground");
        }
        String ground = Words.needed(asked.ground(), 3, LONGEST_GROUND, "/ground");
        List<UUID> folders = asked.folders().stream().distinct().toList();
        if (folders.isEmpty() || folders.size() > MOST) {
            throw new Refusal(Code.MALFORMED_FIELD, "1 to 200 records", "/folders");
        }
        if (caller.facilityId() == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "records are destroyed by who belongs to their facility");
        }
        List<LeftOut> leftOut = new ArrayList<>();
        List<Term> listed = new ArrayList<>();
        for (UUID folder : folders) {
            Judged judged = judgement.of(caller, folder);
            String obstacle = judged.obstacle() == null && listed(folder) ? "LISTED" : judged.obstacle();
            if (obstacle == null) {
                listed.add(judged.term());
            } else {
                String number = judged.term() == null ? null : judged.term().archiveNumber();
                leftOut.add(new LeftOut(folder, number, obstacle));
            }
        }
        if (listed.isEmpty()) {
            return new Begun(null, leftOut);
        }
        UUID id = Ids.next();
        database.run(t -> write(t, caller, id, ground, listed));
        return new Begun(destructions.one(caller, id), leftOut);
    }

    /** Whether it stands in a list that was not refused, withdrawn or carried out. */
    private boolean listed(UUID folder) {
        return database.first("""
                        select 1 as one from destruction_folder f
                        where f.folder_id = ? and not exists (select 1 from destruction_act a where a.destruction_id = f.destruction_id
                                                                and a.act in ('REFUSED', 'WITHDRAWN', 'ENDED'))
                        """, row -> row.integer("one"), folder).isPresent();
    }

    private void write(Transaction t, Caller caller, UUID id, String ground, List<Term> listed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int year = now.atZone(Judgement.VIETNAM).getYear();
        t.query(
                "select pg_advisory_xact_lock(hashtextextended('destruction ' || ?, 0))",
                row -> row,
                caller.tenantId().toString());
        t.update(
                """
                insert into destruction (id, tenant_id, facility_id, year, seq, ground, made_at, made_by)
                select ?, ?, ?, ?, coalesce(max(seq), 0) + 1, ?, ?, ? from destruction where tenant_id = ? and year = ?
                """,
                id,
                caller.tenantId(),
                caller.facilityId(),
                year,
                ground,
                now,
                caller.id(),
                caller.tenantId(),
                year);
        for (int i = 0; i < listed.size(); i++) {
            Term term = listed.get(i);
            t.update(
                    """
                    insert into destruction_folder (destruction_id, place, folder_id, patient_id, visits, archive_number, treatment,
                                                    ended_on, kept_as, retain_until)
                    values (?, ?, ?, ?, ?, ?, ?, ?::date, ?, ?::date)
                    """,
                    id,
                    i + 1,
                    term.folderId(),
                    term.patientId(),
                    term.visits().toArray(UUID[]::new),
                    term.archiveNumber(),
                    term.treatment(),
                    term.ended().toString(),
                    term.retention().keptAs(),
                    term.retention().until().toString());
        }
        trail.append(
                t,
                access.event(caller, Kind.DESTRUCTION, null, Destructions.WHAT, id)
                        .noting("listed: " + listed.size())
                        .because(ground));
    }
}
