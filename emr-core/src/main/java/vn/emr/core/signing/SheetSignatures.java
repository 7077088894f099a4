package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.signature.Level;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Who signed a sheet and its entries, and who is still to sign, as its page shows it. */
@ApplicationScoped
public class SheetSignatures {
    /**
     * One signature as it was kept; whether it holds is said by verifying.
     *
     * @param stampedAt by a timestamp authority; null: only the clock here says when
     * @param patient of a patient's place: how they said so; the certificate is of who sealed it
     * @param warnings what the signer was told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Signature(
            UUID id,
            UUID documentId,
            int place,
            String role,
            String signer,
            SigningKeys.Holder holder,
            Level level,
            Instant at,
            Instant stampedAt,
            ByPatient patient,
            List<String> warnings) {}

    /**
     * How a patient, or who signs for them, confirmed; never a certificate of theirs.
     *
     * @param relation of the representative; null: the patient
     * @param sealedBy the witness, whose key sealed it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ByPatient(
            PatientAnswer.Signer signer,
            SigningMethod method,
            PatientAnswer.Relation relation,
            String relationWords,
            String because,
            String sealedBy,
            String secondWitness) {}

    /**
     * One place of the sheet.
     *
     * @param signature null: nobody signed there yet
     * @param waits whether a signature is awaited there
     * @param mayNow whether the caller may sign it now
     * @param mayAsk whether the caller may ask the patient to sign it now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(
            int number,
            String role,
            String words,
            int step,
            boolean optional,
            Signature signature,
            boolean waits,
            boolean mayNow,
            boolean mayAsk) {}

    /** One entry. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(UUID entryId, Signature signature, boolean waits, boolean mayNow) {}

    /** A version that was signed and does not stand any more. */
    public record Former(UUID documentId, int version, Instant madeAt, int signatures) {}

    /** Somebody who would not sign. */
    public record Refused(int version, String role, String by, Instant at, String reason) {}

