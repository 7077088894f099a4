package vn.emr.core.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.UUID;
import vn.emr.core.retention.Retention;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Whether the law still wants a record of a person kept, by everything of it, also what labels hide. */
final class KeptRecord {
    static final String ARTICLE = "TT 33/2025/TT-BYT";
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final String VISITS = """
            with people as materialized (select link_set(?, ?) as id)
            select (e.end_from at time zone 'Asia/Ho_Chi_Minh')::date as ended, p.deceased,
                   array(select c.code from condition c
                         where c.tenant_id = e.tenant_id and c.patient_id = e.patient_id and c.encounter_id = e.encounter_id
                           and c.code is not null) as diagnoses,
                   array(select f->>'value' from paper q
                         join revision r on r.tenant_id = q.tenant_id and r.patient_id = q.patient_id and r.noun_id = q.paper_id
                                        and r.version = q.version and r.committed_at = q.revised_at
                         cross join lateral jsonb_array_elements(r.content->'details'->'fields') f
                         where q.tenant_id = e.tenant_id and q.patient_id = e.patient_id and q.encounter_id = e.encounter_id
                           and q.form = 'VISIT_SUMMARY' and f->>'name' = 'MA_TAI_NAN') as accidents
            from encounter e
            join patient p on p.tenant_id = e.tenant_id and p.patient_id = e.patient_id
            where e.tenant_id = ? and e.patient_id in (select id from people) and e.status <> 'CANCELLED'
            """;

    private KeptRecord() {}

    /** Who died counts as having died in each visit: the longer term is taken where it is not sure. */
    static boolean is(Transaction t, UUID tenant, UUID patient, Instant now) {
        LocalDate today = now.atZone(HERE).toLocalDate();
        return t.query(VISITS, KeptRecord::retention, tenant, patient, tenant).stream()
                .anyMatch(kept -> kept.until() == null || !kept.until().isBefore(today));
    }

    private static Retention retention(Row row) {
        String ended = row.text("ended");
        return Retention.of(new Retention.Facts(
                ended == null ? null : LocalDate.parse(ended),
                row.bool("deceased"),
                Arrays.asList(row.<String>array("diagnoses")),
                Arrays.asList(row.<String>array("accidents"))));
    }
}
