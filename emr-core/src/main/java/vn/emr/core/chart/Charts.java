package vn.emr.core.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Mask;
import vn.emr.core.access.Right;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Scan;
import vn.emr.core.record.Sheet;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/** The pages of one patient's record. Each takes the key first and reads the whole link set it names. */
@ApplicationScoped
public class Charts {
    /**
     * The chart page: everything but the laboratory grid, each list bounded.
     *
     * @param diagnosable visits of which the caller may say a diagnosis now
     * @param mergedInto the survivor, when the person asked for was merged into another
     * @param problems those that stand
     * @param withdrawn results taken back as wrong lately: an alert
     * @param emergency the caller opened this record in an emergency, and what labels hide is open
     * @param guest an approved request opened this record to the caller; null for everybody else
     * @param restricted what labels hide of this page and the others, without saying what it is
     */
    public record Chart(
            PatientPart.Person patient,
            List<PatientPart.Merged> mergedFrom,
            UUID mergedInto,
            CurrentStay currentStay,
            List<EncounterList.Visit> encounters,
            List<ConditionList.Diagnosis> conditions,
            List<UUID> diagnosable,
            List<OrderList.Order> orders,
            List<ReportList.Report> reports,
            List<StudyList.Study> studies,
            List<DocumentList.Document> documents,
            List<AppointmentList.Booked> appointments,
            List<ImmunizationList.Vaccination> immunizations,
            AllergyList.Standing allergies,
            List<ProblemList.Line> problems,
            List<WithdrawnList.Withdrawn> withdrawn,
            List<Feeds.Feed> feeds,
            boolean emergency,
            Guest guest,
            List<Mask> restricted) {}

    /** By which request the caller reads, and whether they may print. */
    public record Guest(String request, boolean prints) {}

    /** The bytes of a document. */
    public record Content(String title, String mediaType, byte[] bytes) {}

    private final Database database;
    private final BlobStore blobs;
    private final Feeds feeds;
    private final Meanings meanings;

    @Inject
    public Charts(Database database, BlobStore blobs, Feeds feeds, Meanings meanings) {
        this.database = database;
        this.blobs = blobs;
        this.feeds = feeds;
        this.meanings = meanings;
    }

    public Chart chart(Grant grant, UUID asked) {
        Instant now = Instant.now();
        List<Feeds.Feed> fresh = feeds.of(grant.tenantId(), now);
        Meant meant = meant(grant);
        return database.inTransaction(t -> {
            List<Patient> people = PatientPart.read(t, grant);
            Patient patient = people.stream()
                    .filter(p -> p.id().equals(grant.patientId()))
                    .findFirst()
                    .orElseThrow(Charts::gone);
            DepartmentNames departments = DepartmentNames.read(t, grant, meant);
            List<EncounterList.Visit> visits =
                    KeptFolders.of(t, grant, patient, EncounterList.read(t, grant, departments));
            return new Chart(
                    PatientPart.person(patient, PatientTellers.of(patient, people), now),
                    people.stream()
                            .filter(p -> !p.id().equals(grant.patientId()))
                            .map(PatientPart::merged)
                            .toList(),
                    asked.equals(grant.patientId()) ? null : grant.patientId(),
                    CurrentStay.of(visits, now).orElse(null),
                    visits.stream()
                            .map(visit -> MovementList.movable(grant, visit))
                            .toList(),
                    ConditionList.read(t, grant),
                    visits.stream()
                            .filter(visit -> visit.status() != EncounterStatus.CANCELLED
                                    && grant.may(Right.DIAGNOSIS_WRITE, visit.state()))
                            .map(EncounterList.Visit::id)
                            .toList(),
                    OrderList.read(t, grant, departments, meant),
                    ReportList.read(t, grant, null, meant).reports(),
                    StudyList.read(t, grant),
                    DocumentList.read(t, grant),
                    AppointmentList.read(t, grant, departments),
                    ImmunizationList.read(t, grant),
                    AllergyList.read(t, grant),
                    ProblemList.read(
                            t, grant, visits.stream().flatMap(Entries::tellings).collect(Collectors.toSet())),
                    WithdrawnList.read(t, grant, now),
                    fresh,
                    grant.emergency(),
                    grant.request() == null
                            ? null
                            : new Guest(grant.request(), grant.may(Right.RECORD_PRINT, State.ARCHIVED)),
                    grant.masks());
        });
    }

