package vn.emr.core.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.privacy.Agreement.By;
import vn.emr.core.privacy.Agreement.Channel;
import vn.emr.core.privacy.Agreement.Given;
import vn.emr.core.privacy.Agreement.Withdrawn;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What a patient agreed to, and took back (Luật 91/2025/QH15 art. 9; NĐ 356/2025 art. 6): one purpose at a time, to a version of a
 * text, by whom and how. Nothing is changed: a withdrawal is a row of its own and holds for everything that leaves afterwards.
 */
@ApplicationScoped
public class Consents {
    /** @param recordedBy who wrote it down here */
    public record Withdrawal(
            Instant at,
            By by,
            String representative,
            String relation,
            String note,
            Instant recordedAt,
            String recordedBy) {}

    /**
     * A consent.
     *
     * @param evidence where the signed paper or the confirmation is kept
     * @param inForce now
     * @param withdrawal null while it was not taken back
     */
    public record Consent(
            UUID id,
            String purpose,
            String nameVi,
            String nameEn,
            ConsentTexts.Text text,
            By by,
            String representative,
            String relation,
            Channel channel,
            String evidence,
            Instant givenAt,
            Instant validUntil,
            Instant recordedAt,
            String recordedBy,
            boolean inForce,
            Withdrawal withdrawal) {}

    /** What was given, the newest first, and what may be asked for. */
    public record Panel(List<Consent> consents, List<ConsentTexts.Text> offered) {}

