package vn.emr.core.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.InChart;
import vn.emr.core.access.ListGrant;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** People as they stand beside each other in the worklists of matching. */
public final class Candidates {
    /** Enough of the newest visits to tell two people apart. */
    private static final int VISITS = 5;

    private static final int MOST = 10;
    /** A sort key is the name without accents, this, and the name with them. */
    private static final char BETWEEN = '\u0001';

    private static final char AFTER = '\u0002';
    /** Sorts where no name is. */
    private static final String NOBODY = "\u0002";

    private Candidates() {}

    /** A visit in one line. */
    public record Visit(
            String visitNumber,

            @com.fasterxml.jackson.annotation.JsonProperty("class")
            EncounterClass encounterClass,

            EncounterStatus status,
            Instant start,
            String facility) {}

    /**
     * A person as compared with another.
     *
     * @param version to be named with a decision, so that it is made on what was seen
     * @param visits the newest five; those that labels hide are not among them and not counted
     */
    public record Side(
            UUID id, int version, PatientPart.Person person, List<Visit> visits, long visitCount, long reportCount) {}

    /** Somebody of the record who may be meant. */
    public record Candidate(Side side, List<Comparison.Fact> facts) {}

    private static final String PEOPLE = """
            select r.content::text as content,
                   (select count(*) from encounter e
                    where e.tenant_id = p.tenant_id and e.patient_id in (select chart_filed(p.tenant_id, array[p.patient_id]))
                      and %s = p.patient_id and e.encounter_id <> all (closed.ids)) as visits,
                   (select count(*) from diagnostic_report d
                    where d.tenant_id = p.tenant_id
                      and d.patient_id in (select chart_filed(p.tenant_id, array[p.patient_id]))
                      and %s = p.patient_id and not (array[d.report_id, d.encounter_id] && closed.ids)) as reports
            from patient p
            cross join lateral (
              select array(select closed_rows(p.tenant_id, array(select chart_filed(p.tenant_id, array[p.patient_id])), ?)) as ids
              offset 0) closed
            join revision r on r.tenant_id = p.tenant_id and r.patient_id = p.patient_id and r.noun_id = p.patient_id
                           and r.version = p.version and r.committed_at = p.revised_at
            where p.tenant_id = ? and p.patient_id = any (?)
            """.formatted(InChart.shownUnder("e"), InChart.shownUnder("d"));

    private static final String NEWEST_VISITS = """
            select who.id as patient_id, e.visit_number, e.class, e.status, e.start_from, f.name as facility
            from unnest(?::uuid[]) as who(id)
            cross join lateral (
              select v.* from encounter v
              where v.tenant_id = ? and v.patient_id in (select chart_filed(v.tenant_id, array[who.id])) and %s = who.id
                and v.encounter_id not in (
                  select closed_rows(v.tenant_id, array(select chart_filed(v.tenant_id, array[who.id])), ?))
              order by v.start_from desc nulls last limit ?) e
            left join facility f on f.id = e.facility_id
            order by e.start_from desc nulls last
            """.formatted(InChart.shownUnder("v"));

    /** Suggestions only: the same number under whatever issuer, or the same name and birth; and whom the rule reaches. */
    private static final String LIKE = """
            select distinct link_root(x.tenant_id, x.patient_id) as patient_id from (
              select i.tenant_id, i.patient_id from patient_identifier i where i.tenant_id = ? and i.value = any (?)
              union all
              select p.tenant_id, p.patient_id from patient p
              where p.tenant_id = ? and p.sort_key >= ? and p.sort_key < ?
                and (?::timestamptz is null or p.birth_from = ? or left(p.birth_sent, 4) = ?)) x
            where exists (select 1 from (%s) counted where counted.patient_id = link_root(x.tenant_id, x.patient_id))
            limit ?
            """;

    /** A person with what tells them apart. */
    record Known(Patient patient, Side side) {}

    static Map<UUID, Known> read(Transaction t, ListGrant grant, List<UUID> ids) {
        UUID[] people = ids.stream().distinct().toArray(UUID[]::new);
        Map<UUID, List<Visit>> visits = new HashMap<>();
        t.query(
                NEWEST_VISITS,
                row -> visits.computeIfAbsent(row.uuid("patient_id"), p -> new ArrayList<>())
                        .add(new Visit(
                                row.text("visit_number"),
                                EncounterClass.valueOf(row.text("class")),
                                EncounterStatus.valueOf(row.text("status")),
                                row.instant("start_from"),
                                row.text("facility"))),
                people,
                grant.tenantId(),
                grant.roles(),
                VISITS);
        Map<UUID, Known> known = new HashMap<>();
        Instant now = Instant.now();
        t.query(
                PEOPLE,
                row -> {
                    Patient p = (Patient) Content.read(NounKind.PATIENT, row.text("content"));
                    known.put(
                            p.id(),
                            new Known(
                                    p,
                                    new Side(
                                            p.id(),
                                            p.version(),
                                            PatientPart.person(p, List.of(), now),
                                            visits.getOrDefault(p.id(), List.of()),
                                            row.number("visits"),
                                            row.number("reports"))));
                    return p;
                },
                grant.roles(),
                grant.tenantId(),
                people);
        return known;
    }

    /** Who of the record may be the person described, compared; nobody is chosen by this. */
    static List<Candidate> of(Transaction t, ListGrant grant, Patient described) {
        List<UUID> like = like(t, grant, described).stream()
                .filter(id -> !id.equals(described.id()))
                .toList();
        Map<UUID, Known> people = like.isEmpty() ? Map.of() : read(t, grant, like);
        return like.stream()
                .map(people::get)
                .map(known -> new Candidate(known.side(), Comparison.of(described, known.patient())))
                .toList();
    }

    private static List<UUID> like(Transaction t, ListGrant grant, Patient described) {
        String[] numbers = described.identifiers().stream()
                .map(Identifier::value)
                .filter(value -> !value.isBlank())
                .toArray(String[]::new);
        String sortKey = described.name().map(PersonName::sortKey).orElse("");
        String name = sortKey.isEmpty() ? NOBODY : sortKey.substring(0, sortKey.indexOf(BETWEEN));
        TimePoint born = described.birth();
        List<Object> parameters = new ArrayList<>(Arrays.asList(
                grant.tenantId(),
                numbers,
                grant.tenantId(),
                name + BETWEEN,
                name + AFTER,
                born == null ? null : born.from(),
                born == null ? null : born.from(),
                born == null ? null : born.sent().substring(0, 4)));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.add(MOST);
        return t.query(LIKE.formatted(grant.counted()), row -> row.uuid("patient_id"), parameters.toArray());
    }
}
