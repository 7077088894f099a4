package vn.emr.core.desk;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.MessageListGrant;
import vn.emr.core.desk.MessageSearch.Asked;
import vn.emr.core.desk.MessageSearch.Standing;
import vn.emr.core.store.IntakeStore;

/**
 * The SQL of one page of messages: {@code id} and {@code received_at} of its rows. Which index leads depends on what was
 * asked; texts that people typed are parameters only.
 */
final class MessageQuery {
    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

    private final MessageListGrant grant;
    private final Asked asked;
    private final Place place;
    private final int rows;

    MessageQuery(MessageListGrant grant, Asked asked, Place place, int rows) {
        this.grant = grant;
        this.asked = asked;
        this.place = place;
        this.rows = rows;
    }

    /** @param parameters takes the parameters, in order */
    String write(List<Object> parameters) {
        if (grant.patientNumber() != null || asked.orderNumber() != null || asked.controlId() != null) {
            return ofCandidates(parameters);
        }
        if (asked.outcome() == Standing.WAITING) {
            return waiting(parameters);
        }
        if (asked.code() != null || asked.outcome() == Standing.PARKED || asked.outcome() == Standing.REFUSED) {
            return troubled(parameters);
        }
        return bySender(parameters);
    }

    private UUID source() {
        return grant.onlySource() != null ? grant.onlySource() : asked.sourceId();
    }

    /** The filters every way in shares; columns are those of {@code inbound i}. */
    private String filters(List<Object> parameters, boolean bySource) {
        StringBuilder sql =
                new StringBuilder(" and i.received_at >= ? and i.received_at < ? and (i.received_at, i.id) < (?, ?)");
        parameters.addAll(Arrays.asList(
                asked.from() == null ? LONG_AGO : asked.from(),
                asked.to() == null ? Place.FIRST.at() : asked.to(),
                place.at(),
                place.id()));
        if (bySource && source() != null) {
            sql.append(" and i.source_id = ?");
            parameters.add(source());
        }
        if (asked.messageType() != null) {
            sql.append(" and i.message_type = ?");
            parameters.add(asked.messageType());
        }
        if (asked.outcome() == Standing.WAITING) {
            sql.append(" and exists (select 1 from parked p where p.inbound_id = i.id and p.state = 'WAITING')");
        } else if (asked.outcome() != null) {
            sql.append(" and i.outcome = ?");
            parameters.add(asked.outcome());
        }
        if (asked.code() != null) {
            sql.append(" and i.code = ?");
            parameters.add(asked.code());
        }
        return sql.toString();
    }

    /** Each sender's newest, and of those the newest: one short walk in an index for each sender. */
    private String bySender(List<Object> parameters) {
        List<Object> known = new ArrayList<>();
        String knownFilters = filters(known, false);
        String sender = source() == null ? "" : " and sender.id = ?";
        parameters.add(grant.tenantId());
        parameters.addAll(known);
        parameters.add(rows);
        parameters.add(grant.tenantId());
        if (source() != null) {
            parameters.add(source());
        }
        String sql = """
                select m.id, m.received_at from source sender
                cross join lateral (
                  select i.id, i.received_at from inbound i
                  where i.tenant_id = ? and i.source_id = sender.id%s
                  order by i.received_at desc, i.id desc limit ?) m
                where sender.tenant_id = ?%s
                """.formatted(knownFilters, sender);
        if (source() == null) {
            parameters.add(grant.tenantId());
            sql += """
                    union all
                    (select i.id, i.received_at from inbound i
                     where i.tenant_id = ? and i.source_id is null%s
                     order by i.received_at desc, i.id desc limit ?)
                    """.formatted(filters(parameters, false));
            parameters.add(rows);
        }
        parameters.add(rows);
        return "select id, received_at from (" + sql + ") sent order by received_at desc, id desc limit ?";
    }

    private String troubled(List<Object> parameters) {
        parameters.add(grant.tenantId());
        String sql = """
                select i.id, i.received_at from inbound i
                where i.tenant_id = ? and i.outcome <> 'APPLIED'%s
                order by i.received_at desc, i.id desc limit ?
                """.formatted(filters(parameters, true));
        parameters.add(rows);
        return sql;
    }

