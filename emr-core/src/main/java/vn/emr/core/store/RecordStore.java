package vn.emr.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.audit.Digest;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Condition;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.EarlyWarning;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.Problem;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Told;
import vn.emr.core.record.VisitLink;
import vn.emr.core.record.VitalSigns;

/**
 * The only writer of clinical nouns, for doors and screens alike. A commit writes the new versions to history, their
 * current-state rows, the commit with its digest, one audit row per touched patient and the outgoing rows, all in one
 * transaction with one multi-row statement per table.
 */
@ApplicationScoped
public class RecordStore {
    private static final Set<NounKind> LINKS = EnumSet.of(NounKind.PATIENT_LINK, NounKind.VISIT_LINK);

    private final Database database;

    @Inject
    public RecordStore(Database database) {
        this.database = database;
    }

    /**
     * Commits change sets in a transaction of its own.
     *
     * @throws VersionConflict when a noun has a newer version already
     */
    public void commit(UUID tenantId, List<ChangeSet> changeSets) {
        database.run(transaction -> commit(transaction, tenantId, changeSets));
    }

    /** Commits inside a transaction of the caller. */
    public void commit(Transaction transaction, UUID tenantId, List<ChangeSet> changeSets) {
        RowBatch batch = new RowBatch();
        add(batch, tenantId, changeSets);
        batch.write(transaction.connection());
    }

    static void add(RowBatch batch, UUID tenantId, List<ChangeSet> changeSets) {
        Map<UUID, Current> latest = new LinkedHashMap<>();
        for (ChangeSet set : changeSets) {
            if (set.nouns().isEmpty()) {
                continue;
            }
            UUID commitId = Ids.next();
            addHistory(batch, tenantId, commitId, set);
            set.nouns().forEach(noun -> latest.put(noun.id(), new Current(noun, set)));
            addAudit(batch, tenantId, commitId, set);
        }
        latest.values()
                .forEach(current -> Projection.project(
                        tenantId, current.noun(), current.set().at(), batch));
    }

    private record Current(Noun noun, ChangeSet set) {}

    private static void addHistory(RowBatch batch, UUID tenantId, UUID commitId, ChangeSet set) {
        AuditEvent.Actor who = set.who();
        Digest digest = Digest.ofCommit(
                commitId,
                set.at(),
                tenantId,
                who.kind().name(),
                who.id(),
                who.name(),
                set.why(),
                set.sourceId(),
                set.inboundId());
        List<Noun> ordered = set.nouns().stream()
                .sorted(Comparator.comparing(Noun::id).thenComparing(Noun::version))
                .toList();
        for (Noun noun : ordered) {
            String content = Content.write(noun);
            digest.version(noun.id(), noun.version(), noun.kind().name(), content);
            batch.add(
                    Table.REVISION,
                    tenantId,
                    noun.patientId(),
                    noun.id(),
                    noun.version(),
                    set.at(),
                    noun.kind().name(),
                    commitId,
                    Content.SCHEMA_VERSION,
                    null,
                    content);
            batch.add(
                    Table.OUTBOX,
                    Ids.next(),
                    tenantId,
                    noun.patientId(),
                    noun.kind().name(),
                    noun.id(),
                    noun.version(),
                    commitId,
                    set.at());
        }
        batch.add(
                Table.RECORD_COMMIT,
                commitId,
                set.at(),
                tenantId,
                who.kind().name(),
                who.id(),
                who.name(),
                set.why(),
                set.sourceId(),
                set.inboundId(),
                digest.finish(),
                (int) Digest.COMMIT_VERSION);
    }

    /**
     * One trace row per touched patient, naming the first thing that changed. Its id lies beside that of the commit, by which
     * it is found without an index of its own.
     */
    private static void addAudit(RowBatch batch, UUID tenantId, UUID commitId, ChangeSet set) {
        Map<UUID, List<Noun>> byPatient = new LinkedHashMap<>();
        for (Noun noun : set.nouns()) {
            byPatient
                    .computeIfAbsent(noun.patientId(), p -> new java.util.ArrayList<>())
                    .add(noun);
        }
        byPatient.forEach((patientId, nouns) -> {
            Noun first = nouns.getFirst();
            Kind kind = nouns.stream().anyMatch(n -> LINKS.contains(n.kind()))
                    ? Kind.MERGE
                    : nouns.stream().anyMatch(n -> n.version() == 1) ? Kind.CREATE : Kind.UPDATE;
            batch.add(
                    Table.AUDIT_EVENT,
                    AuditTrail.row(new AuditEvent(
                            Ids.beside(commitId),
                            set.at(),
                            tenantId,
                            kind,
                            true,
                            set.who(),
                            set.sourceId(),
                            patientId,
                            first.kind().name(),
                            first.id(),
                            commitId,
                            set.why(),
                            null,
                            visit(nouns),
                            null,
                            set.who().kind() == ActorKind.PERSON ? set.why() : null)));
        });
    }

    /** The visit whose record was touched; null when it is not said, or it was not one visit. */
    private static UUID visit(List<Noun> nouns) {
        UUID found = null;
        for (Noun noun : nouns) {
            UUID of = visit(noun);
            if (of != null && found != null && !of.equals(found)) {
                return null;
            }
            found = of == null ? found : of;
        }
        return found;
    }

    private static UUID visit(Noun noun) {
        return switch (noun) {
            case Patient p -> null;
            case PatientLink l -> null;
            case Allergy a -> null;
            case Problem p -> null;
            case VisitLink l -> l.encounterId();
            case Encounter e -> e.id();
            case RecordFolder f -> f.encounterId();
            case Condition c -> c.encounterId();
            case ServiceOrder o -> o.encounterId();
            case DiagnosticReport r -> r.encounterId();
            case ImagingStudy s -> s.encounterId();
            case ClinicalDocument d -> d.encounterId();
            case Sheet s -> s.encounterId();
            case VitalSigns v -> v.encounterId();
            case EarlyWarning w -> w.encounterId();
            case MedicationAdministration a -> a.encounterId();
            case Told<?> t -> t.encounterId();
        };
    }
}
