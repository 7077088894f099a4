package vn.emr.core.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.ListGrant;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/**
 * Finding people: by words of the name without accents, by the beginning of a number, by phone, or simply who lies in the
 * own wards. Only people whom the grant's rule names are found; a merged person is shown as the survivor.
 */
@ApplicationScoped
public class PatientSearch {
    /** A page a person can look through. */
    public static final int MOST = 100;

    /** More words than any name has. */
    static final int MOST_WORDS = 8;

    private static final int LONGEST_TEXT = 100;

    /**
     * What is looked for.
     *
     * @param text part of a name, a number or a phone; empty lists everybody
     * @param cursor from the page before, or null
     * @param departmentId only who lies in this department now
     * @param inWard only who lies in one of the own departments now
     */
    public record Asked(String text, String cursor, Integer limit, UUID departmentId, Boolean inWard) {}

    /** @param restricted a label hides where; of an own department it is shown, as the ward knows it */
    public record Stay(String department, String room, String bed, Instant since, boolean open, boolean restricted) {}

    /**
     * @param withdrawn a result of this person was lately taken back as wrong; the chart says which
     * @param score in the list of a ward the newest early-warning score of the last day; else null
     */
    public record PatientRow(
            UUID id,
            String name,
            Sex sex,
            When birth,
            String age,
            String patientNumber,
            String cccdMasked,
            boolean provisional,
            boolean deceased,
            boolean withdrawn,
            Stay stay,
            WardScore score) {}

    /** @param next cursor of the next page, null on the last */
    public record Page(List<PatientRow> patients, String next) {}

    private record Found(PatientRow row, String sortKey) {}

    private record Cursor(String sortKey, UUID id) {}

    private final Database database;

    @Inject
    public PatientSearch(Database database) {
        this.database = database;
    }

    /**
     * One page, in Vietnamese order of names.
     *
     * @throws Refusal MALFORMED_FIELD for a cursor that is not ours
     */
    public Page page(ListGrant grant, Asked asked) {
        int limit = asked.limit() == null ? 20 : Math.clamp(asked.limit(), 1, MOST);
        Cursor cursor = cursor(asked.cursor());
        SearchText text = SearchText.of(asked.text() == null ? "" : cut(asked.text()));
        List<Object> parameters = new ArrayList<>();
        parameters.add(grant.tenantId());
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.addAll(text.parameters(grant.tenantId()));
        UUID[] own = grant.departments().toArray(UUID[]::new);
        UUID[] wards = wards(grant, asked);
        if (wards != null) {
            parameters.addAll(Arrays.asList(wards, own, grant.roles()));
        }
        Instant now = Instant.now();
        parameters.addAll(Arrays.asList(cursor.sortKey(), cursor.id(), limit + 1));
        parameters.addAll(Arrays.asList(WithdrawnList.since(now), grant.roles(), own, grant.roles()));
        parameters.addAll(Arrays.asList(wards == null ? null : WardScore.since(now), grant.roles()));
        String sql = PAGE.formatted(
                grant.counted(),
                grant.counted(),
                text.condition(),
                wards == null ? "" : LIES_THERE_NOW,
                WithdrawnList.alerts("page.tenant_id", "chart.filed", "chart.people"),
                WardScore.newest("page.tenant_id", "chart.filed", "chart.people"));
        List<Found> found = database.query(sql, row -> found(row, now), parameters.toArray());
        boolean more = found.size() > limit;
        List<Found> shown = more ? found.subList(0, limit) : found;
        String next = more ? write(shown.getLast()) : null;
        return new Page(shown.stream().map(Found::row).toList(), next);
    }