    private String waiting(List<Object> parameters) {
        parameters.add(grant.tenantId());
        String sql = """
                select i.id, i.received_at from parked w
                join inbound i on i.id = w.inbound_id and i.received_at = w.received_at
                where w.tenant_id = ? and w.state = 'WAITING'%s
                order by i.received_at desc, i.id desc limit ?
                """.formatted(filters(parameters, true));
        parameters.add(rows);
        return sql;
    }

    /** The messages behind a number, which are few; when several numbers are given, those behind all of them. */
    private String ofCandidates(List<Object> parameters) {
        List<String> sets = new ArrayList<>();
        if (grant.patientNumber() != null) {
            sets.add(ofPatient(parameters));
        }
        if (asked.orderNumber() != null) {
            sets.add(ofOrder(parameters));
        }
        if (asked.controlId() != null) {
            sets.add(ofControlId(parameters));
        }
        parameters.add(grant.tenantId());
        String sql = """
                select i.id, i.received_at
                from (%s) candidate
                join inbound_key k on k.inbound_id = candidate.id
                join inbound i on i.id = k.inbound_id and i.received_at = k.received_at
                where i.tenant_id = ?%s
                order by i.received_at desc, i.id desc limit ?
                """.formatted(
                sets.stream().map(set -> "(" + set + ")").collect(joining(" intersect ")), filters(parameters, true));
        parameters.add(rows);
        return sql;
    }

    /** What was filed under the people, and what waits for their number. */
    private String ofPatient(List<Object> parameters) {
        parameters.addAll(Arrays.asList(grant.tenantId(), grant.people()));
        String filed = """
                select c.inbound_id as id from audit_event e join record_commit c on c.id = e.commit_id
                where e.tenant_id = ? and e.patient_id = any (?) and c.inbound_id is not null
                """;
        if (!grant.unfiled()) {
            return "select id from (" + filed + ") filed";
        }
        parameters.addAll(Arrays.asList(grant.tenantId(), grant.patientNumber(), grant.facilityId()));
        return "select id from (" + filed + """
                union
                select w.inbound_id from parked_wait w
                join parked p on p.inbound_id = w.inbound_id and p.state = 'WAITING'
                left join source s on s.id = p.source_id
                where w.tenant_id = ? and w.value = ? and (s.facility_id is null or s.facility_id = ?)) filed
                """;
    }

    private String ofOrder(List<Object> parameters) {
        String number = asked.orderNumber();
        UUID tenant = grant.tenantId();
        parameters.addAll(Arrays.asList(
                tenant, number, tenant, number, tenant, number, tenant, likeLiterally(number), number, tenant));
        return """
                select c.inbound_id as id
                from (
                  select patient_id, order_id as noun_id from service_order where tenant_id = ? and placer_number = ?
                  union select patient_id, order_id from service_order where tenant_id = ? and filler_number = ?
                  union select patient_id, order_id from service_order where tenant_id = ? and accession = ?
                  union select patient_id, report_id from diagnostic_report
                        where tenant_id = ? and report_key like ? and substr(report_key, length(?) + 1) !~ '^[[:alnum:]]') n
                join revision r on r.tenant_id = ? and r.patient_id = n.patient_id and r.noun_id = n.noun_id
                join record_commit c on c.id = r.commit_id and c.inbound_id is not null
                """;
    }

    /** What begins with the text, whatever characters it holds. */
    private static String likeLiterally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private String ofControlId(List<Object> parameters) {
        UUID tenant = grant.tenantId();
        parameters.addAll(
                Arrays.asList(tenant, asked.controlId(), tenant, tenant, IntakeStore.NO_SOURCE, asked.controlId()));
        return """
                select k.inbound_id as id from source s
                join inbound_key k on k.tenant_id = ? and k.source_id = s.id and k.control_id = ?
                where s.tenant_id = ?
                union
                select k.inbound_id from inbound_key k where k.tenant_id = ? and k.source_id = ? and k.control_id = ?
                """;
    }
}
