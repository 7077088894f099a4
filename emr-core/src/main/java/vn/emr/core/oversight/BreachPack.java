package vn.emr.core.oversight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import vn.emr.core.oversight.BreachQuestion.Meant;
import vn.emr.core.seal.Verification;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What the trace says of a possible breach (Luật 91/2025/QH15 art. 23; NĐ 356/2025 art. 28): whose records were touched and how,
 * by whom and from where, what was refused, what was changed, and whether the trace of the time is as it was sealed.
 *
 * @param authorityBy the authority for personal data is told by then: 72 hours after it was known
 * @param securityFirstBy a serious incident is told first by then: 24 hours (NĐ 331/2026 art. 31)
 * @param securityReportBy and reported by then: 72 hours
 * @param people counted once however often and under however many numbers they were touched
 * @param accounts who acted, by how many people they touched; at most 500, like the lists behind it
 * @param changes of settings, accounts and rights, the newest first
 */
public record BreachPack(
        Instant from,
        Instant to,
        Instant knownAt,
        Instant authorityBy,
        Instant securityFirstBy,
        Instant securityReportBy,
        People people,
        List<Acting> accounts,
        List<SignIns> signIns,
        List<Refused> refusals,
        List<Anomalies.Anomaly> anomalies,
        List<Oversight.Deed> changes,
        Verification.Result seal) {
    private static final int MOST = 500;

    /** Kinds of data as a notification names them. */
    public enum DataClass {
        IDENTITY,
        LABORATORY,
        IMAGING,
        TREATMENT,
        DOCUMENTS,
        MESSAGES,
        OTHER;

        static DataClass of(String object) {
            return switch (object.split(" ")[0]) {
                case "PATIENT", "IDENTIFIER", "COVERAGE", "CONSENT", "CONSENTS" -> IDENTITY;
                case "LABORATORY", "REPORTS", "DIAGNOSTIC_REPORT" -> LABORATORY;
                case "STUDIES", "IMAGING_STUDY" -> IMAGING;
                case "TREATMENT",
                        "TIMELINE",
                        "OVERVIEW",
                        "ENCOUNTER",
                        "CONDITION",
                        "ALLERGY",
                        "ALLERGIES",
                        "PROBLEM",
                        "PROBLEMS",
                        "VITALS",
                        "VITAL_SIGNS",
                        "EARLY_WARNING",
                        "SERVICE_ORDER",
                        "MEDICATION_ORDER",
                        "MEDICATION_ADMINISTRATION",
                        "MEDICATIONS",
                        "DUE_DOSES" -> TREATMENT;
                case "DOCUMENTS", "CLINICAL_DOCUMENT", "PAPER", "CLINICAL_NOTE", "SHEET" -> DOCUMENTS;
                case "INBOUND", "INBOUND_BODY", "MESSAGES", "OUTGOING" -> MESSAGES;
                default -> OTHER;
            };
        }
    }

    /**
     * How many people.
     *
     * @param restricted whose record holds something a label hides
     * @param classes how many by kind of data; one person may be in several
     */
    public record People(
            long all,
            long restricted,
            long opened,
            long printed,
            long exported,
            long sent,
            Map<DataClass, Long> classes) {}

    /** One person whose data was touched. */
    record Touched(
            UUID person,
            String number,
            String name,
            Instant first,
            Instant last,
            boolean opened,
            boolean printed,
            boolean exported,
            boolean sent,
            boolean restricted,
            Set<DataClass> classes) {}

    /** @param people whose data was touched */
    public record Acting(
            String kind,
            String name,
            String role,
            Instant first,
            Instant last,
            long lines,
            long people,
            List<String> addresses,
            List<String> devices) {}

    /** @param kind {@code SIGN_IN}, {@code SIGN_IN_FAILED}, {@code ACCOUNT_LOCKED}, {@code SECOND_FACTOR} */
    public record SignIns(String kind, String name, String address, long count, Instant first, Instant last) {}

    public record Refused(String name, String object, long count, Instant last) {}

    private static final String TOUCHED = """
            with touched as materialized (
              select link_root(a.tenant_id, a.patient_id) as person, min(a.at) as first, max(a.at) as last,
                     bool_or(a.kind in ('GRANT', 'OPEN', 'REVEAL', 'MESSAGE_OPEN')) as opened, bool_or(a.kind = 'PRINT') as printed,
                     bool_or(a.kind in ('EXPORT', 'DISCLOSED')) as exported, bool_or(a.kind = 'SEND') as sent,
                     array_agg(distinct coalesce(a.object_kind, '-')) as objects
              %s and a.success and a.patient_id is not null
                and a.kind in ('GRANT', 'OPEN', 'REVEAL', 'MESSAGE_OPEN', 'PRINT', 'EXPORT', 'SEND', 'DISCLOSED')
              group by 1)
            select t.*, p.name,
                   (select i.value from patient_identifier i where i.tenant_id = p.tenant_id and i.patient_id = t.person
                    and i.active and i.kind = 'PATIENT_NUMBER' order by i.line limit 1) as number,
                   exists (select 1 from restrictions(p.tenant_id, array(select link_set(p.tenant_id, t.person))))
                     or exists (select 1 from labelled l where l.tenant_id = p.tenant_id and l.ended_at is null
                                  and l.patient_id in (select link_set(p.tenant_id, t.person))) as restricted
            from touched t join patient p on p.patient_id = t.person and p.tenant_id = ?
            order by t.first, t.person
            """.formatted(BreachQuestion.MEANT);

    private static final String ACTING = """
            select a.actor_kind, a.actor_name, a.role, min(a.at) as first, max(a.at) as last, count(*) as lines,
                   count(distinct a.patient_id) filter (where a.success
                     and a.kind in ('GRANT', 'OPEN', 'REVEAL', 'MESSAGE_OPEN', 'PRINT', 'EXPORT', 'SEND', 'DISCLOSED')) as people,
                   (array_remove(array_agg(distinct a.address), null))[1:20] as addresses,
                   (array_remove(array_agg(distinct a.device), null))[1:20] as devices
            %s group by a.actor_kind, a.actor_id, a.actor_name, a.role
            order by people desc, lines desc limit ?
            """.formatted(BreachQuestion.MEANT);

    private static final String SIGN_INS = """
            select a.kind, a.actor_name, a.address, count(*) as n, min(a.at) as first, max(a.at) as last
            %s and a.kind in ('SIGN_IN', 'SIGN_IN_FAILED', 'ACCOUNT_LOCKED', 'SECOND_FACTOR')
            group by a.kind, a.actor_name, a.address order by n desc limit ?
            """.formatted(BreachQuestion.MEANT);

    private static final String REFUSED = """
            select a.actor_name, coalesce(a.object_kind, a.kind) as object, count(*) as n, max(a.at) as last
            %s and a.kind = 'REFUSED' group by 1, 2 order by n desc limit ?
            """.formatted(BreachQuestion.MEANT);

    /** Each person that was touched, one after the other, in bounded memory. */
    static void each(Transaction t, Meant meant, Consumer<Touched> people) {
        t.each(TOUCHED, 1_000, row -> people.accept(touched(row)), with(meant, meant.tenant()));
    }

    static People people(Transaction t, Meant meant) {
        long[] n = new long[6];
        Map<DataClass, Long> classes = new EnumMap<>(DataClass.class);
        each(t, meant, one -> {
            boolean[] is = {true, one.restricted(), one.opened(), one.printed(), one.exported(), one.sent()};
            for (int i = 0; i < is.length; i++) {
                n[i] += is[i] ? 1 : 0;
            }
            one.classes().forEach(kind -> classes.merge(kind, 1L, Long::sum));
        });
        return new People(n[0], n[1], n[2], n[3], n[4], n[5], classes);
    }

    static List<Acting> acting(Transaction t, Meant meant) {
        return t.query(
                ACTING,
                row -> new Acting(
                        row.text("actor_kind"),
                        row.text("actor_name"),
                        row.text("role"),
                        row.instant("first"),
                        row.instant("last"),
                        row.number("lines"),
                        row.number("people"),
                        Arrays.asList(row.<String>array("addresses")),
                        Arrays.asList(row.<String>array("devices"))),
                with(meant, MOST));
    }

    static List<SignIns> signIns(Transaction t, Meant meant) {
        return t.query(
                SIGN_INS,
                row -> new SignIns(
                        row.text("kind"),
                        row.text("actor_name"),
                        row.text("address"),
                        row.number("n"),
                        row.instant("first"),
                        row.instant("last")),
                with(meant, MOST));
    }

    static List<Refused> refusals(Transaction t, Meant meant) {
        return t.query(
                REFUSED,
                row -> new Refused(row.text("actor_name"), row.text("object"), row.number("n"), row.instant("last")),
                with(meant, MOST));
    }

    private static Touched touched(Row row) {
        Set<DataClass> classes = new TreeSet<>();
        for (String object : row.<String>array("objects")) {
            classes.add(DataClass.of(object));
        }
        return new Touched(
                row.uuid("person"),
                row.text("number"),
                row.text("name"),
                row.instant("first"),
                row.instant("last"),
                row.bool("opened"),
                row.bool("printed"),
                row.bool("exported"),
                row.bool("sent"),
                row.bool("restricted"),
                classes);
    }

    static Object[] with(Meant meant, Object last) {
        List<Object> all = new ArrayList<>(Arrays.asList(meant.parameters()));
        all.add(last);
        return all.toArray();
    }
}
