package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.QrSquares;
import vn.emr.core.access.Secrets;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.record.NounKind;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.signing.PatientSigning.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Leads a patient, or who signs for them, through one place of a sheet: a member of the staff opens it, shows its link and its code, and
 * seals what was said with their own key ({@link PatientSeals}). One place is asked once at a time.
 */
@ApplicationScoped
public class PatientSignings {
    /** Long enough to read a consent aloud. */
    static final Duration OPEN = Duration.ofMinutes(15);

    private static final String PAGE = "/patient-signing/";
    private static final String WHAT = "PATIENT_SIGNING";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param version that was seen */
    public record Asked(Integer version, Integer place) {}

    /**
     * What is shown once, to who opened it.
     *
     * @param address of the page, for the tablet or as the QR code
     * @param picture of it as a QR code: rows of squares, 1 is dark
     * @param code six digits, for who cannot draw; null: the form takes none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Begun(UUID id, String address, List<String> picture, String code, Instant expiresAt) {}

    /**
     * What was said and is to be sealed.
     *
     * @param name null: the patient themselves
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Said(
            PatientAnswer.Signer signer,
            String name,
            PatientAnswer.Relation relation,
            String relationWords,
            String because,
            SigningMethod method) {}

    /**
     * One of a sheet.
     *
     * @param state WAITING, SIGNED, CONFIRMED, REFUSED, CANCELLED, FAILED after five wrong codes, EXPIRED
     * @param mine whether the caller opened it, and so is to seal it
     * @param seenAt since when the document was shown
     * @param refusal why they would not sign
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            UUID id,
            int version,
            int place,
            String state,
            Instant begunAt,
            String begunBy,
            boolean mine,
            Instant expiresAt,
            Instant seenAt,
            Said said,
            String refusal) {}

    /** @param signings the newest first, at most 20 */
    public record Listed(List<Line> signings) {}

