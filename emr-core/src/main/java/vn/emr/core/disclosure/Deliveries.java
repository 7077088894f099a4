package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.disclosure.RequestForm.Way;
import vn.emr.core.disclosure.Standing.State;
import vn.emr.core.disclosure.Steps.Opened;
import vn.emr.core.disclosure.Steps.Step;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** What was handed out after a decision: which form, of which version of the record, to whom, on which proof. */
@ApplicationScoped
public class Deliveries {
    private static final int LONGEST_WHAT = 1000;
    private static final int LONGEST_NAME = 200;

    /**
     * What was handed over.
     *
     * @param what exactly, in words
     * @param pages of one copy
     * @param fileSha256 of a file, 64 hexadecimal digits; the file itself stays where it is
     * @param leftOut whoever hands over confirms that what labels hide and the decision does not name was left out
     * @param handedTo the person who took it
     * @param proof by which they showed who they are
     */
    public record Handed(
            Integer step,
            Form form,
            String what,
            Integer pages,
            Integer copies,
            String fileSha256,
            Long fileBytes,
            Boolean leftOut,
            Way way,
            String handedTo,
            Proof proof) {}

    private record Granted(List<Form> forms, List<UUID> visits, List<UUID> labels, LocalDate until) {
        static Granted of(Row row) {
            return new Granted(
                    Arrays.stream(row.<String>array("forms")).map(Form::valueOf).toList(),
                    List.of(row.<UUID>array("visits")),
                    List.of(row.<UUID>array("labels")),
                    LocalDate.parse(row.text("until")));
        }
    }

    private final Access access;
    private final Steps steps;
    private final Database database;

    @Inject
    public Deliveries(Access access, Steps steps, Database database) {
        this.access = access;
        this.steps = steps;
        this.database = database;
    }

    /**
     * Notes what was handed over.
     *
     * @throws Refusal FORBIDDEN, traced, without the right to this form in the state of each visit; NOT_APPLICABLE for a form that
     *     was not approved or after its time; CONFLICT when the request changed meanwhile
     */
    public void deliver(Caller caller, UUID id, Handed handed) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE);
        if (handed == null || handed.form() == null || handed.way() == null || handed.proof() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "/form", "/way", "/proof");
        }
        opened.standing().mustBe(State.GRANTED, handed.step());
        Granted granted = database.first(
                        "select forms, visits, labels, until::text as until from disclosure_decision where disclosure_id = ?",
                        Granted::of,
                        id)
                .orElseThrow();
        if (!granted.forms().contains(handed.form())) {
            throw new Refusal(Code.NOT_APPLICABLE, "this form was not approved", "/form");
        }
        if (steps.today().isAfter(granted.until())) {
            throw new Refusal(Code.NOT_APPLICABLE, "the time of the approval is over");
        }
        mustBeAllowed(opened, handed.form(), granted.visits());
        boolean leftOut = Labels.others(database, opened.grant(), granted.labels());
        if (leftOut && !Boolean.TRUE.equals(handed.leftOut())) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "confirm that what labels hide was left out", "/leftOut");
        }
        write(caller, opened, handed, leftOut);
    }

    private void mustBeAllowed(Opened opened, Form form, List<UUID> visits) {
        if (visits.isEmpty()) {
            access.allow(opened.grant(), form.right(), null);
        }
        visits.forEach(visit -> access.allow(opened.grant(), form.right(), visit));
    }

    private void write(Caller caller, Opened opened, Handed h, boolean leftOut) {
        Words.must(h.pages() == null || h.pages() >= 1 && h.pages() <= 100_000, "1 to 100000", "/pages");
        Words.must(h.copies() == null || h.copies() >= 1 && h.copies() <= 100, "1 to 100", "/copies");
        Words.must(
                (h.fileSha256() == null) == (h.fileBytes() == null)
                        && (h.fileSha256() == null || h.fileSha256().matches("[0-9a-f]{64}") && h.fileBytes() >= 0),
                "the SHA-256 and the size of a file",
                "/fileSha256");
        String what = Words.needed(h.what(), LONGEST_WHAT, "/what");
        String handedTo = Words.needed(h.handedTo(), LONGEST_NAME, "/handedTo");
        Proof proof = h.proof().checked(Proof.IDENTITIES, steps.today(), "/proof");
        steps.next(
                caller,
                opened.standing(),
                Step.DELIVERED,
                null,
                t -> t.update(
                        """
                insert into disclosure_delivery (disclosure_id, step, form, what, pages, copies, file_sha256, file_bytes, left_out,
                                                 record_at, record_commit, way, handed_to, proof_kind, proof_number)
                select ?, ?, ?, ?, ?::int, ?::int, ?, ?::bigint, ?, ?,
                       (select r.commit_id from revision r where r.tenant_id = ? and r.patient_id = any (?)
                        order by r.committed_at desc limit 1),
                       ?, ?, ?, ?
                """,
                        opened.standing().id(),
                        opened.standing().step() + 1,
                        h.form(),
                        what,
                        h.pages(),
                        h.copies(),
                        h.fileSha256(),
                        h.fileBytes(),
                        leftOut,
                        steps.now(),
                        opened.grant().tenantId(),
                        opened.grant().filedUnder(),
                        h.way(),
                        handedTo,
                        proof.kind(),
                        proof.number()));
    }
}
