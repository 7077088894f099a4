package vn.emr.core.disclosure;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.access.Part;
import vn.emr.core.disclosure.Labels.Named;
import vn.emr.core.disclosure.RequestForm.Way;
import vn.emr.core.disclosure.RequestPage.Decision;
import vn.emr.core.disclosure.RequestPage.Delivery;
import vn.emr.core.disclosure.RequestPage.Done;
import vn.emr.core.disclosure.RequestPage.Version;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** The rows of one request, as its page shows them. */
final class RequestRows {
    private static final String VERSIONS = """
            select v.version, v.made_at, a.display_name as by, v.reason, v.requester, v.name, v.organization, v.identity_kind,
                   v.identity_number, v.identity_by, v.identity_on::text as identity_on, v.mandate_kind, v.mandate_number,
                   v.mandate_by, v.mandate_on::text as mandate_on, v.basis, v.basis_note, v.purpose, v.forms, v.scope,
                   v.period_from::text as period_from, v.period_until::text as period_until, v.contact, v.way,
                   v.due_on::text as due_on, d.received_at
            from disclosure_version v
            join disclosure d on d.id = v.disclosure_id
            join account a on a.id = v.made_by
            where v.disclosure_id = ?
            order by v.version desc
            """;

    private static final String DONE = """
            select s.step, s.kind, s.at, a.display_name as by, s.note
            from disclosure_step s join account a on a.id = s.by
            where s.disclosure_id = ? order by s.step
            """;

    private static final String DELIVERIES = """
            select x.step, x.form, x.what, x.pages, x.copies, x.file_sha256, x.file_bytes, x.left_out, x.record_at, x.record_commit,
                   x.way, x.handed_to, x.proof_kind, x.proof_number
            from disclosure_delivery x where x.disclosure_id = ? order by x.step
            """;

    private RequestRows() {}

    /** What it said, the newest version first. */
    static List<Version> versions(Database database, UUID id) {
        return database.query(VERSIONS, RequestRows::version, id);
    }

    /** Every step, the first one first. */
    static List<Done> steps(Database database, UUID id) {
        return database.query(DONE, RequestRows::done, id);
    }

    /** What was handed over, the first first. */
    static List<Delivery> deliveries(Database database, UUID id) {
        return database.query(DELIVERIES, RequestRows::delivery, id);
    }

    /**
     * What was decided; null while nobody did.
     *
     * @param open labels whose names the reader may know: a name may say what is hidden
     */
    static Decision decision(Database database, UUID id, List<Named> open) {
        return database.first(
                        """
                        select c.forms, c.visits, c.outside_visits, c.parts, c.until::text as until,
                               array(select n.name_vi from label_now n
                                     where n.label_id = any (c.labels) and n.label_id = any (?) order by 1) as labels
                        from disclosure_decision c where c.disclosure_id = ?
                        """,
                        row -> new Decision(
                                forms(row),
                                List.of(row.<UUID>array("visits")),
                                row.bool("outside_visits"),
                                Arrays.stream(row.<String>array("parts"))
                                        .map(Part::valueOf)
                                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class))),
                                List.of(row.<String>array("labels")),
                                day(row, "until")),
                        open.stream().map(Named::id).toArray(UUID[]::new),
                        id)
                .orElse(null);
    }

    private static Version version(Row row) {
        return new Version(
                row.integer("version"),
                row.instant("made_at"),
                row.text("by"),
                row.text("reason"),
                row.text("basis"),
                day(row, "due_on"),
                new RequestForm(
                        Requester.valueOf(row.text("requester")),
                        row.text("name"),
                        row.text("organization"),
                        proof(row, "identity"),
                        row.text("mandate_kind") == null ? null : proof(row, "mandate"),
                        row.text("basis_note"),
                        row.text("purpose"),
                        forms(row),
                        row.text("scope"),
                        day(row, "period_from"),
                        day(row, "period_until"),
                        row.text("contact"),
                        Way.valueOf(row.text("way")),
                        row.instant("received_at"),
                        day(row, "due_on")));
    }

    private static Proof proof(Row row, String which) {
        return new Proof(
                row.text(which + "_kind"),
                row.text(which + "_number"),
                row.text(which + "_by"),
                day(row, which + "_on"));
    }

    private static Set<Form> forms(Row row) {
        return Arrays.stream(row.<String>array("forms"))
                .map(Form::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Form.class)));
    }

    private static LocalDate day(Row row, String column) {
        String day = row.text(column);
        return day == null ? null : LocalDate.parse(day);
    }

    private static Done done(Row row) {
        return new Done(row.integer("step"), row.text("kind"), row.instant("at"), row.text("by"), row.text("note"));
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.integer("step"),
                Form.valueOf(row.text("form")),
                row.text("what"),
                row.integer("pages"),
                row.integer("copies"),
                row.text("file_sha256"),
                row.number("file_bytes"),
                row.bool("left_out"),
                row.instant("record_at"),
                row.uuid("record_commit"),
                Way.valueOf(row.text("way")),
                row.text("handed_to"),
                new Proof(row.text("proof_kind"), row.text("proof_number"), null, null));
    }
}
