package vn.emr.core.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * The review of all accounts every quarter (TCVN 14423:2026; QCVN 12:2026/BCA): the list of the day with what stands out. What is
 * wrong is put right at the account; of what stays so the reviewer says why. The list is kept as it was.
 */
@ApplicationScoped
public class AccountReviews {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MONTHS = 3;
    private static final int LONGEST_REMARK = 500;
    private static final int LONGEST_CONCLUSION = 2000;
    private static final int MOST_SHOWN = 100;
    /** A list of a whole hospital is not gone through in a day. */
    private static final int DAYS_AHEAD = 14;

    /** A review that was closed. */
    public record Closed(UUID id, Instant at, String by, int accounts, int findings, String conclusion) {}

    /**
     * The reviews, the newest 100 first.
     *
     * @param due the day of Viet Nam by which the next one is closed: three months after the last one, or after the first account
     */
    public record Standing(LocalDate due, boolean late, List<Closed> reviews) {}

    /** By which day the next review is closed; {@code near} within two weeks of it. */
    public record Due(LocalDate due, boolean near, boolean late) {
        private static Due of(Instant since, Instant now) {
            LocalDate due = LocalDate.ofInstant(since, VIETNAM).plusMonths(MONTHS);
            LocalDate today = LocalDate.ofInstant(now, VIETNAM);
            return new Due(due, !today.isBefore(due.minusDays(DAYS_AHEAD)), today.isAfter(due));
        }
    }

    /**
     * A review with its lines; one that is not closed yet has no id, nobody who made it and no conclusion.
     *
     * @param since the review before
     */
    public record Review(
            UUID id, Instant at, String by, Instant since, String conclusion, List<ReviewedAccount> accounts) {}

    /** @param remarks by the id of an account; each that stands out needs one */
    public record Closing(Map<UUID, String> remarks, String conclusion) {}

    private static final String CLOSED = """
            select r.id, r.reviewed_at, a.display_name as by, r.since, r.conclusion,
                   (select count(*)::int from account_review_line l where l.review_id = r.id) as accounts,
                   (select count(*)::int from account_review_line l where l.review_id = r.id and cardinality(l.findings) > 0)
                     as findings
            from account_review r join account a on a.id = r.reviewed_by
            where r.tenant_id = ?
            """;

