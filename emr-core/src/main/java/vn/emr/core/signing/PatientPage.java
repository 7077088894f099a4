package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.PatientSigningAccess;
import vn.emr.core.access.PrintAccess.Visitor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.printing.PagePictures;
import vn.emr.core.signing.PatientSigning.State;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * What somebody with the link of one signature may see and do, on the tablet of the ward or their own phone: the one document, signing
 * it, or not. Links that lead nowhere, that are over or were taken back are answered alike.
 */
@ApplicationScoped
public class PatientPage {
    /** From the answer on, so long may the staff take to seal it. */
    static final Duration TO_SEAL = Duration.ofMinutes(15);

    private static final int LONGEST_DEVICE = 120;

    /**
     * What is asked; nothing of the chart.
     *
     * @param place words of the form for who signs there
     * @param role PATIENT, or WITNESS: somebody of the family
     * @param methods how it may be confirmed
     * @param state WAITING, or what became of it
     * @param sha256 of the file that is to be read now, and so many pages it has
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asked(
            String form,
            String title,
            String facility,
            String place,
            String role,
            List<SigningMethod> methods,
            String state,
            Instant expiresAt,
            String sha256,
            int pages) {
        private Asked of(int count) {
            return new Asked(form, title, facility, place, role, methods, state, expiresAt, sha256, count);
        }
    }

    /** The very file that is signed. */
    public record Shown(UUID documentId, byte[] file, String sha256) {}

    /** @param reason 3 to 500 characters */
    public record Refusing(String reason) {}

    private record File(String sha256, int size) {}

    private final PatientSigningAccess access;
    private final Database database;
    private final BlobStore blobs;
    private final Clock clock;