    private static final String CONSENTS = """
            select c.id, c.purpose, p.name_vi, p.name_en, c.text_version as version, x.made_at, m.display_name as made_by, x.title, x.body,
                   x.consequence, x.digest, x.offered, c.given_by, c.representative, c.relation, c.channel, c.evidence, c.given_at,
                   c.valid_until, c.recorded_at, r.display_name as recorded_by, w.withdrawn_at, w.withdrawn_by,
                   w.representative as w_representative, w.relation as w_relation, w.note, w.recorded_at as w_recorded_at,
                   v.display_name as w_recorded_by,
                   w.consent_id is null and c.given_at <= ? and (c.valid_until is null or c.valid_until > ?)
                     and consented(c.tenant_id, c.patient_id, c.purpose, ?) as in_force
            from consent c
            join consent_purpose p on p.code = c.purpose
            join consent_text x on x.tenant_id = c.tenant_id and x.purpose = c.purpose and x.version = c.text_version
            join account m on m.id = x.made_by
            join account r on r.id = c.recorded_by
            left join consent_withdrawal w on w.consent_id = c.id
            left join account v on v.id = w.recorded_by
            where c.tenant_id = ? and c.patient_id = any (?)
            order by c.recorded_at desc, c.id
            limit 200
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public Consents(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** What stands of an opened chart; at most 200. Looking is traced as a section of it. */
    public Panel of(Caller caller, Grant grant) {
        access.section(grant, "CONSENTS");
        return database.inTransaction(t -> panel(t, caller, grant));
    }

    /**
     * Records a consent.
     *
     * @throws Refusal with pointers; CONFLICT when the text is not the newest any more, or is not offered
     */
    public Panel give(Caller caller, Grant grant, Given given) {
        access.require(caller, "CONSENT", null, Right.CONSENT_RECORD);
        if (given == null || given.purpose() == null || given.textVersion() == null || given.channel() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "purpose, text and how it was given", "/purpose", "/channel");
        }
        Agreement.Actor actor = Agreement.actor(given.by(), given.representative(), given.relation());
        String evidence = ConsentTexts.words(given.evidence(), 2, 200, "/evidence");
        Instant now = now();
        Instant at = Agreement.past(given.givenAt(), now, "/givenAt");
        Instant until = Agreement.until(given.validUntil(), now);
        return database.inTransaction(t -> {
            mustBeOffered(t, caller, given);
            UUID id = Ids.next();
            t.update(
                    """
                    insert into consent (id, tenant_id, patient_id, purpose, text_version, given_by, representative, relation,
                                         channel, evidence, given_at, valid_until, recorded_at, recorded_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    caller.tenantId(),
                    grant.patientId(),
                    given.purpose(),
                    given.textVersion(),
                    actor.by(),
                    actor.representative(),
                    actor.relation(),
                    given.channel(),
                    evidence,
                    at,
                    until,
                    now,
                    caller.id());
            trail.append(
                    t,
                    access.event(caller, Kind.CREATE, grant.patientId(), "CONSENT", id)
                            .changing("%s: - -> version %d".formatted(given.purpose(), given.textVersion())));
            return panel(t, caller, grant);
        });
    }

    /**
     * Records that a consent was taken back; with it everything the person gave for the same purpose before. From now on nothing
     * leaves on its ground.
     *
     * @throws Refusal NOT_FOUND when the chart has no such consent, CONFLICT when it was taken back already
     */
    public Panel withdraw(Caller caller, Grant grant, UUID consentId, Withdrawn said) {
        access.require(caller, "CONSENT", consentId, Right.CONSENT_RECORD);
        if (said == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who took it back", "/by");
        }
        Agreement.Actor actor = Agreement.actor(said.by(), said.representative(), said.relation());
        String note =
                said.note() == null || said.note().isBlank() ? null : ConsentTexts.words(said.note(), 1, 500, "/note");
        Instant now = now();
        Instant at = Agreement.past(said.at(), now, "/at");
        Consent taken = database.inTransaction(t -> panel(t, caller, grant)).consents().stream()
                .filter(c -> c.id().equals(consentId))
                .findFirst()
                .orElseThrow(() -> access.missing(caller, "CONSENT", consentId));
        if (taken.withdrawal() != null) {
            throw new Refusal(Code.CONFLICT, "it was taken back already");
        }
        if (at.isBefore(taken.givenAt())) {
            throw new Refusal(Code.MALFORMED_FIELD, "not before it was given", "/at");
        }
        return database.inTransaction(t -> {
            int ended = t.update(
                    """
                    insert into consent_withdrawal (consent_id, withdrawn_at, withdrawn_by, representative, relation, note,
                                                    recorded_at, recorded_by)
                    select c.id, ?, ?, ?, ?, ?, ?, ? from consent c
                    where c.tenant_id = ? and c.patient_id = any (?) and c.purpose = ? and c.given_at <= ?
                    on conflict do nothing
                    """,
                    at,
                    actor.by(),
                    actor.representative(),
                    actor.relation(),
                    note,
                    now,
                    caller.id(),
                    caller.tenantId(),
                    grant.people(),
                    taken.purpose(),
                    at);
            if (ended == 0) {
                throw new Refusal(Code.CONFLICT, "it was taken back already");
            }
            trail.append(
                    t,
                    access.event(caller, Kind.UPDATE, grant.patientId(), "CONSENT", consentId)
                            .changing(taken.purpose() + ": given -> withdrawn"));
            return panel(t, caller, grant);
        });
    }

    private Panel panel(Transaction t, Caller caller, Grant grant) {
        Instant now = now();
        return new Panel(
                t.query(CONSENTS, Consents::consent, now, now, now, caller.tenantId(), grant.people()),
                ConsentTexts.offered(t, caller));
    }

    private static void mustBeOffered(Transaction t, Caller caller, Given given) {
        boolean newest = ConsentTexts.offered(t, caller).stream()
                .anyMatch(text -> text.purpose().equals(given.purpose()) && text.version() == given.textVersion());
        if (!newest) {
            throw new Refusal(Code.CONFLICT, "this text is not the newest one; show the new text", "/textVersion");
        }
    }

    private static Consent consent(Row row) {
        return new Consent(
                row.uuid("id"),
                row.text("purpose"),
                row.text("name_vi"),
                row.text("name_en"),
                ConsentTexts.text(row),
                By.valueOf(row.text("given_by")),
                row.text("representative"),
                row.text("relation"),
                Channel.valueOf(row.text("channel")),
                row.text("evidence"),
                row.instant("given_at"),
                row.instant("valid_until"),
                row.instant("recorded_at"),
                row.text("recorded_by"),
                row.bool("in_force"),
                row.instant("withdrawn_at") == null ? null : withdrawal(row));
    }

    private static Withdrawal withdrawal(Row row) {
        return new Withdrawal(
                row.instant("withdrawn_at"),
                By.valueOf(row.text("withdrawn_by")),
                row.text("w_representative"),
                row.text("w_relation"),
                row.text("note"),
                row.instant("w_recorded_at"),
                row.text("w_recorded_by"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
