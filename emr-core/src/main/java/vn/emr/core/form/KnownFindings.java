package vn.emr.core.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Condition;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Value.From;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSigns;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** What was found in one visit: diagnoses, vital signs, and laboratory values that stand out. */
final class KnownFindings {
    private static final Map<String, VitalSign.Kind> VITALS = Map.of(
            "vital.pulse", VitalSign.Kind.PULSE,
            "vital.temperature", VitalSign.Kind.TEMPERATURE,
            "vital.systolic", VitalSign.Kind.SYSTOLIC_PRESSURE,
            "vital.diastolic", VitalSign.Kind.DIASTOLIC_PRESSURE,
            "vital.respiration", VitalSign.Kind.RESPIRATION,
            "vital.weight", VitalSign.Kind.WEIGHT,
            "vital.height", VitalSign.Kind.HEIGHT,
            "vital.spo2", VitalSign.Kind.OXYGEN_SATURATION,
            "vital.urine", VitalSign.Kind.URINE_OUTPUT);

    /** By which ranks each path is known; the first that is there. What people said of it here stands before what systems told. */
    private static final Map<String, List<String>> RANKS = Map.of(
            "condition.referral", List.of("referral"),
            "condition.admission", List.of("admission"),
            "condition.department", List.of("working"),
            "condition.primary", List.of("primary", "discharge"),
            "condition.secondary", List.of("secondary"),
            "condition.complication", List.of("complication"));

    private static final int MOST_VALUES = 60;

    private static final String CONDITIONS = """
            select r.content::text as content
            from condition c
            join revision r on r.tenant_id = c.tenant_id and r.patient_id = c.patient_id and r.noun_id = c.condition_id
                           and r.version = c.version and r.committed_at = c.revised_at
            where c.tenant_id = ? and %s and c.encounter_id = ? and c.active and c.rank = ?
              and (c.source_id is null or not said_here(c.tenant_id, array[c.encounter_id], c.rank))
            order by c.diagnosed_from desc nulls last, c.condition_id
            limit 20
            """.formatted(InChart.row("c", "c.condition_id"));

    private static final String MEASURED = """
            select o.number, coalesce(o.observed_from, d.issued_from) as at, d.report_id, s.name as source
            from observation o
            join diagnostic_report d on d.tenant_id = o.tenant_id and d.patient_id = o.patient_id and d.report_id = o.report_id
            left join source s on s.id = d.source_id
            where d.tenant_id = ? and %s and d.encounter_id = ? and o.shown and o.code = any (?) and o.number is not null
              and coalesce(o.observed_from, d.issued_from) is not null
            order by at desc
            limit 1
            """.formatted(InChart.row("d", "d.report_id"));

    private static final String NOTES = """
            select r.content::text as content
            from clinical_note c
            join revision r on r.tenant_id = c.tenant_id and r.patient_id = c.patient_id and r.noun_id = c.note_id
                           and r.version = c.version and r.committed_at = c.revised_at
            where c.tenant_id = ? and %s and c.encounter_id = ? and c.status = 'CURRENT' and c.written_from is not null
              and jsonb_array_length(r.content->'details'->'vitalSigns') > 0
            order by c.written_from desc, c.note_id
            limit 20
            """.formatted(InChart.row("c", "c.note_id"));

    private static final String READINGS = """
            select r.content::text as content
            from vital_signs v
            join revision r on r.tenant_id = v.tenant_id and r.patient_id = v.patient_id and r.noun_id = v.vitals_id
                           and r.version = v.version and r.committed_at = v.revised_at
            where v.tenant_id = ? and %s and v.encounter_id = ? and v.status = 'CURRENT'
            order by v.taken_at desc, v.vitals_id desc
            limit ?
            """.formatted(InChart.row("v", "v.vitals_id"));

    private static final String STANDING_OUT = """
            select d.report_id, d.code_text as report, d.issued_from as at, s.name as source, o.code_text as name,
                   concat(o.comparator, o.value_text) as value, o.unit, o.flag
            from diagnostic_report d
            join observation o on o.tenant_id = d.tenant_id and o.patient_id = d.patient_id and o.report_id = d.report_id
            left join source s on s.id = d.source_id
            where d.tenant_id = ? and %s and d.encounter_id = ? and d.category = 'LAB' and d.status in ('FINAL', 'CORRECTED', 'AMENDED')
              and o.shown and o.value_text is not null and o.flag ~ '^(H|HH|L|LL|A|AA|POS)'
            order by d.issued_from desc nulls last, d.report_id, o.line
            limit ?
            """.formatted(InChart.row("d", "d.report_id"));

    private final Transaction t;
    private final Grant grant;
    private final UUID encounterId;
    private final Map<String, List<Condition>> conditions = new HashMap<>();
    private List<ClinicalNote> notes;
    private List<VitalSigns> readings;