    /** @param documentId of the sheet as it stands; null: it was not drawn yet */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            UUID documentId,
            int version,
            List<Place> places,
            List<Entry> entries,
            List<Former> former,
            List<Refused> refused) {}

    private record Waiting(UUID thing, int place, UUID account, String role, boolean early) {}

    private final Database database;
    private final Sheets sheets;
    private final SigningAccess signers;

    @Inject
    public SheetSignatures(Database database, Sheets sheets, SigningAccess signers) {
        this.database = database;
        this.sheets = sheets;
        this.signers = signers;
    }

    /** @throws Refusal NOT_FOUND when the chart shows no such sheet */
    public Page of(Caller caller, Grant grant, UUID sheetId) {
        Sheets.Opened opened = sheets.read(caller, grant, sheetId, null);
        Sheet sheet = opened.sheet();
        return database.inTransaction(t -> {
            State state = Sheets.state(t, grant, sheet.folderId());
            List<Signature> signed = signatures(t, grant, sheet);
            List<Waiting> waiting = waiting(t, grant, sheet);
            UUID document = SignedDocuments.find(t, grant.tenantId(), sheet, null)
                    .map(SignedDocuments.Document::id)
                    .orElse(null);
            Function<Waiting, Boolean> may =
                    w -> !w.early() && signers.would(grant, SigningPlace.right(w.role()), state, w.account());
            return new Page(
                    document,
                    sheet.version(),
                    SigningPlace.of(opened.form(), sheet.happened()).stream()
                            .map(place -> place(place, document, sheet.id(), signed, waiting, may))
                            .toList(),
                    entries(t, grant, sheet, signed, waiting, may),
                    former(t, grant, sheet),
                    refused(t, grant, sheet));
        });
    }

    private static Place place(
            SigningPlace place,
            UUID document,
            UUID sheet,
            List<Signature> signed,
            List<Waiting> waiting,
            Function<Waiting, Boolean> may) {
        Signature signature = signed.stream()
                .filter(s -> s.documentId().equals(document) && s.place() == place.number())
                .findFirst()
                .orElse(null);
        Waiting waits = waiting.stream()
                .filter(w -> w.thing().equals(sheet) && w.place() == place.number())
                .findFirst()
                .orElse(null);
        boolean ofPatient = SigningPlace.ofPatient(place.role());
        return new Place(
                place.number(),
                place.role(),
                place.words(),
                place.step(),
                place.optional(),
                signature,
                waits != null,
                !ofPatient && waits != null && may.apply(waits),
                ofPatient && waits != null && may.apply(waits));
    }

    private static List<Entry> entries(
            Transaction t,
            Grant grant,
            Sheet sheet,
            List<Signature> signed,
            List<Waiting> waiting,
            Function<Waiting, Boolean> may) {
        Map<UUID, Signature> byDocument =
                signed.stream().collect(Collectors.toMap(Signature::documentId, s -> s, (a, b) -> a));
        List<Entry> entries = new ArrayList<>(t
                .query(
                        "select id, entry_id from signed_document where tenant_id = ? and sheet_id = ? and entry_id is not null order by id",
                        row -> new Entry(row.uuid("entry_id"), byDocument.get(row.uuid("id")), false, false),
                        grant.tenantId(),
                        sheet.id())
                .stream()
                .filter(entry -> entry.signature() != null)
                .toList());
        waiting.stream()
                .filter(w -> !w.thing().equals(sheet.id()))
                .forEach(w -> entries.add(new Entry(w.thing(), null, true, may.apply(w))));
        return entries;
    }

    private static List<Signature> signatures(Transaction t, Grant grant, Sheet sheet) {
        return t.query("""
                select s.id, s.document_id, s.place, s.role, s.signer, s.holder, s.level, s.at, s.stamped_at, s.warnings,
                       p.signer as by, p.method, p.relation, p.relation_words, p.because, a.display_name as witness,
                       b.display_name as second_witness
                from signed_document d join signature s on s.document_id = d.id
                left join patient_signature p on p.signature_id = s.id
                left join account a on a.id = p.witness_id
                left join account b on b.id = p.second_witness_id
                where d.tenant_id = ? and d.sheet_id = ?
                order by s.at, s.id
                """, SheetSignatures::signature, grant.tenantId(), sheet.id());
    }

    static Signature signature(Row row) {
        return new Signature(
                row.uuid("id"),
                row.uuid("document_id"),
                row.integer("place"),
                row.text("role"),
                row.text("signer"),
                SigningKeys.Holder.valueOf(row.text("holder")),
                Level.valueOf(row.text("level")),
                row.instant("at"),
                row.instant("stamped_at"),
                byPatient(row),
                Arrays.asList(row.<String>array("warnings")));
    }

    private static ByPatient byPatient(Row row) {
        String relation = row.text("relation");
        return row.text("method") == null
                ? null
                : new ByPatient(
                        PatientAnswer.Signer.valueOf(row.text("by")),
                        SigningMethod.valueOf(row.text("method")),
                        relation == null ? null : PatientAnswer.Relation.valueOf(relation),
                        row.text("relation_words"),
                        row.text("because"),
                        row.text("witness"),
                        row.text("second_witness"));
    }

    private static List<Waiting> waiting(Transaction t, Grant grant, Sheet sheet) {
        return t.query(
                """
                select w.thing_id, w.place, w.account_id, w.role,
                       exists (select 1 from signature_awaited e where e.tenant_id = w.tenant_id and e.thing_id = w.thing_id
                                 and e.step < w.step and not e.optional) as early
                from signature_awaited w
                where w.tenant_id = ? and w.sheet_id = ?
                order by w.since, w.thing_id, w.place
                """,
                row -> new Waiting(
                        row.uuid("thing_id"),
                        row.integer("place"),
                        row.uuid("account_id"),
                        row.text("role"),
                        row.bool("early")),
                grant.tenantId(),
                sheet.id());
    }

    private static List<Former> former(Transaction t, Grant grant, Sheet sheet) {
        return t.query(
                """
                select d.id, d.version, d.made_at, count(*)::int as signatures
                from signed_document d join signature s on s.document_id = d.id
                where d.tenant_id = ? and d.sheet_id = ? and d.entry_id is null and d.version < ?
                group by d.id order by d.version desc
                """,
                row -> new Former(
                        row.uuid("id"), row.integer("version"), row.instant("made_at"), row.integer("signatures")),
                grant.tenantId(),
                sheet.id(),
                sheet.version());
    }

    private static List<Refused> refused(Transaction t, Grant grant, Sheet sheet) {
        return t.query(
                """
                select r.version, r.role, a.display_name, r.at, r.reason
                from signature_refusal r join account a on a.id = r.account_id
                where r.tenant_id = ? and r.sheet_id = ? order by r.at desc
                """,
                row -> new Refused(
                        row.integer("version"),
                        row.text("role"),
                        row.text("display_name"),
                        row.instant("at"),
                        row.text("reason")),
                grant.tenantId(),
                sheet.id());
    }
}
