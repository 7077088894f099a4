package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * Who may sign papers for social insurance, as the hospital registered them there (NĐ 90/2026/NĐ-CP art. 95 k4a). A hospital that keeps no
 * list here is not held to it here.
 */
@ApplicationScoped
public class InsuranceSigners {
    /** Giấy ra viện, giấy chứng nhận nghỉ việc hưởng BHXH (TT 25/2025/TT-BYT). */
    private static final Set<String> PAPERS = Set.of("GRV", "NVBH");

    private static final String WHAT = "INSURANCE_SIGNER";
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MOST = 1_000;

    /** One of them. @param until the last day; null: still */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Signer(UUID id, UUID accountId, String name, LocalDate since, LocalDate until) {}

    /** @param signers by name */
    public record Listed(List<Signer> signers) {}

    public record Adding(UUID accountId, LocalDate since) {}

    /** @param until the last day */
    public record Ending(LocalDate until) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public InsuranceSigners(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    public Listed list(Caller caller) {
        access.require(caller, WHAT, null, Right.CONFIGURE, Right.RECORD_SIGN_FOR_FACILITY);
        return new Listed(database.inTransaction(t -> t.query("""
                        select s.id, s.account_id, a.display_name, s.since::text as since, s.until::text as until
                        from insurance_signer s join account a on a.id = s.account_id
                        where s.tenant_id = ?
                        order by s.until is not null, a.display_name, s.since
                        limit ?
                        """, InsuranceSigners::signer, caller.tenantId(), MOST)));
    }

    /**
     * Puts somebody on the list.
     *
     * @throws Refusal FORBIDDEN; MALFORMED_FIELD without account or day; NOT_FOUND for no account of the hospital; CONFLICT for who
     *     stands on it
     */
    public Listed add(Caller caller, Adding asked) {
        access.require(caller, WHAT, null, Right.CONFIGURE);
        if (asked == null || asked.accountId() == null || asked.since() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who, and since which day", "/accountId", "/since");
        }
        UUID id = Ids.next();
        database.run(t -> {
            boolean known = t.first(
                            "select 1 as one from account where tenant_id = ? and id = ?",
                            row -> row.integer("one"),
                            caller.tenantId(),
                            asked.accountId())
                    .isPresent();
            if (!known) {
                throw access.missing(caller, "ACCOUNT", asked.accountId());
            }
            int made = t.update(
                    """
                    insert into insurance_signer (id, tenant_id, account_id, since, added_at, added_by)
                    select ?, ?, ?, ?::date, ?, ?
                    where not exists (select 1 from insurance_signer s
                                      where s.tenant_id = ? and s.account_id = ? and (s.until is null or s.until >= ?::date))
                    """,
                    id,
                    caller.tenantId(),
                    asked.accountId(),
                    asked.since().toString(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    caller.id(),
                    caller.tenantId(),
                    asked.accountId(),
                    asked.since().toString());
            if (made == 0) {
                throw new Refusal(Code.CONFLICT, "they stand on the list already", "/accountId");
            }
            trail.append(
                    t,
                    access.event(caller, Kind.CONFIGURATION, null, WHAT, id)
                            .changing("added: account " + asked.accountId() + " since " + asked.since()));
        });
        return list(caller);
    }

    /** Takes somebody off it after a day. @throws Refusal FORBIDDEN, NOT_FOUND; MALFORMED_FIELD for a day before the first */
    public Listed end(Caller caller, UUID id, Ending asked) {
        access.require(caller, WHAT, id, Right.CONFIGURE);
        Signer one = list(caller).signers().stream()
                .filter(s -> s.id().equals(id) && s.until() == null)
                .findFirst()
                .orElseThrow(() -> access.missing(caller, WHAT, id));
        if (asked == null || asked.until() == null || asked.until().isBefore(one.since())) {
            throw new Refusal(Code.MALFORMED_FIELD, "the last day, not before the first", "/until");
        }
        database.run(t -> {
            t.update(
                    "update insurance_signer set until = ?::date where id = ?",
                    asked.until().toString(),
                    id);
            trail.append(
                    t, access.event(caller, Kind.CONFIGURATION, null, WHAT, id).changing("until: -> " + asked.until()));
        });
        return list(caller);
    }

    /** @throws Refusal FORBIDDEN when a paper for social insurance is signed by who is not registered there today */
    void mustStandOn(UUID tenant, UUID account, String form) {
        if (!PAPERS.contains(form)) {
            return;
        }
        String today = LocalDate.ofInstant(clock.instant(), VIETNAM).toString();
        boolean may = database.first("""
                        select not exists (select 1 from insurance_signer s where s.tenant_id = ?)
                            or exists (select 1 from insurance_signer s
                                       where s.tenant_id = ? and s.account_id = ? and s.since <= ?::date
                                         and (s.until is null or s.until >= ?::date)) as may
                        """, row -> row.bool("may"), tenant, tenant, account, today, today)
                .orElseThrow();
        if (!may) {
            throw new Refusal(Code.FORBIDDEN, "not registered with social insurance to sign this paper");
        }
    }

    private static Signer signer(Row row) {
        return new Signer(
                row.uuid("id"),
                row.uuid("account_id"),
                row.text("display_name"),
                LocalDate.parse(row.text("since")),
                row.text("until") == null ? null : LocalDate.parse(row.text("until")));
    }
}
