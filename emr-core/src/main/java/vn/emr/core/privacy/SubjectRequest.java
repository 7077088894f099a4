package vn.emr.core.privacy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.organization.WorkingDays;
import vn.emr.core.privacy.Agreement.By;
import vn.emr.core.privacy.Agreement.Channel;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What a person asked about the own data, and how its clock stands.
 *
 * @param acknowledgeBy null once it was acknowledged or answered
 * @param answerBy with the extension, where there is one
 * @param keptBy for what is to be erased: the law that wants it kept; null when none does. Not until when: a long term may say what it
 *     is that labels hide
 */
public record SubjectRequest(
        UUID id,
        String number,
        Sort kind,
        By by,
        String representative,
        String relation,
        Channel channel,
        String words,
        boolean others,
        Instant receivedAt,
        String recordedBy,
        Instant acknowledgeBy,
        Instant answerBy,
        State state,
        List<Step> steps,
        String keptBy) {
    private static final int ACKNOWLEDGE_WITHIN = 2;
    private static final int SOON = 3;
    private static final int MOST = 200;

    /** Something people may ask for. */
    public record Sort(String code, String nameVi, String nameEn, int days, int daysOthers, String article) {}

    /** What is done with a request, in this order; each at most once. */
    public enum Act {
        ACKNOWLEDGED,
        EXTENDED,
        ANSWERED
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        PARTLY,
        REFUSED
    }

    /** How its clock stands. */
    public enum State {
        OPEN,
        /** Three days are left, or fewer. */
        SOON,
        OVERDUE,
        ANSWERED
    }

    /** @param others somebody else must act too, which gives more days */
    public record Form(
            String number,
            String kind,
            By by,
            String representative,
            String relation,
            Channel channel,
            String words,
            boolean others,
            Instant receivedAt) {}

    /** @param article of the law; needed where something is refused */
    public record Step(Act act, Outcome outcome, String reason, String article, Instant at, String by) {}

    private static final String REQUESTS = """
            select r.id, r.patient_id, r.number, r.asked_by, r.representative, r.relation, r.channel, r.words, r.others,
                   r.received_at, a.display_name as recorded_by, k.code, k.name_vi, k.name_en, k.days, k.days_others, k.article
            from subject_request r
            join subject_request_kind k on k.code = r.kind
            join account a on a.id = r.recorded_by
            left join subject_request_step s on s.request_id = r.id and s.step = 'ANSWERED'
            where r.tenant_id = ? and (?::uuid is null or r.id = ?)
            order by s.made_at desc nulls first, r.received_at, r.id
            limit ?
            """;

    /** Those of a hospital that wait, the oldest first, then the answered ones, the last answer first; or one of them. */
    static List<SubjectRequest> read(Transaction t, UUID tenant, UUID only, WorkingDays working, Instant now) {
        return t.query(REQUESTS, row -> request(t, tenant, working, now, row), tenant, only, only, MOST);
    }

    private static SubjectRequest request(Transaction t, UUID tenant, WorkingDays working, Instant now, Row row) {
        UUID id = row.uuid("id");
        List<Step> steps = t.query("""
                select s.step, s.outcome, s.reason, s.article, s.made_at, a.display_name
                from subject_request_step s join account a on a.id = s.made_by where s.request_id = ? order by s.made_at
                """, SubjectRequest::step, id);
        Sort kind = sort(row);
        Instant received = row.instant("received_at");
        int days = row.bool("others") ? kind.daysOthers() : kind.days();
        boolean extended = has(steps, Act.EXTENDED);
        boolean answered = has(steps, Act.ANSWERED);
        Instant answerBy = LegalTerm.days(received, extended ? 2 * days : days);
        boolean waits = !has(steps, Act.ACKNOWLEDGED) && !answered;
        Instant acknowledgeBy = waits ? LegalTerm.workingDays(working, received, ACKNOWLEDGE_WITHIN) : null;
        return new SubjectRequest(
                id,
                row.text("number"),
                kind,
                By.valueOf(row.text("asked_by")),
                row.text("representative"),
                row.text("relation"),
                Channel.valueOf(row.text("channel")),
                row.text("words"),
                row.bool("others"),
                received,
                row.text("recorded_by"),
                acknowledgeBy,
                answerBy,
                answered ? State.ANSWERED : state(acknowledgeBy, answerBy, now),
                steps,
                kind.code().equals("ERASE") && KeptRecord.is(t, tenant, row.uuid("patient_id"), now)
                        ? KeptRecord.ARTICLE
                        : null);
    }

    private static State state(Instant acknowledgeBy, Instant answerBy, Instant now) {
        Instant next = acknowledgeBy != null && acknowledgeBy.isBefore(answerBy) ? acknowledgeBy : answerBy;
        if (!now.isBefore(next)) {
            return State.OVERDUE;
        }
        return now.plus(SOON, ChronoUnit.DAYS).isBefore(answerBy) ? State.OPEN : State.SOON;
    }

    private static boolean has(List<Step> steps, Act act) {
        return steps.stream().anyMatch(step -> step.act() == act);
    }

    private static Step step(Row row) {
        return new Step(
                Act.valueOf(row.text("step")),
                row.text("outcome") == null ? null : Outcome.valueOf(row.text("outcome")),
                row.text("reason"),
                row.text("article"),
                row.instant("made_at"),
                row.text("display_name"));
    }

    static Sort sort(Row row) {
        return new Sort(
                row.text("code"),
                row.text("name_vi"),
                row.text("name_en"),
                row.integer("days"),
                row.integer("days_others"),
                row.text("article"));
    }
}
