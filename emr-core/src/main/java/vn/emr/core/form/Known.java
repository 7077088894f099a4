package vn.emr.core.form;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.chart.AllergyList;
import vn.emr.core.chart.ProblemList;
import vn.emr.core.chart.ProcedureList;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.Value.From;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** What a chart says of one visit, asked path by path; each noun is read once. Shows no more than the chart does. */
public final class Known {
    private static final String HERE = "EMR";
    private static final String ALLERGIES = "patient.allergies";
    private static final String PROBLEMS = "patient.problems";

    /** Facts that belong together, by path. */
    public record Facts(Map<String, Fact> facts, From from) {}

    private final Transaction t;
    private final Grant grant;
    private final UUID folderId;
    private final UUID encounterId;
    private final UUID facilityId;
    private final String caller;
    private final Instant now;
    private final KnownFindings findings;
    private final Map<NounKind, Optional<Noun>> read = new HashMap<>();
    private final Map<DepartmentStay, Fact> departments = new HashMap<>();
    private KnownProcedures procedures;

    /** @param caller what people call whoever asks */
    public Known(
            Transaction t, Grant grant, UUID folderId, UUID encounterId, UUID facilityId, String caller, Instant now) {
        this.t = t;
        this.grant = grant;
        this.folderId = folderId;
        this.encounterId = encounterId;
        this.facilityId = facilityId;
        this.caller = caller;
        this.now = now;
        this.findings = new KnownFindings(t, grant, encounterId);
    }

    /** What is known at a path, the most important first; empty when nothing is. */
    public List<Fact> facts(String path) {
        return switch (path.substring(0, path.indexOf('.') < 0 ? path.length() : path.indexOf('.'))) {
            case "patient" ->
                switch (path) {
                    case ALLERGIES -> allergies().facts(path);
                    case PROBLEMS -> KnownProblems.facts(path, ProblemList.all(t, grant));
                    default ->
                        patient()
                                .map(p -> new KnownPerson(p, card().orElse(null), now).facts(path))
                                .orElse(List.of());
                };
            case "encounter", "stay", "staff" -> ofVisit(path);
            case "folder" -> ofFolder(path);
            case "facility" -> ofFacility(path);
            case "condition" -> findings.conditions(path);
            case "vital" -> findings.vital(path);
            case "procedure" -> procedures().facts(path);
            case "medication", "order" -> KnownOrders.facts(t, grant, encounterId, now, path);
            case "report" -> findings.summary(path);
            case "caller" -> List.of(Fact.words(caller).by(here(path)));
            case "now" -> List.of(Fact.moment(now).by(here(path)));
            case "today" ->
                List.of(Fact.day(LocalDate.ofInstant(now, Forms.ZONE)).by(here(path)));
            default -> List.of();
        };
    }

    /** The rows of a path that has rows: the stays of the visit after its first, the allergies that stand, readings of vital signs, what was done. */
    public List<Facts> rows(String path) {
        return switch (path) {
            case "stay.transfers" -> visit().map(visit -> visit.rows(path)).orElse(List.of());
            case ALLERGIES -> allergies().rows(path);
            case "vital.readings" -> findings.readingRows(path);
            case "procedure.all" -> procedures().rows(path);
            default -> List.of();
        };
    }

    private KnownProcedures procedures() {
        if (procedures == null) {
            procedures = new KnownProcedures(ProcedureList.done(t, grant, encounterId));
        }
        return procedures;
    }

    private KnownAllergies allergies() {
        return new KnownAllergies(AllergyList.all(t, grant));
    }

    private List<Fact> ofVisit(String path) {
        return switch (path) {
            case "encounter.payer" ->
                card().map(card -> List.of(Fact.coded("1", "BHYT").by(path, card)))
                        .orElse(List.of());
            case "encounter.outcome", "encounter.discharge-kind" -> ofFolder(path);
            default -> visit().map(visit -> visit.facts(path)).orElse(List.of());
        };
    }

    private List<Fact> ofFolder(String path) {
        return folder().map(folder -> new KnownFolder(folder).facts(path)).orElse(List.of());
    }

    private Optional<KnownVisit> visit() {
        return encounter()
                .map(e -> new KnownVisit(
                        e, grant.tells(e.id()), stay -> departments.computeIfAbsent(stay, this::department)));
    }

    private Fact department(DepartmentStay stay) {
        return t.first(
                        "select code, name from department where id = ? and tenant_id = ?",
                        row -> Fact.coded(row.text("code"), row.text("name")),
                        stay.departmentId(),
                        grant.tenantId())
                .orElse(Fact.words(stay.departmentCode()));
    }

    private List<Fact> ofFacility(String path) {
        return t.query(
                "select code, name from facility where id = ? and tenant_id = ?",
                row -> Fact.words(row.text(path.equals("facility.name") ? "name" : "code"))
                        .by(here(path)),
                facilityId,
                grant.tenantId());
    }

    private Optional<Patient> patient() {
        return read(NounKind.PATIENT, """
                select r.content::text as content
                from patient n
                join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.patient_id
                               and r.version = n.version and r.committed_at = n.revised_at
                where n.tenant_id = ? and n.patient_id = ?
                """, grant.tenantId(), grant.patientId()).map(Patient.class::cast);
    }

    private static final String VISIT = """
            select r.content::text as content
            from encounter n
            join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.encounter_id
                           and r.version = n.version and r.committed_at = n.revised_at
            where n.tenant_id = ? and %s and n.encounter_id = ?
            """.formatted(InChart.row("n", "n.encounter_id"));

    private static final String FOLDER = """
            select r.content::text as content
            from record_folder n
            join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.folder_id
                           and r.version = n.version and r.committed_at = n.revised_at
            where n.tenant_id = ? and %s and n.folder_id = ?
            """.formatted(InChart.row("n", "n.folder_id"));

    private static final String CARD = """
            select r.content::text as content
            from coverage n
            join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.coverage_id
                           and r.version = n.version and r.committed_at = n.revised_at
            where n.tenant_id = ? and %s and (n.valid_from is null or n.valid_from <= ?)
            order by n.valid_from desc nulls last, n.coverage_id
            limit 1
            """.formatted(InChart.row("n", "n.coverage_id"));

    private Optional<Encounter> encounter() {
        return read(
                        NounKind.ENCOUNTER,
                        VISIT,
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        encounterId)
                .map(Encounter.class::cast);
    }

    private Optional<RecordFolder> folder() {
        return read(
                        NounKind.RECORD_FOLDER,
                        FOLDER,
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        folderId)
                .map(RecordFolder.class::cast);
    }

    /** The newest insurance card that holds already. */
    private Optional<Coverage> card() {
        return read(NounKind.COVERAGE, CARD, grant.tenantId(), grant.filedUnder(), grant.people(), grant.hidden(), now)
                .map(Coverage.class::cast);
    }

    private Optional<Noun> read(NounKind kind, String sql, Object... parameters) {
        return read.computeIfAbsent(kind, k -> t.first(sql, row -> Content.read(k, row.text("content")), parameters));
    }

    private From here(String path) {
        return new From(path, HERE, now, folderId);
    }
}
