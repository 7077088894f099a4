package vn.emr.core.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.access.Part;
import vn.emr.core.access.Right;
import vn.emr.core.disclosure.Standing.State;
import vn.emr.core.disclosure.Steps.Opened;
import vn.emr.core.disclosure.Steps.Step;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Opens an approved request to the account of somebody from outside: the visits and parts of the decision, to be read in the
 * hospital from one time to another, printed only when copies were approved. It ends by its time or at once by a person.
 */
@ApplicationScoped
public class GuestAccess {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 1000;

    /**
     * To whom and for how long.
     *
     * @param username of an account whose role requests may be opened to
     * @param from null: at once
     * @param prints also print, when copies were approved
     */
    public record Asked(Integer step, String username, Instant from, Instant until, Boolean prints) {}

    /** @param step the newest step the person saw */
    public record Ended(Integer step, String reason) {}

    /** One opening of a request; {@code endedAt} when somebody took it back. */
    public record Guest(
            UUID id,
            String username,
            String displayName,
            boolean prints,
            Instant from,
            Instant until,
            boolean lasts,
            Instant endedAt,
            String endedBy,
            String reason) {}

    /** What was opened to the one who asks, and until when. */
    public record OpenRecord(
            String number,
            UUID patientId,
            String name,
            String patientNumber,
            String purpose,
            Set<Part> parts,
            boolean prints,
            Instant until) {}

    static final String GUESTS = """
            select g.id, a.username, a.display_name, g.prints, g.valid_from, g.valid_until,
                   e.guest_id is null and g.valid_from <= ? and g.valid_until > ? as lasts, e.ended_at, b.display_name as ended_by,
                   e.reason
            from guest_access g
            join account a on a.id = g.account_id
            left join guest_access_end e on e.guest_id = g.id
            left join account b on b.id = e.ended_by
            where g.disclosure_id = ?
            order by g.opened_at desc
            """;

    private static final String RECORDS = """
            select g.number, g.patient_id, p.name, v.purpose, g.parts, g.prints, g.valid_until,
                   (select i.value from patient_identifier i
                    where i.tenant_id = p.tenant_id and i.patient_id = p.patient_id and i.active
                      and i.kind in ('PATIENT_NUMBER', 'TEMPORARY') order by i.kind, i.line limit 1) as patient_number
            from guest_now g
            join patient p on p.tenant_id = g.tenant_id and p.patient_id = g.patient_id
            join disclosure_version v on v.disclosure_id = g.disclosure_id
              and v.version = (select max(w.version) from disclosure_version w where w.disclosure_id = g.disclosure_id)
            where g.tenant_id = ? and g.account_id = ? and g.valid_from <= ? and g.valid_until > ?
              and g.patient_id in (select c.patient_id from (%s) c)
            order by g.valid_until, g.id
            limit 200
            """;

    private final Access access;
    private final ListAccess lists;
    private final Steps steps;
    private final Database database;

    @Inject
    public GuestAccess(Access access, ListAccess lists, Steps steps, Database database) {
        this.access = access;
        this.lists = lists;
        this.steps = steps;
        this.database = database;
    }

