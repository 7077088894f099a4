package vn.emr.core.worklist;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.store.Transaction;

/**
 * Finds people who may be one: the same national, insurance or patient number, or the same name, birth and sex. It only
 * writes a list for people to decide; nothing is ever merged by it, and a blank number is never evidence.
 */
final class Duplicates {
    private Duplicates() {}

    private static final String FORGET = """
            delete from possible_duplicate
            where tenant_id = ? and (one_id = any (?) or other_id = any (?))
            """;

    /**
     * Names are compared without accents: the sort key begins with them, so its index answers. A birth known by year only
     * fits any day of that year. Common names have many namesakes: the first 20 are enough to look at.
     */
    private static final String FIND = """
            insert into possible_duplicate (tenant_id, one_id, other_id, evidence, found_at)
            select x.tenant_id, least(x.a, x.b), greatest(x.a, x.b), max(x.evidence), ?
            from (
              select i.tenant_id, i.patient_id as a, o.patient_id as b, 'NUMBER' as evidence
              from patient_identifier i
              join patient_identifier o on o.tenant_id = i.tenant_id and o.value = i.value and o.system = i.system
                                       and o.kind = i.kind and o.patient_id <> i.patient_id
              where i.tenant_id = ? and i.patient_id = any (?) and i.value <> ''
                and i.kind in ('CCCD', 'PATIENT_NUMBER', 'INSURANCE_CARD', 'SOCIAL_INSURANCE', 'CMND', 'PASSPORT',
                               'FOREIGNER_ID', 'EID_ACCOUNT')
              union all
              select p.tenant_id, p.patient_id, q.patient_id, 'NAME'
              from patient p
              cross join lateral (
                select n.patient_id from patient n
                where n.tenant_id = p.tenant_id
                  and n.sort_key >= split_part(p.sort_key, E'\\x01', 1) || E'\\x01'
                  and n.sort_key < split_part(p.sort_key, E'\\x01', 1) || E'\\x02'
                  and n.patient_id <> p.patient_id
                  and (n.birth_from = p.birth_from
                       or (length(n.birth_sent) = 4 or length(p.birth_sent) = 4)
                          and left(n.birth_sent, 4) = left(p.birth_sent, 4))
                  and (n.sex = p.sex or 'UNKNOWN' in (n.sex, p.sex))
                limit 20) q
              where p.tenant_id = ? and p.patient_id = any (?) and p.name is not null and p.birth_from is not null) x
            where not exists (select 1 from distinct_people d
                              where d.tenant_id = x.tenant_id and d.one_id = least(x.a, x.b)
                                and d.other_id = greatest(x.a, x.b))
            group by x.tenant_id, least(x.a, x.b), greatest(x.a, x.b)
            on conflict do nothing
            """;

    /** Looks again at people who changed: what no longer fits goes, what fits now comes. */
    static void look(Transaction t, UUID tenantId, UUID[] people, Instant now) {
        t.update(FORGET, tenantId, people, people);
        t.update(FIND, now, tenantId, people, tenantId, people);
    }
}