    @Inject
    public PatientPage(PatientSigningAccess access, Database database, BlobStore blobs, Clock clock) {
        this.access = access;
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** @throws Refusal NOT_FOUND for a link that leads nowhere, or not any more; traced */
    public Asked asked(Visitor visitor, String token) {
        Asked asked = held(visitor, token, (t, one) -> {
            access.append(t, visitor, one.traced(), Kind.OPEN, true, "what is asked");
            String sha256 = newest(t, one).sha256();
            return t.first(
                            """
                            select d.form, d.title, n.name as facility
                            from signed_document d left join facility n on n.id = d.facility_id where d.id = ?
                            """,
                            row -> new Asked(
                                    row.text("form"),
                                    row.text("title"),
                                    row.text("facility"),
                                    one.words(),
                                    one.role(),
                                    one.methods(),
                                    one.state().name(),
                                    one.expiresAt(),
                                    sha256,
                                    0),
                            one.documentId())
                    .orElseThrow();
        });
        return asked.of(PagePictures.count(blobs.get(asked.sha256())));
    }

    /**
     * One page of the document as a picture, for screens that show no PDF. With the last one it was shown.
     *
     * @param sha256 of the file that is read
     * @param page from 1
     * @throws Refusal as {@link #asked}; CONFLICT when there is a newer file; NOT_FOUND when it has no such page
     */
    public byte[] page(Visitor visitor, String token, String sha256, int page) {
        File file = held(visitor, token, (t, one) -> {
            File newest = newest(t, one);
            if (!newest.sha256().equals(sha256)) {
                throw new Refusal(Code.CONFLICT, "the document changed, look at it again");
            }
            access.append(t, visitor, one.traced(), Kind.OPEN, true, "page " + page);
            return newest;
        });
        byte[] pdf = blobs.get(file.sha256());
        byte[] png = PagePictures.png(pdf, page);
        if (png == null) {
            throw access.nowhere(visitor);
        }
        if (page == PagePictures.count(pdf)) {
            held(visitor, token, this::seen);
        }
        return png;
    }

    /** The document; from now on the staff sees that it was shown. @throws Refusal as {@link #asked} */
    public Shown document(Visitor visitor, String token) {
        Shown found = held(visitor, token, (t, one) -> {
            access.append(t, visitor, one.traced(), Kind.OPEN, true, "the document");
            seen(t, one);
            return new Shown(one.documentId(), null, newest(t, one).sha256());
        });
        return new Shown(found.documentId(), blobs.get(found.sha256()), found.sha256());
    }

    /**
     * Signs; the staff seals it afterwards.
     *
     * @throws Refusal as {@link #asked}; NOT_APPLICABLE for a method that the form does not take; NOT_YET before the document was
     *     shown; CONFLICT when it changed since, or this was answered already; MALFORMED_FIELD for what does not belong together and for a wrong code, of which the fifth ends the link
     */
    public void sign(Visitor visitor, String token, PatientAnswer answer) {
        if (answer == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who signs, and how", "/signer", "/method");
        }
        held(visitor, token, (t, one) -> {
            mustWait(one);
            signed(t, visitor, token, one, answer.whole(one.role()));
            return null;
        });
    }

    private void signed(Transaction t, Visitor visitor, String token, PatientSigning one, PatientAnswer answer) {
        if (!one.methods().contains(answer.method())) {
            throw new Refusal(Code.NOT_APPLICABLE, "this paper is not confirmed in this way", "/method");
        }
        if (one.seenAt() == null) {
            throw new Refusal(Code.NOT_YET, "the document is shown first");
        }
        File file = newest(t, one);
        if (!file.sha256().equals(answer.sha256())) {
            throw new Refusal(Code.CONFLICT, "the document changed, look at it again");
        }
        byte[] png = answer.drawing() == null ? null : answer.drawing().png();
        if (answer.method() == SigningMethod.CODE && !one.fits(t, token, answer.code())) {
            throw new Refusal(Code.MALFORMED_FIELD, "the code is wrong", "/code");
        }
        Instant now = now();
        t.update(
                "update patient_signing set state = 'SIGNED', answer = ?::jsonb, drawing = ?, expires_at = ? where id = ?",
                PatientSigning.json(kept(visitor, answer, file, now)),
                png,
                now.plus(TO_SEAL),
                one.id());
        String said = answer.signer() + " " + answer.method() + " sha256 " + file.sha256();
        access.append(t, visitor, one.traced(), Kind.SIGN, true, said);
    }

    private static PatientAnswer.Kept kept(Visitor visitor, PatientAnswer answer, File file, Instant now) {
        return new PatientAnswer.Kept(
                answer.signer(),
                answer.name(),
                answer.relation(),
                answer.relationWords(),
                answer.because(),
                answer.method(),
                answer.match(),
                file.sha256(),
                file.size(),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                visitor.address(),
                device(visitor.device()));
    }

    /** Short enough to be sealed with the rest. */
    private static String device(String called) {
        if (called == null) {
            return null;
        }
        String plain = called.replaceAll("[^ -~]", "");
        return plain.length() <= LONGEST_DEVICE ? plain : plain.substring(0, LONGEST_DEVICE);
    }

    /**
     * Will not sign; the staff is told why.
     *
     * @throws Refusal as {@link #asked}; CONFLICT when this was answered already; MALFORMED_FIELD for no reason
     */
    public void refuse(Visitor visitor, String token, Refusing asked) {
        String reason = Words.reason(asked == null ? null : asked.reason());
        held(visitor, token, (t, one) -> {
            mustWait(one);
            t.update("update patient_signing set state = 'REFUSED', refusal = ? where id = ?", reason, one.id());
            access.append(t, visitor, one.traced(), Kind.SIGN, true, "refused");
            return null;
        });
    }

    private int seen(Transaction t, PatientSigning one) {
        return t.update("update patient_signing set seen_at = ? where id = ? and seen_at is null", now(), one.id());
    }

    private static void mustWait(PatientSigning one) {
        if (one.state() != State.WAITING) {
            throw new Refusal(Code.CONFLICT, "this was answered already");
        }
    }

    private static File newest(Transaction t, PatientSigning one) {
        return t.first(
                        "select sha256, size from signed_file where document_id = ? order by number desc limit 1",
                        row -> new File(row.text("sha256"), row.integer("size")),
                        one.documentId())
                .orElseThrow();
    }

    /** What is refused is traced, and what was counted stays counted. */
    private <T> T held(Visitor visitor, String token, BiFunction<Transaction, PatientSigning, T> act) {
        record Done<T>(T with, Refusal refused) {}
        Done<T> done = database.inTransaction(t -> PatientSigning.held(t, token, now())
                .filter(one -> one.state() != State.WAITING || one.waits(t))
                .map(one -> {
                    try {
                        return new Done<>(act.apply(t, one), null);
                    } catch (Refusal wrong) {
                        access.append(
                                t,
                                visitor,
                                one.traced(),
                                Kind.SIGN,
                                false,
                                wrong.code().name());
                        return new Done<T>(null, wrong);
                    }
                })
                .orElse(null));
        if (done == null) {
            throw access.nowhere(visitor);
        }
        if (done.refused() != null) {
            throw done.refused();
        }
        return done.with();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
