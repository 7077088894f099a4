package vn.emr.core.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.PatientSigningAccess;
import vn.emr.core.access.Secrets;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * One place that a patient is asked to sign, as it is kept.
 *
 * @param words of the place
 * @param methods how it may be confirmed
 * @param seenAt null: the document was not shown yet
 * @param answer what was said and is not sealed yet; else null
 * @param drawing of it; PNG
 * @param refusal the reason; null: nobody refused
 */
record PatientSigning(
        UUID id,
        UUID tenantId,
        UUID patientId,
        UUID sheetId,
        int version,
        int place,
        String role,
        String words,
        List<SigningMethod> methods,
        UUID documentId,
        byte[] code,
        int wrongCodes,
        State state,
        Instant begunAt,
        UUID begunBy,
        String begunByName,
        Instant expiresAt,
        Instant seenAt,
        PatientAnswer.Kept answer,
        byte[] drawing,
        String refusal) {
    static final int MOST_WRONG = 5;
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST = 20;

    /** Where it stands. */
    enum State {
        WAITING,
        /** The patient did; the staff is to seal it. */
        SIGNED,
        CONFIRMED,
        REFUSED,
        CANCELLED,
        /** Too many wrong codes. */
        FAILED,
        EXPIRED
    }

    private static final String SELECT =
            "select p.*, a.display_name from patient_signing p join account a on a.id = p.begun_by where ";

    /** By its link, while it is good; locked. */
    static Optional<PatientSigning> held(Transaction t, String token, Instant now) {
        return t.first(SELECT + """
                        p.token = ? and p.expires_at > ? and p.state in ('WAITING', 'SIGNED', 'CONFIRMED', 'REFUSED') for update of p
                        """, PatientSigning::of, Secrets.sha256(token), now);
    }

    static Optional<PatientSigning> find(Transaction t, UUID tenant, UUID sheet, UUID id) {
        return t.first(
                SELECT + "p.tenant_id = ? and p.sheet_id = ? and p.id = ?", PatientSigning::of, tenant, sheet, id);
    }

    /** The newest of a sheet first. */
    static List<PatientSigning> of(Transaction t, UUID tenant, UUID sheet) {
        return t.query(
                SELECT + "p.tenant_id = ? and p.sheet_id = ? order by p.begun_at desc, p.id desc limit ?",
                PatientSigning::of,
                tenant,
                sheet,
                MOST);
    }

    /** What nobody ended in time makes room for the next. */
    static void expire(Transaction t, UUID tenant, UUID sheet, Instant now) {
        t.update("""
                update patient_signing set state = 'EXPIRED', answer = null, drawing = null
                where tenant_id = ? and sheet_id = ? and state in ('WAITING', 'SIGNED') and expires_at <= ?
                """, tenant, sheet, now);
    }

    /** What was said stays so long, as it is being sealed. */
    static void stay(Transaction t, UUID id, Instant until) {
        t.update("update patient_signing set expires_at = greatest(expires_at, ?) where id = ?", until, id);
    }

    /** Ends it, and forgets what was said. @return whether it stood there still */
    boolean end(Transaction t, State from, State to) {
        return t.update(
                        "update patient_signing set state = ?, answer = null, drawing = null where id = ? and state = ?",
                        to.name(),
                        id,
                        from.name())
                == 1;
    }

    /** @return whether its sheet still waits for this signature, and for nobody before */
    boolean waits(Transaction t) {
        return t.first("""
                        select 1 as one from signature_awaited w
                        where w.tenant_id = ? and w.thing_id = ? and w.place = ? and w.version = ?
                          and not exists (select 1 from signature_awaited e where e.tenant_id = w.tenant_id and e.thing_id = w.thing_id
                                            and e.step < w.step and not e.optional)
                        """, row -> row.integer("one"), tenantId, sheetId, place, version)
                .isPresent();
    }

    /** Counts a code that does not fit; the fifth ends all. */
    boolean fits(Transaction t, String token, String digits) {
        if (MessageDigest.isEqual(code, code(token, digits))) {
            return true;
        }
        t.update(
                "update patient_signing set wrong_codes = wrong_codes + 1, state = ? where id = ?",
                (wrongCodes + 1 >= MOST_WRONG ? State.FAILED : State.WAITING).name(),
                id);
        return false;
    }

    PatientSigningAccess.Place traced() {
        return new PatientSigningAccess.Place(tenantId, patientId, id);
    }

    boolean over(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The digits with the secret of the link: alone they would be guessed from their digest. */
    static byte[] code(String token, String digits) {
        return Secrets.sha256(token + " " + digits);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON");
        }
    }

    private static PatientAnswer.Kept answer(String json) {
        try {
            return json == null ? null : JSON.readValue(json, PatientAnswer.Kept.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer cannot be read");
        }
    }

    private static PatientSigning of(Row row) {
        return new PatientSigning(
                row.uuid("id"),
                row.uuid("tenant_id"),
                row.uuid("patient_id"),
                row.uuid("sheet_id"),
                row.integer("version"),
                row.integer("place"),
                row.text("role"),
                row.text("words"),
                Arrays.stream(row.<String>array("methods"))
                        .map(SigningMethod::valueOf)
                        .toList(),
                row.uuid("document_id"),
                row.bytes("code"),
                row.integer("wrong_codes"),
                State.valueOf(row.text("state")),
                row.instant("begun_at"),
                row.uuid("begun_by"),
                row.text("display_name"),
                row.instant("expires_at"),
                row.instant("seen_at"),
                answer(row.text("answer")),
                row.bytes("drawing"),
                row.text("refusal"));
    }
}