    /**
     * Opens a request to an account.
     *
     * @throws Refusal NOT_APPLICABLE when reading, or for printing copies, was not approved, beyond the time of the approval, for an
     *     account whose role cannot be a guest, or the caller's own; CONFLICT when one of this patient lasts for the account
     */
    public void open(Caller caller, UUID id, Asked asked) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE);
        if (asked == null || asked.until() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "until when", "/until");
        }
        opened.standing().mustBe(State.GRANTED, asked.step());
        Instant now = steps.now();
        Instant from = asked.from() == null ? now : asked.from();
        boolean prints = Boolean.TRUE.equals(asked.prints());
        mustBeApproved(id, asked.until(), prints);
        if (!from.isBefore(asked.until())
                || !asked.until().isAfter(now)
                || from.plus(LONGEST).isBefore(asked.until())) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: from before until, at most 90 days", "/until");
        }
        UUID guest = guest(caller, Words.needed(asked.username(), LONGEST_NAME, "/username"), now);
        UUID patient = opened.standing().patientId();
        String note = asked.username().strip();
        steps.next(caller, opened.standing(), Step.OPENED, note, t -> {
            mustBeTheOnlyOne(t, caller, guest, patient, now);
            t.update(
                    """
                    insert into guest_access (id, tenant_id, disclosure_id, account_id, patient_id, prints, valid_from, valid_until,
                                              opened_at, opened_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    Ids.next(),
                    caller.tenantId(),
                    id,
                    guest,
                    patient,
                    prints,
                    from,
                    asked.until(),
                    now,
                    caller.id());
        });
    }

    private void mustBeApproved(UUID id, Instant until, boolean prints) {
        record Approved(Set<String> forms, LocalDate until) {}
        Approved approved = database.first(
                        "select forms, until::text as until from disclosure_decision where disclosure_id = ?",
                        row -> new Approved(Set.of(row.<String>array("forms")), LocalDate.parse(row.text("until"))),
                        id)
                .orElseThrow();
        if (!approved.forms().contains(Form.READ.name())) {
            throw new Refusal(Code.NOT_APPLICABLE, "reading was not approved");
        }
        if (prints && !approved.forms().contains(Form.COPY.name())) {
            throw new Refusal(Code.NOT_APPLICABLE, "copies were not approved", "/prints");
        }
        if (until.isAfter(
                approved.until().plusDays(1).atStartOfDay(Steps.VIETNAM).toInstant())) {
            throw new Refusal(Code.NOT_APPLICABLE, "the approval ends before", "/until");
        }
    }

    private UUID guest(Caller caller, String username, Instant now) {
        UUID guest = database.first("""
                        select a.id from account a
                        where a.tenant_id = ? and a.username = ? and a.enabled
                          and exists (select 1 from account_role g join role_now r on r.role_id = g.role_id
                                      where g.account_id = a.id and g.ended_at is null and r.enabled and 'DISCLOSED' = any (r.reaches)
                                        and (g.valid_until is null or g.valid_until > ?))
                        """, row -> row.uuid("id"), caller.tenantId(), username, now)
                .orElseThrow(() -> new Refusal(
                        Code.NOT_APPLICABLE, "no account here with a role that requests are opened to", "/username"));
        if (guest.equals(caller.id())) {
            throw access.refuse(
                    caller, "DISCLOSURE", new Refusal(Code.NOT_APPLICABLE, "somebody else opens a request to you"));
        }
        return guest;
    }

    /** Two requests about one patient may be opened at once: who opens one to this account waits for who opens the other. */
    private static void mustBeTheOnlyOne(Transaction t, Caller caller, UUID guest, UUID patient, Instant now) {
        t.query("select pg_advisory_xact_lock(hashtextextended('guest ' || ?, 0))", row -> row, guest.toString());
        if (t.first("""
                        select 1 as lasts from guest_now g
                        where g.tenant_id = ? and g.account_id = ? and g.valid_until > ?
                          and g.patient_id = any (array(select link_set(?, ?)))
                        limit 1
                        """, row -> row.integer("lasts"), caller.tenantId(), guest, now, caller.tenantId(), patient)
                .isPresent()) {
            throw new Refusal(Code.CONFLICT, "a request about this patient is open to this account already");
        }
    }

    /**
     * Takes an opening back; the next question of the guest is refused.
     *
     * @throws Refusal NOT_FOUND, CONFLICT when it was taken back
     */
    public void end(Caller caller, UUID id, UUID guestId, Ended ended) {
        Opened opened = steps.open(caller, id, Right.DISCLOSE, Right.DISCLOSE_DECIDE);
        String reason = Words.needed(ended == null ? null : ended.reason(), LONGEST_REASON, "/reason");
        opened.standing().mustBe(EnumSet.allOf(State.class), ended.step());
        if (database.first(
                        "select 1 as known from guest_access where id = ? and disclosure_id = ?",
                        row -> row.integer("known"),
                        guestId,
                        id)
                .isEmpty()) {
            throw access.missing(caller, "DISCLOSURE", guestId);
        }
        steps.next(
                caller,
                opened.standing(),
                Step.WITHDRAWN,
                reason,
                t -> t.update(
                        "insert into guest_access_end (guest_id, ended_at, ended_by, reason) values (?, ?, ?, ?)",
                        guestId,
                        steps.now(),
                        caller.id(),
                        reason));
    }

    /** What is open to the caller as a guest, what ends first first; traced. */
    public List<OpenRecord> opened(Caller caller) {
        ListGrant grant = lists.opened(caller);
        Instant now = steps.now();
        List<Object> parameters = new ArrayList<>(List.of(caller.tenantId(), caller.id(), now, now));
        parameters.addAll(Arrays.asList(grant.parameters()));
        return database.query(RECORDS.formatted(grant.counted()), GuestAccess::record, parameters.toArray());
    }

    static Guest guest(Row row) {
        return new Guest(
                row.uuid("id"),
                row.text("username"),
                row.text("display_name"),
                row.bool("prints"),
                row.instant("valid_from"),
                row.instant("valid_until"),
                row.bool("lasts"),
                row.instant("ended_at"),
                row.text("ended_by"),
                row.text("reason"));
    }

    private static OpenRecord record(Row row) {
        return new OpenRecord(
                row.text("number"),
                row.uuid("patient_id"),
                row.text("name"),
                row.text("patient_number"),
                row.text("purpose"),
                Arrays.stream(row.<String>array("parts"))
                        .map(Part::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class))),
                row.bool("prints"),
                row.instant("valid_until"));
    }
}