    private final Access access;
    private final SigningAccess signers;
    private final Database database;
    private final Sheets sheets;
    private final SignedDocuments documents;
    private final BlobStore blobs;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public PatientSignings(
            Access access,
            SigningAccess signers,
            Database database,
            Sheets sheets,
            SignedDocuments documents,
            BlobStore blobs,
            AuditTrail trail,
            Clock clock) {
        this.access = access;
        this.signers = signers;
        this.database = database;
        this.sheets = sheets;
        this.documents = documents;
        this.blobs = blobs;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Asks for one signature, for a quarter of an hour.
     *
     * @param origin of this server as phones reach it
     * @throws Refusal CONFLICT when nothing waits there any more, the sheet changed or the place is asked already; FORBIDDEN for who may
     *     not sign there; NOT_APPLICABLE where no patient signs; NOT_YET when somebody signs before
     */
    public Begun begin(Caller caller, Grant grant, UUID sheetId, Asked asked, String origin) {
        access.filedUnder(grant, NounKind.SHEET, sheetId);
        if (asked == null || asked.version() == null || asked.place() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which version and place", "/version", "/place");
        }
        try {
            return begun(caller, grant, mayBeAsked(grant, sheetId, asked), origin);
        } catch (Refusal refused) {
            signers.notSigned(grant, sheetId, refused.code().name());
            throw refused;
        }
    }

    private Awaiting mayBeAsked(Grant grant, UUID sheetId, Asked asked) {
        Awaiting awaiting = awaiting(grant, sheetId, asked.place());
        signers.may(grant, awaiting.right(), awaiting.state(), awaiting.accountId());
        if (!SigningPlace.ofPatient(awaiting.role())) {
            throw new Refusal(Code.NOT_APPLICABLE, "the staff signs here");
        }
        if (awaiting.version() != asked.version()) {
            throw new Refusal(Code.CONFLICT, "the sheet changed meanwhile");
        }
        if (awaiting.early()) {
            throw new Refusal(Code.NOT_YET, "somebody else signs before");
        }
        return awaiting;
    }

    /** What waits in a place of a whole sheet; entries are signed by who wrote them. */
    Awaiting awaiting(Grant grant, UUID sheetId, int place) {
        return database.inTransaction(t -> Awaiting.find(t, grant, sheetId, place))
                .filter(a -> a.entryId() == null)
                .orElseThrow(() -> new Refusal(Code.CONFLICT, "nothing waits for this signature any more"));
    }

    private Begun begun(Caller caller, Grant grant, Awaiting awaiting, String origin) {
        SignedDocuments.Drawn drawn = documents.drawn(caller, grant, awaiting.sheetId(), awaiting.version(), null);
        SigningPlace place = drawn.places().get(awaiting.place());
        String token = Secrets.next();
        String digits = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
        UUID id = Ids.next();
        Instant now = now();
        Instant until = now.plus(OPEN);
        try {
            database.run(t -> {
                PatientSigning.expire(t, grant.tenantId(), awaiting.sheetId(), now);
                t.update(
                        """
                        insert into patient_signing (id, tenant_id, patient_id, folder_id, sheet_id, version, place, role, words, methods,
                                                     document_id, token, code, state, begun_at, begun_by, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?, ?)
                        """,
                        id,
                        grant.tenantId(),
                        grant.patientId(),
                        awaiting.folderId(),
                        awaiting.sheetId(),
                        awaiting.version(),
                        awaiting.place(),
                        awaiting.role(),
                        place.words(),
                        place.methods().stream().map(SigningMethod::name).toArray(String[]::new),
                        drawn.document().id(),
                        Secrets.sha256(token),
                        PatientSigning.code(token, digits),
                        now,
                        caller.id(),
                        until);
                trace(t, grant, awaiting.sheetId(), awaiting.encounterId(), awaiting.role() + " asked");
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "somebody is asked to sign here already");
            }
            throw fault;
        }
        String address = origin + PAGE + token;
        boolean byCode = place.methods().contains(SigningMethod.CODE);
        return new Begun(id, address, QrSquares.of(address), byCode ? digits : null, until);
    }

    /**
     * Where those of a sheet stand.
     *
     * @throws Refusal NOT_FOUND when the chart shows no such sheet
     */
    public Listed of(Caller caller, Grant grant, UUID sheetId) {
        sheets.read(caller, grant, sheetId, null);
        Instant now = now();
        return new Listed(database.inTransaction(t -> PatientSigning.of(t, grant.tenantId(), sheetId)).stream()
                .map(one -> line(one, caller, now))
                .toList());
    }

    private static Line line(PatientSigning one, Caller caller, Instant now) {
        boolean open = one.state() == State.WAITING || one.state() == State.SIGNED;
        return new Line(
                one.id(),
                one.version(),
                one.place(),
                (open && one.over(now) ? State.EXPIRED : one.state()).name(),
                one.begunAt(),
                one.begunByName(),
                one.begunBy().equals(caller.id()),
                one.expiresAt(),
                one.seenAt(),
                said(one),
                one.refusal());
    }

    private static Said said(PatientSigning one) {
        PatientAnswer.Kept answer = one.answer();
        return answer == null
                ? null
                : new Said(
                        answer.signer(),
                        answer.name(),
                        answer.relation(),
                        answer.relationWords(),
                        answer.because(),
                        answer.method());
    }

    /**
     * What was drawn, PNG: to be sealed, or sealed.
     *
     * @throws Refusal NOT_FOUND when the sheet has no such signing, or nothing was drawn
     */
    public byte[] drawing(Caller caller, Grant grant, UUID sheetId, UUID id) {
        sheets.read(caller, grant, sheetId, null);
        PatientSigning one = found(grant, sheetId, id);
        if (one.drawing() != null) {
            return one.drawing();
        }
        return database.inTransaction(t -> t.first(
                        "select drawing from patient_signature where signing_id = ? and drawing is not null",
                        row -> row.text("drawing"),
                        id))
                .map(blobs::get)
                .orElseThrow(() -> access.missing(grant, WHAT, id));
    }

    /**
     * Takes one back: its link leads nowhere from now on, and what was said is forgotten.
     *
     * @throws Refusal NOT_FOUND when the sheet has no such one; FORBIDDEN for who may not ask for it; CONFLICT when it is over
     */
    public void cancel(Caller caller, Grant grant, UUID sheetId, UUID id) {
        Sheets.Opened opened = sheets.read(caller, grant, sheetId, null);
        PatientSigning one = found(grant, sheetId, id);
        try {
            database.run(t -> {
                var state = Sheets.state(t, grant, opened.sheet().folderId());
                signers.may(grant, SigningPlace.right(one.role()), state, null);
                if (!one.end(t, State.WAITING, State.CANCELLED) && !one.end(t, State.SIGNED, State.CANCELLED)) {
                    throw new Refusal(Code.CONFLICT, "this is over already");
                }
                trace(t, grant, sheetId, opened.sheet().encounterId(), one.role() + " taken back");
            });
        } catch (Refusal refused) {
            signers.notSigned(grant, sheetId, refused.code().name());
            throw refused;
        }
    }

    /** @throws Refusal NOT_FOUND, traced */
    PatientSigning found(Grant grant, UUID sheetId, UUID id) {
        return database.inTransaction(t -> PatientSigning.find(t, grant.tenantId(), sheetId, id))
                .orElseThrow(() -> access.missing(grant, WHAT, id));
    }

    private void trace(Transaction t, Grant grant, UUID sheetId, UUID encounterId, String said) {
        trail.append(t, signers.signed(grant, sheetId, encounterId, said));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
