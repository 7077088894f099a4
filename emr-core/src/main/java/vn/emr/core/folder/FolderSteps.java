package vn.emr.core.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.folder.Finding.Severity;
import vn.emr.core.folder.Folders.Kept;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.record.RecordFolder.Hold;
import vn.emr.core.record.RecordFolder.Step;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * What people do with a folder: each step is a new version with who, when and why, and leaves its trace with the commit. Folders of
 * the same visit as other systems told it take the step along.
 */
@ApplicationScoped
public class FolderSteps {
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    /**
     * A step.
     *
     * @param version that was seen
     * @param reason needed where a step goes back or aside
     * @param dischargeKind and outcome: of the treatment, when it is completed; what the claim tells stands without them
     */
    public record Asked(Integer version, String reason, String dischargeKind, String outcome) {}

    private final Access access;
    private final Folders folders;
    private final Database database;
    private final RecordStore records;
    private final Clock clock;

    @Inject
    public FolderSteps(Access access, Folders folders, Database database, RecordStore records, Clock clock) {
        this.access = access;
        this.folders = folders;
        this.database = database;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Takes a step.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN without the right in the state of the folder (both traced); CONFLICT when it changed
     *     meanwhile; NOT_APPLICABLE for a step that does not lead on from there, for a close while hard findings stand, and for
     *     archiving while an addendum is a draft: each is named by {@code /findings/} and its code
     */
    public void take(Caller caller, Grant grant, UUID folderId, Act act, Asked asked) {
        Kept kept = folders.find(grant, folderId);
        RecordFolder folder = kept.folder();
        if (!Steps.entitled(grant, act, folder)) {
            String wanted = Steps.right(act) + " " + folder.state();
            throw access.refuse(caller, grant, wanted, folderId);
        }
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        if (asked.version() != folder.version()) {
            throw changed();
        }
        if (!Steps.leads(act, folder)) {
            throw new Refusal(Code.NOT_APPLICABLE, "this step does not lead on from where the folder stands", "/act");
        }
        String reason = reason(act, asked.reason());
        Discharge discharge = discharge(act, asked, folder);
        database.run(t -> {
            mustBeComplete(t, grant, act, kept);
            List<RecordFolder> all = locked(t, grant, kept);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            String name = caller.displayName(t);
            Step step = new Step(act, caller.id(), name, reason);
            Provenance origin = new Provenance(null, name, null, now, now);
            RecordFolder next = folder.stepped(step, Steps.after(act, folder), origin)
                    .discharged(discharge)
                    .held(hold(act, folder, reason, name, now));
            if (act == Act.ARCHIVE && folder.archiveNumber() == null) {
                next = next.numbered(ArchiveNumbers.next(t, grant.tenantId(), ruled(kept), folderId, caller.id(), now));
            }
            List<Noun> versions = new ArrayList<>(List.of(next));
            all.forEach(other -> versions.add(
                    other.stepped(step, Steps.after(act, folder), origin).under(folderId)));
            String why = reason == null ? act.name() : act + ": " + reason;
            records.commit(t, grant.tenantId(), List.of(new ChangeSet(caller.actor(), now, why, null, null, versions)));
        });
    }

    private void mustBeComplete(Transaction t, Grant grant, Act act, Kept kept) {
        if (act != Act.CLOSE && act != Act.ARCHIVE) {
            return;
        }
        String[] hard = folders.findings(t, grant, kept).stream()
                .filter(finding -> finding.severity() == Severity.HARD)
                .filter(finding -> act == Act.CLOSE || finding.code().equals(SheetFindings.What.SHEET_DRAFT.name()))
                .map(finding -> "/findings/" + finding.code())
                .distinct()
                .toArray(String[]::new);
        if (hard.length > 0) {
            throw new Refusal(Code.NOT_APPLICABLE, "the record lacks something, so this step cannot be taken", hard);
        }
    }

    /**
     * The other folders of the visit, all locked as the intake locks them.
     *
     * @throws Refusal CONFLICT when the folder changed while the person was looking
     */
    private static List<RecordFolder> locked(Transaction t, Grant grant, Kept kept) {
        t.query(
                "select patient_id from patient where tenant_id = ? and patient_id = any (?) order by patient_id for no key update",
                row -> row,
                grant.tenantId(),
                grant.filedUnder());
        List<RecordFolder> all = t.query(
                """
                select r.content::text as content
                from record_folder f
                join revision r on r.tenant_id = f.tenant_id and r.patient_id = f.patient_id and r.noun_id = f.folder_id
                               and r.version = f.version and r.committed_at = f.revised_at
                where f.tenant_id = ? and f.patient_id = any (?) and f.encounter_id = any (?)
                order by f.folder_id
                """,
                row -> (RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content")),
                grant.tenantId(),
                grant.filedUnder(),
                Folders.visits(kept.visit()));
        if (!all.contains(kept.folder())) {
            throw changed();
        }
        return all.stream().filter(other -> !other.equals(kept.folder())).toList();
    }

    private static Refusal changed() {
        return new Refusal(Code.CONFLICT, "the folder changed meanwhile", "/version");
    }

    private static FolderRule ruled(Kept kept) {
        if (kept.rule() == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "a folder of no facility has no archive");
        }
        return kept.rule();
    }

    private static Hold hold(Act act, RecordFolder folder, String reason, String name, Instant now) {
        return switch (act) {
            case HOLD -> new Hold(reason, now, name);
            case RELEASE -> null;
            default -> folder.hold();
        };
    }

    private static String reason(Act act, String text) {
        String given = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (given.isEmpty() && !Steps.needsReason(act)) {
            return null;
        }
        if (given.length() < SHORTEST_REASON || given.length() > LONGEST_REASON || given.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "a reason of 3 to 500 characters", "/reason");
        }
        return given;
    }

    private static Discharge discharge(Act act, Asked asked, RecordFolder folder) {
        if (act != Act.COMPLETE || asked.dischargeKind() == null && asked.outcome() == null) {
            return folder.discharge();
        }
        return new Discharge(
                Words.oneOf(asked.dischargeKind(), Discharge.KINDS, "/dischargeKind"),
                Words.oneOf(asked.outcome(), Discharge.OUTCOMES, "/outcome"));
    }
}
