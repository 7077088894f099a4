package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.signature.PdfIdentity;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.Verifier;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Verifies signatures (TT 15/2025/TT-BKHCN art. 6): of a document of this server by its code, and of any file that somebody holds. By
 * what the file itself keeps, so it needs no network; a copy of ours is compared with what is kept, too.
 */
@ApplicationScoped
public class SignatureLookup {
    /** A day's worth of scanned pages is not signed. */
    public static final int LARGEST_FILE = 25 << 20;

    /** Whether a document of ours still stands. */
    public enum State {
        CURRENT,
        /** The sheet was written anew, or another version was signed. */
        REPLACED,
        /** Declared void, or the entry was struck out. */
        CANCELLED
    }

    /** What a file is to this server. */
    public enum Copy {
        /** Not made here. */
        UNKNOWN,
        /** As it is kept, and the newest. */
        SAME,
        /** As it is kept; more was signed or added since. */
        EARLIER,
        /** Made from a file of ours, and changed: whatever its signatures say, it is not ours any more. */
        CHANGED
    }

    /** A document of this server; nothing of the patient. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ours(
            UUID code, String form, String title, String facility, boolean entry, Instant madeAt, State state) {}

    /**
     * That a signature confirms what a patient, or somebody for them, said in another way; the patient holds no certificate.
     *
     * @param signature its place among the signatures, from 0
     * @param words how, and who sealed it; they name neither the patient nor who signed for them
     */
    public record Confirmation(int signature, String words) {}

    /**
     * @param document null: not of this server
     * @param confirmations of a document of this server
     * @param signatures in the order they were made; none: nobody signed, whatever pictures it shows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verified(
            Copy copy, Ours document, Instant at, List<Verdict> signatures, List<Confirmation> confirmations) {}

    private record Found(Ours ours, UUID tenant, String newest) {}

    private static final String FIND = """
            select d.id, d.tenant_id, d.form, d.title, n.name as facility, d.entry_id is not null as entry, d.made_at,
                   (select f.sha256 from signed_file f where f.document_id = d.id order by f.number desc limit 1) as newest,
                   case when s.status = 'CANCELLED' then 'CANCELLED'
                        when d.entry_id is null and s.version <> d.version then 'REPLACED'
                        when d.entry_id is not null and jsonb_path_exists(r.content,
                               '$.answers.*[*].entry ? (@.id == $id && exists(@.struck.at))', jsonb_build_object('id', d.entry_id))
                          then 'CANCELLED'
                        else 'CURRENT' end as state
            from signed_document d
            join sheet s on s.tenant_id = d.tenant_id and s.sheet_id = d.sheet_id
            join revision r on r.tenant_id = s.tenant_id and r.patient_id = s.patient_id and r.noun_id = s.sheet_id
                           and r.version = s.version and r.committed_at = s.revised_at
            left join facility n on n.id = d.facility_id
            where %s
            """;

    private final Database database;
    private final BlobStore blobs;
    private final TrustedCertificates trusted;
    private final Verifier verifier;
    private final PrintAccess access;
    private final Clock clock;

    @Inject
    public SignatureLookup(
            Database database,
            BlobStore blobs,
            TrustedCertificates trusted,
            Verifier verifier,
            PrintAccess access,
            Clock clock) {
        this.database = database;
        this.blobs = blobs;
        this.trusted = trusted;
        this.verifier = verifier;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A document of this server by its code, for whoever holds it; traced each time.
     *
     * @throws Refusal NOT_FOUND when there is none; traced
     */
    public Verified byCode(PrintAccess.Visitor visitor, UUID code) {
        Found found = database.inTransaction(t -> {
            Found one = find(t, "d.id = ?", code).orElse(null);
            access.lookedUp(t, visitor, "SIGNED_DOCUMENT", code, one == null ? null : one.tenant());
            return one;
        });
        if (found == null) {
            throw new Refusal(Code.NOT_FOUND, "no signed document has this code");
        }
        Instant now = clock.instant();
        List<Verdict> verdicts = verifier.verify(blobs.get(found.newest()), trusted.of(found.tenant()), now);
        return verified(Copy.SAME, found, verdicts, now);
    }

    /**
     * Any file, by the authorities that the hospital of the caller trusts. A picture of a signature is none.
     *
     * @throws Refusal TOO_LARGE over 25 MiB, and for what unpacks to much more; UNREADABLE for what is no PDF, XML, JWS or CMS container; OVERLOADED
     *     when many are verified at once
     */
    public Verified file(UUID tenant, byte[] file) {
        if (file == null || file.length == 0 || file.length > LARGEST_FILE) {
            throw new Refusal(
                    file == null || file.length == 0 ? Code.REQUIRED_FIELD_MISSING : Code.TOO_LARGE,
                    "a file of at most 25 MiB");
        }
        Instant now = clock.instant();
        // First of all: whether it may be read at all.
        List<Verdict> verdicts = verifier.verify(file, trusted.of(tenant), now);
        String sha256 = BlobStore.name(file);
        Found same = database.inTransaction(t -> find(
                        t,
                        "d.tenant_id = ? and d.id in (select f.document_id from signed_file f where f.sha256 = ?)",
                        tenant,
                        sha256))
                .orElse(null);
        if (same != null) {
            return verified(same.newest().equals(sha256) ? Copy.SAME : Copy.EARLIER, same, verdicts, now);
        }
        Found changed = PdfIdentity.of(file)
                .flatMap(id -> database.inTransaction(t -> find(t, "d.tenant_id = ? and d.pdf_id = ?", tenant, id)))
                .orElse(null);
        return verified(changed == null ? Copy.UNKNOWN : Copy.CHANGED, changed, verdicts, now);
    }

    private Verified verified(Copy copy, Found found, List<Verdict> verdicts, Instant now) {
        List<Confirmation> confirmations = found == null || copy == Copy.CHANGED
                ? List.of()
                : database.inTransaction(t -> confirmations(t, found.ours().code())).stream()
                        .filter(c -> c.signature() < verdicts.size())
                        .toList();
        return new Verified(copy, found == null ? null : found.ours(), now, verdicts, confirmations);
    }

    private static List<Confirmation> confirmations(Transaction t, UUID document) {
        return t.query("""
                select x.place, x.role, p.signer, p.method, p.relation, a.display_name
                from (select s.id, s.role, (row_number() over (order by s.number))::int - 1 as place
                      from signature s where s.document_id = ?) x
                join patient_signature p on p.signature_id = x.id
                join account a on a.id = p.witness_id
                order by x.place
                """, row -> new Confirmation(row.integer("place"), said(row)), document);
    }

    private static String said(Row row) {
        String relation = row.text("relation");
        String who = PatientAnswer.words(
                PatientAnswer.Signer.valueOf(row.text("signer")),
                relation == null
                        ? null
                        : PatientAnswer.Relation.valueOf(relation).words(),
                row.text("role"));
        return who + " (" + SigningMethod.valueOf(row.text("method")).words() + "), do " + row.text("display_name")
                + " chứng kiến và ký số xác nhận; chứng thư số là của người chứng kiến";
    }

    private static Optional<Found> find(Transaction t, String where, Object... parameters) {
        return t.first(FIND.formatted(where), SignatureLookup::found, parameters);
    }

    private static Found found(Row row) {
        return new Found(
                new Ours(
                        row.uuid("id"),
                        row.text("form"),
                        row.text("title"),
                        row.text("facility"),
                        row.bool("entry"),
                        row.instant("made_at"),
                        State.valueOf(row.text("state"))),
                row.uuid("tenant_id"),
                row.text("newest"));
    }
}