    KnownFindings(Transaction t, Grant grant, UUID encounterId) {
        this.t = t;
        this.grant = grant;
        this.encounterId = encounterId;
    }

    List<Fact> conditions(String path) {
        return RANKS.getOrDefault(path, List.of()).stream()
                .map(rank -> conditions.computeIfAbsent(rank, this::ranked))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .filter(c -> c.code() != null)
                .map(c -> Fact.coded(c.code().code(), c.code().shown()).by(Fact.from(path, c)))
                .toList();
    }

    private List<Condition> ranked(String rank) {
        return t.query(
                CONDITIONS, row -> (Condition) Content.read(NounKind.CONDITION, row.text("content")), visit(rank));
    }

    /** The newest, whoever measured it. */
    List<Fact> vital(String path) {
        VitalSign.Kind kind = VITALS.get(path);
        return kind == null
                ? List.of()
                : Stream.of(measured(path, kind), noted(path, kind), entered(path, kind))
                        .flatMap(found -> found)
                        .max(Comparator.comparing(fact -> fact.from().at()))
                        .stream()
                        .toList();
    }

    private Stream<Fact> measured(String path, VitalSign.Kind kind) {
        return t
                .query(
                        MEASURED,
                        row -> number(
                                row.decimal("number"),
                                new From(path, row.text("source"), row.instant("at"), row.uuid("report_id"))),
                        visit((Object) kind.loinc.toArray(String[]::new)))
                .stream();
    }

    private Stream<Fact> noted(String path, VitalSign.Kind kind) {
        return notes().stream().flatMap(note -> note.details().vitalSigns().stream()
                .filter(sign -> sign.kind() == kind)
                .map(sign -> number(
                        sign.value(),
                        new From(
                                path,
                                note.origin().sourceName(),
                                note.details().written().from(),
                                note.id()))));
    }

    private List<ClinicalNote> notes() {
        if (notes == null) {
            notes = t.query(
                    NOTES, row -> (ClinicalNote) Content.read(NounKind.CLINICAL_NOTE, row.text("content")), visit());
        }
        return notes;
    }

    private Stream<Fact> entered(String path, VitalSign.Kind kind) {
        return readings().stream().flatMap(reading -> reading.details().sign(kind).stream()
                .map(value -> number(value, from(path, reading))));
    }

    /** The readings that people entered, the oldest first, a row each. */
    List<Known.Facts> readingRows(String path) {
        return readings().reversed().stream()
                .map(reading -> {
                    From from = from(path, reading);
                    Map<String, Fact> facts = new HashMap<>();
                    facts.put("now", Fact.moment(reading.details().taken()).by(from));
                    facts.put(
                            "caller.name",
                            Fact.words(reading.origin().sourceName()).by(from));
                    VITALS.forEach((at, kind) ->
                            reading.details().sign(kind).ifPresent(value -> facts.put(at, number(value, from))));
                    return new Known.Facts(facts, from);
                })
                .toList();
    }

    private List<VitalSigns> readings() {
        if (readings == null) {
            readings = t.query(
                    READINGS,
                    row -> (VitalSigns) Content.read(NounKind.VITAL_SIGNS, row.text("content")),
                    visit(Check.MOST_ROWS));
        }
        return readings;
    }

    private static From from(String path, VitalSigns reading) {
        return new From(path, reading.origin().sourceName(), reading.details().taken(), reading.id());
    }

    private static Fact number(BigDecimal number, From from) {
        return new Fact(number.stripTrailingZeros().toPlainString(), number, null, null, null, from);
    }

    /** Laboratory values that stand out, report by report, the newest first. */
    List<Fact> summary(String path) {
        record Line(String report, String value, From from) {}
        List<Line> lines = t.query(
                STANDING_OUT,
                row -> new Line(
                        row.text("report"),
                        Stream.of(row.text("name"), row.text("value"), row.text("unit"), "(" + row.text("flag") + ")")
                                .filter(word -> word != null && !word.isBlank())
                                .collect(Collectors.joining(" ")),
                        new From(path, row.text("source"), row.instant("at"), row.uuid("report_id"))),
                visit(MOST_VALUES));
        if (lines.isEmpty() || !grant.tells(encounterId)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.report() == null ? "" : line.report() + ": ",
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((report, values) ->
                        texts.add(report + values.stream().map(Line::value).collect(Collectors.joining("; "))));
        return List.of(Fact.words(String.join("\n", texts)).by(lines.getFirst().from()));
    }

    private Object[] visit(Object... more) {
        return Stream.concat(
                        Stream.of(grant.tenantId(), grant.filedUnder(), grant.people(), grant.hidden(), encounterId),
                        Stream.of(more))
                .toArray();
    }
}
