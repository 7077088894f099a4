package vn.emr.core.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * The rules of a hospital's facilities for their folders: deadlines and numbers, which no law fixes (TT 13/2025/TT-BYT art. 6 k3
 * wants the facility to). A change is a new version from a day on, with its trace in the same transaction; older versions stay.
 */
@ApplicationScoped
public class FolderRules {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MOST_VERSIONS = 500;

    /** One version as it was decided. @param inForce whether it counts today */
    public record Decided(FolderRuleForm says, Instant at, String by, boolean inForce) {}

    /** One facility. @param now what counts today; @param versions the newest first, none while nobody decided */
    public record OfFacility(FolderRule now, String example, List<Decided> versions) {}

    private record Line(UUID facility, Decided decided) {}

    private static final String VERSIONS = """
            select r.facility_id, r.version, r.valid_from::text as valid_from, r.made_at, r.reason, r.complete_hours, r.close_hours, r.archive_prefix,
                   r.archive_by_year, r.archive_digits, a.display_name, n.version = r.version as in_force
            from folder_rule r
            join folder_rule_now n on n.facility_id = r.facility_id
            left join account a on a.id = r.made_by
            where n.tenant_id = ?
            order by r.version desc
            limit ?
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public FolderRules(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** The rules of every facility of the caller's hospital, by code. */
    public List<OfFacility> rules(Caller caller) {
        return database.inTransaction(t -> rules(t, caller));
    }

    /**
     * Decides anew for one facility.
     *
     * @throws Refusal NOT_FOUND, traced, for no facility of the hospital; CONFLICT when somebody else decided meanwhile; with pointers
     *     what is no rule
     */
    public OfFacility change(Caller caller, UUID facilityId, FolderRuleForm form) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (form == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the rule");
        }
        FolderRuleForm rule = form.checked(LocalDate.ofInstant(now, VIETNAM));
        try {
            return database.inTransaction(t -> {
                OfFacility before = one(t, caller, facilityId);
                int newest = before.versions().isEmpty()
                        ? 0
                        : before.versions().getFirst().says().version();
                if (newest != rule.version()) {
                    throw meanwhile();
                }
                write(t, caller, facilityId, rule, now);
                trail.append(
                        t,
                        access.event(caller, Kind.CONFIGURATION, null, "FOLDER_RULE", facilityId)
                                .changing(rule.words())
                                .because(rule.reason()));
                return one(t, caller, facilityId);
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw meanwhile();
            }
            throw fault;
        }
    }

    private static void write(Transaction t, Caller caller, UUID facilityId, FolderRuleForm rule, Instant now) {
        t.update(
                """
                insert into folder_rule (facility_id, version, made_at, made_by, reason, complete_hours, close_hours, archive_prefix,
                                         archive_by_year, archive_digits, valid_from)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date)
                """,
                facilityId,
                rule.version() + 1,
                now,
                caller.id(),
                rule.reason(),
                rule.completeHours(),
                rule.closeHours(),
                rule.archivePrefix(),
                rule.archiveByYear(),
                rule.archiveDigits(),
                rule.validFrom().toString());
    }

    private static Refusal meanwhile() {
        return new Refusal(Code.CONFLICT, "the rule changed meanwhile", "/version");
    }

    private OfFacility one(Transaction t, Caller caller, UUID facilityId) {
        return rules(t, caller).stream()
                .filter(rule -> rule.now().facilityId().equals(facilityId))
                .findFirst()
                .orElseThrow(() -> access.missing(caller, "FOLDER_RULE", facilityId));
    }

    private List<OfFacility> rules(Transaction t, Caller caller) {
        var versions = t.query(VERSIONS, FolderRules::line, caller.tenantId(), MOST_VERSIONS).stream()
                .collect(Collectors.groupingBy(Line::facility, Collectors.mapping(Line::decided, Collectors.toList())));
        int year = clock.instant().atZone(VIETNAM).getYear();
        return FolderRule.all(t, caller.tenantId()).stream()
                .map(now ->
                        new OfFacility(now, now.number(year, 1), versions.getOrDefault(now.facilityId(), List.of())))
                .toList();
    }

    private static Line line(Row row) {
        return new Line(
                row.uuid("facility_id"),
                new Decided(
                        new FolderRuleForm(
                                row.integer("version"),
                                LocalDate.parse(row.text("valid_from")),
                                row.integer("complete_hours"),
                                row.integer("close_hours"),
                                row.text("archive_prefix"),
                                row.bool("archive_by_year"),
                                row.integer("archive_digits"),
                                row.text("reason")),
                        row.instant("made_at"),
                        row.text("display_name"),
                        row.bool("in_force")));
    }
}