    private static final String NEW_LINES = """
            insert into account_review_line (review_id, line, account_id, type, username, holder, facility, departments, roles,
                                             state, activated_at, last_used_at, disabled_at, disable_reason, changed, findings,
                                             remark)
            select ?, row_number() over (order by n.type, n.username, n.account_id), n.account_id, n.type, n.username, n.holder,
                   n.facility, n.departments, n.roles, n.state, n.activated_at, n.last_used_at, n.disabled_at,
                   n.disable_reason, n.changed, n.findings, said.remark
            from (%s) n
            left join unnest(?::uuid[], ?::text[]) said (id, remark) on said.id = n.account_id
            """.formatted(ReviewedAccount.NOW);

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public AccountReviews(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** What was reviewed and when the next one is due; traced. */
    public Standing standing(Caller caller) {
        Instant now = now();
        return database.inTransaction(t -> {
            trail.append(t, StaffTrace.event(caller, Kind.OPEN, now, "ACCOUNT_REVIEWS", null, null, null));
            List<Closed> closed = t.query(
                    CLOSED + "order by r.reviewed_at desc, r.id desc limit ?",
                    row -> new Closed(
                            row.uuid("id"),
                            row.instant("reviewed_at"),
                            row.text("by"),
                            row.integer("accounts"),
                            row.integer("findings"),
                            row.text("conclusion")),
                    caller.tenantId(),
                    MOST_SHOWN);
            Due due = Due.of(since(t, caller), now);
            return new Standing(due.due(), due.late(), closed);
        });
    }

    /** When the next one is due. A day names nobody, so that it stands in the menu without a line each time. */
    public Due due(Caller caller) {
        return Due.of(database.inTransaction(t -> since(t, caller)), now());
    }

    /** The accounts as they are now, for a review that begins; traced. */
    public Review begin(Caller caller) {
        Instant now = now();
        return database.inTransaction(t -> {
            trail.append(t, StaffTrace.event(caller, Kind.OPEN, now, "ACCOUNT_REVIEW", null, null, null));
            Instant since = since(t, caller);
            List<ReviewedAccount> accounts = t.query(
                    "select n.*, null::text as remark from (" + ReviewedAccount.NOW
                            + ") n order by n.type, n.username, n.account_id",
                    ReviewedAccount::of,
                    caller.tenantId(),
                    now,
                    since);
            return new Review(null, now, null, since, null, accounts);
        });
    }

    /**
     * A review that was closed, as it was; traced.
     *
     * @throws Refusal NOT_FOUND
     */
    public Review read(Caller caller, UUID id) {
        Instant now = now();
        return database.inTransaction(t -> {
            trail.append(t, StaffTrace.event(caller, Kind.OPEN, now, "ACCOUNT_REVIEW", id, null, null));
            return review(t, caller, id);
        });
    }

    /**
     * Keeps the accounts as they are now with what is said of them.
     *
     * @throws Refusal MALFORMED_FIELD with pointers; REQUIRED_FIELD_MISSING with one pointer for each account that stands out and has
     *     no remark, those that came up meanwhile among them
     */
    public Review close(Caller caller, Closing closing) {
        String conclusion = words(closing.conclusion(), LONGEST_CONCLUSION, "/conclusion");
        Map<UUID, String> remarks = closing.remarks() == null ? Map.of() : closing.remarks();
        UUID[] ids = remarks.keySet().toArray(UUID[]::new);
        String[] said = remarks.entrySet().stream()
                .map(one -> words(one.getValue(), LONGEST_REMARK, "/remarks/" + one.getKey()))
                .toArray(String[]::new);
        UUID id = Ids.next();
        Instant now = now();
        return database.inTransaction(t -> {
            Instant since = since(t, caller);
            everyFindingHasAWord(t, caller, now, since, remarks);
            t.update("""
                    insert into account_review (id, tenant_id, reviewed_at, reviewed_by, since, conclusion)
                    values (?, ?, ?, ?, ?, ?)
                    """, id, caller.tenantId(), now, caller.id(), since, conclusion);
            int lines = t.update(NEW_LINES, id, caller.tenantId(), now, since, ids, said);
            trail.append(
                    t,
                    StaffTrace.event(caller, Kind.ACCOUNT, now, "ACCOUNT_REVIEW", id, null, null)
                            .changing("accounts reviewed: " + lines));
            return review(t, caller, id);
        });
    }

    private static void everyFindingHasAWord(
            Transaction t, Caller caller, Instant now, Instant since, Map<UUID, String> remarks) {
        String[] silent = t
                .query(
                        "select n.account_id from (" + ReviewedAccount.NOW
                                + ") n where cardinality(n.findings) > 0 order by n.type, n.username, n.account_id",
                        row -> row.uuid("account_id"),
                        caller.tenantId(),
                        now,
                        since)
                .stream()
                .filter(account -> !remarks.containsKey(account))
                .map(account -> "/remarks/" + account)
                .toArray(String[]::new);
        if (silent.length > 0) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "each account that stands out needs a word of why it stays so",
                    silent);
        }
    }

    private Review review(Transaction t, Caller caller, UUID id) {
        List<ReviewedAccount> accounts =
                t.query("select * from account_review_line where review_id = ? order by line", ReviewedAccount::of, id);
        return t.first(
                        CLOSED + "and r.id = ?",
                        row -> new Review(
                                id,
                                row.instant("reviewed_at"),
                                row.text("by"),
                                row.instant("since"),
                                row.text("conclusion"),
                                accounts),
                        caller.tenantId(),
                        id)
                .orElseThrow(() -> access.missing(caller, "ACCOUNT_REVIEW", id));
    }

    private static Instant since(Transaction t, Caller caller) {
        return t.first("""
                        select coalesce((select max(r.reviewed_at) from account_review r where r.tenant_id = ?),
                                        (select min(a.created_at) from account a where a.tenant_id = ?)) as since
                        """, row -> row.instant("since"), caller.tenantId(), caller.tenantId())
                .orElseThrow();
    }

    private static String words(String text, int longest, String at) {
        String words = text == null ? "" : text.strip();
        if (words.isEmpty() || words.length() > longest || words.indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: words, at most " + longest + " characters", at);
        }
        return words;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