    /** The visits of a chart, each with its folder and how long that is kept. */
    public List<EncounterList.Visit> visits(Grant grant) {
        Meant meant = meant(grant);
        return database.inTransaction(t -> PatientPart.read(t, grant).stream()
                .filter(p -> p.id().equals(grant.patientId()))
                .findFirst()
                .map(p -> KeptFolders.of(
                        t, grant, p, EncounterList.read(t, grant, DepartmentNames.read(t, grant, meant))))
                .orElseThrow(Charts::gone));
    }

    /** Whom a printed page is about, and of which visit; the visit is null when none is told or shown. */
    public record Subject(PatientPart.Person person, EncounterList.Visit visit) {}

    /** What stands at the head of a printed page. */
    public Subject subject(Grant grant, UUID encounterId) {
        Meant meant = meant(grant);
        return database.inTransaction(t -> {
            Patient patient = PatientPart.read(t, grant).stream()
                    .filter(p -> p.id().equals(grant.patientId()))
                    .findFirst()
                    .orElseThrow(Charts::gone);
            EncounterList.Visit visit = EncounterList.read(t, grant, DepartmentNames.read(t, grant, meant)).stream()
                    .filter(v -> encounterId != null
                            && (v.id().equals(encounterId) || v.otherIds().contains(encounterId)))
                    .findFirst()
                    .orElse(null);
            return new Subject(PatientPart.person(patient, List.of(), Instant.now()), visit);
        });
    }

    /** Laboratory values of the last {@code days}, never capped. */
    public LaboratoryGrid.Grid laboratory(Grant grant, int days) {
        Instant since = Instant.now().minus(Duration.ofDays(days));
        Meant meant = meant(grant);
        return database.inTransaction(t -> LaboratoryGrid.read(t, grant, since, meant));
    }

    public ReportList.Reports reports(Grant grant, String cursor) {
        Meant meant = meant(grant);
        return database.inTransaction(t -> ReportList.read(t, grant, cursor, meant));
    }

    /** @throws Refusal NOT_FOUND when the record has no such report */
    public ReportPage.Full report(Grant grant, UUID reportId) {
        Meant meant = meant(grant);
        return database.inTransaction(t -> ReportPage.read(t, grant, reportId, meant))
                .orElseThrow(Charts::gone);
    }

    /**
     * The results of some visits that may be shown, in the order of their time; of one that says more about another only within that.
     *
     * @throws Refusal TOO_LARGE for more than {@value ReportPage#MOST_OF_VISITS}
     */
    public List<ReportPage.Full> reportsOf(Grant grant, Set<UUID> visits) {
        Meant meant = meant(grant);
        return database.inTransaction(t -> ReportPage.of(t, grant, visits).stream()
                .flatMap(id -> ReportPage.read(t, grant, id, meant).stream())
                .filter(report -> report.status().shown() && report.parent() == null)
                .toList());
    }

    public List<StudyList.Study> studies(Grant grant) {
        return database.inTransaction(t -> StudyList.read(t, grant));
    }

    public List<DocumentList.Document> documents(Grant grant) {
        return database.inTransaction(t -> DocumentList.read(t, grant));
    }

    public TreatmentPage.Treatment treatment(Grant grant) {
        List<EncounterList.Visit> visits = visits(grant);
        return database.inTransaction(t -> TreatmentPage.read(t, grant, visits));
    }

    /** @throws Refusal NOT_FOUND when the record has no such document */
    public Content document(Grant grant, UUID documentId) {
        DocumentList.Stored stored = database.inTransaction(t -> DocumentList.stored(t, grant, documentId))
                .orElseThrow(Charts::gone);
        return new Content(stored.title(), stored.mediaType(), blobs.get(stored.sha256()));
    }

    /**
     * The picture of a page of a scanned paper.
     *
     * @throws Refusal NOT_FOUND when the paper is not filed under the opened person, or has no such page
     */
    public byte[] picture(Grant grant, Sheet paper, Scan.Page page) {
        if (!List.of(grant.filedUnder()).contains(paper.patientId())
                || !paper.scan().pages().contains(page)) {
            throw gone();
        }
        return blobs.get(page.sha256());
    }

    /**
     * One hidden number in full.
     *
     * @throws Refusal NOT_FOUND when the person has no active number of that kind
     */
    public String reveal(Grant grant, IdentifierKind kind) {
        return database.inTransaction(t -> PatientPart.read(t, grant)).stream()
                .filter(p -> p.id().equals(grant.patientId()))
                .flatMap(p -> p.active(kind).stream())
                .map(Identifier::value)
                .findFirst()
                .orElseThrow(Charts::gone);
    }

    private Meant meant(Grant grant) {
        return new Meant(meanings.of(grant.tenantId()));
    }

    private static Refusal gone() {
        return new Refusal(Code.NOT_FOUND, "no such object in this record");
    }
}