    private static final String PAGE = """
            with page as (
              select p.tenant_id, p.patient_id, p.version, p.revised_at, p.name, p.sex, p.sort_key, p.provisional, p.deceased
              from patient p
              where p.tenant_id = ?
                and p.patient_id in (
                  select c.patient_id from (%s) c
                  union all
                  select link_root(l.tenant_id, l.patient_id)
                  from (%s) c join patient_link l on l.tenant_id = c.tenant_id and l.patient_id = c.patient_id and l.active)
                and not exists (select 1 from patient_link l
                                where l.tenant_id = p.tenant_id and l.patient_id = p.patient_id and l.active)
                %s
                %s
                and (p.sort_key, p.patient_id) > (?, ?)
              order by p.sort_key, p.patient_id
              limit ?)
            select page.patient_id, page.name, page.sex, page.sort_key, page.provisional, page.deceased,
                   r.content->>'birth' as birth, r.content->'deceasedAt'->>'from' as died,
                   number.value as number, cccd.value as cccd,
                   stay.department, stay.room, stay.bed, stay.start_from, stay.open, stay.restricted,
                   newest.score, newest.red, newest.taken_at as scored_at,
                   %s as withdrawn
            from page
            cross join lateral (
              select p.people, array(select chart_filed(page.tenant_id, p.people)) as filed
              from (select array(select link_set(page.tenant_id, page.patient_id)) as people) p) chart
            join revision r on r.tenant_id = page.tenant_id and r.patient_id = page.patient_id
                           and r.noun_id = page.patient_id and r.version = page.version and r.committed_at = page.revised_at
            left join lateral (
              select i.value from patient_identifier i
              where i.tenant_id = page.tenant_id and i.patient_id = page.patient_id and i.active
                and i.kind in ('PATIENT_NUMBER', 'TEMPORARY')
              order by i.kind, i.line limit 1) number on true
            left join lateral (
              select i.value from patient_identifier i
              where i.tenant_id = page.tenant_id and i.patient_id = page.patient_id and i.active and i.kind = 'CCCD'
              order by i.line limit 1) cccd on true
            left join lateral (
              select coalesce(d.name, s.department_code) as department, s.room, s.bed, s.start_from,
                     s.end_from is null and e.end_from is null and e.status <> 'FINISHED'
                       and e.class not in ('OUTPATIENT_TREATMENT', 'EXAMINATION') as open,
                     not coalesce(s.department_id = any (?), false)
                       and s.encounter_id in (select closed_rows(page.tenant_id, chart.filed, ?)) as restricted
              from department_stay s
              left join visit_link l on l.tenant_id = s.tenant_id and l.encounter_id = s.encounter_id and l.active
              join encounter e on e.tenant_id = s.tenant_id and e.encounter_id = coalesce(l.shown_as, s.encounter_id)
              left join department d on d.id = s.department_id
              where s.tenant_id = page.tenant_id and s.patient_id = any (chart.filed)
                and coalesce(l.shown_under, s.patient_id) = any (chart.people)
                and not s.cancelled and e.status <> 'CANCELLED'
              order by open desc, s.start_from desc nulls last
              limit 1) stay on true
            left join lateral (%s) newest on true
            order by page.sort_key, page.patient_id
            """;

    private static final String LIES_THERE_NOW = """
            and exists (
              select 1
              from (select array(select link_set(p.tenant_id, p.patient_id)) as ids) people
              cross join department_stay s
              left join visit_link l on l.tenant_id = s.tenant_id and l.encounter_id = s.encounter_id and l.active
              join encounter e on e.tenant_id = s.tenant_id and e.encounter_id = coalesce(l.shown_as, s.encounter_id)
              where s.tenant_id = p.tenant_id and s.patient_id in (select chart_filed(p.tenant_id, people.ids))
                and coalesce(l.shown_under, s.patient_id) = any (people.ids)
                and s.department_id = any (?) and not s.cancelled and s.end_from is null
                and e.end_from is null and e.status not in ('CANCELLED', 'FINISHED')
                and e.class not in ('OUTPATIENT_TREATMENT', 'EXAMINATION')
                and (s.department_id = any (?)
                     or s.encounter_id not in (
                       select closed_rows(p.tenant_id, array(select chart_filed(p.tenant_id, people.ids)), ?))))
            """;

    /** Null when wards do not matter. A ward of others adds nothing: the rule stands beside it. */
    private static UUID[] wards(ListGrant grant, Asked asked) {
        if (asked.departmentId() != null) {
            return new UUID[] {asked.departmentId()};
        }
        return Boolean.TRUE.equals(asked.inWard()) ? grant.departments().toArray(UUID[]::new) : null;
    }

    private static Found found(Row row, Instant now) {
        TimePoint birth = Parts.time(row.text("birth"));
        String died = row.text("died");
        Stay stay = row.bool("open") == null
                ? null
                : row.bool("restricted")
                        ? new Stay(null, null, null, null, row.bool("open"), true)
                        : new Stay(
                                row.text("department"),
                                row.text("room"),
                                row.text("bed"),
                                row.instant("start_from"),
                                row.bool("open"),
                                false);
        PatientRow shown = new PatientRow(
                row.uuid("patient_id"),
                row.text("name"),
                Sex.valueOf(row.text("sex")),
                When.of(birth),
                Age.text(birth, died == null ? now : Instant.parse(died)),
                row.text("number"),
                Masked.of(row.text("cccd")),
                row.bool("provisional"),
                row.bool("deceased"),
                row.bool("withdrawn"),
                stay,
                WardScore.of(row));
        return new Found(shown, row.text("sort_key"));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static String write(Found last) {
        String plain = last.row().id() + last.sortKey();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static Cursor cursor(String text) {
        if (text == null || text.isEmpty()) {
            return new Cursor("", new UUID(0, 0));
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Cursor cursor = new Cursor(plain.substring(36), UUID.fromString(plain.substring(0, 36)));
            if (cursor.sortKey().indexOf('\0') < 0) {
                return cursor;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Answered below, like any cursor that is not ours.
        }
        throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this search", "/cursor");
    }
}
