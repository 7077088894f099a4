package vn.emr.core.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.chart.Age;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.Precision;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value.From;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** What a chart says of one visit, asked path by path; each noun is read once. Shows no more than the chart does. */
public final class Known {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(Forms.ZONE);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(Forms.ZONE);
    private static final String HERE = "EMR";

    /**
     * One fact in every form in which an item may take it; what it is not is null.
     *
     * @param words as a person writes it
     */
    record Fact(String words, BigDecimal number, String date, Instant moment, String code, From from) {
        Fact by(From source) {
            return new Fact(words, number, date, moment, code, source);
        }
    }

    /** Facts that belong together, by path. */
    record Facts(Map<String, Fact> facts, From from) {}

    private final Transaction t;
    private final Grant grant;
    private final UUID folderId;
    private final UUID encounterId;
    private final UUID facilityId;
    private final String caller;
    private final Instant now;
    private final KnownFindings findings;
    private final Map<NounKind, Optional<Noun>> read = new HashMap<>();

    /** @param caller what people call whoever asks */
    public Known(
            Transaction t, Grant grant, UUID folderId, UUID encounterId, UUID facilityId, String caller, Instant now) {
        this.t = t;
        this.grant = grant;
        this.folderId = folderId;
        this.encounterId = encounterId;
        this.facilityId = facilityId;
        this.caller = caller;
        this.now = now;
        this.findings = new KnownFindings(t, grant, encounterId);
    }

    /** What is known at a path, the most important first; empty when nothing is. */
    List<Fact> facts(String path) {
        return switch (path.substring(0, path.indexOf('.') < 0 ? path.length() : path.indexOf('.'))) {
            case "patient" ->
                patient().stream()
                        .flatMap(p -> ofPatient(path, p).stream().map(f -> by(f, path, p)))
                        .toList();
            case "encounter", "stay", "staff", "folder" ->
                encounter().stream()
                        .flatMap(e -> ofVisit(path, e).stream().map(f -> by(f, path, e)))
                        .toList();
            case "facility" -> ofFacility(path);
            case "condition" -> findings.conditions(path);
            case "vital" -> findings.vital(path);
            case "report" -> findings.summary(path);
            case "caller" -> List.of(words(caller).by(here(path)));
            case "now" -> List.of(moment(now).by(here(path)));
            case "today" -> List.of(day(LocalDate.ofInstant(now, Forms.ZONE)).by(here(path)));
            default -> List.of();
        };
    }

    /** The rows of a path that has rows: the stays of the visit. */
    List<Facts> rows(String path) {
        if (!path.equals("stay.list")) {
            return List.of();
        }
        return encounter().stream()
                .flatMap(e -> stays(e).map(stay -> new Facts(ofStay(stay), from(path, e))))
                .toList();
    }

    private List<Fact> ofPatient(String path, Patient p) {
        String rest = path.substring("patient.".length());
        if (rest.startsWith("address")) {
            return p.addresses().stream()
                    .findFirst()
                    .map(a -> ofAddress(rest, a))
                    .orElse(List.of());
        }
        if (rest.startsWith("relative")) {
            return p.relatives().stream()
                    .findFirst()
                    .map(r -> ofRelative(rest, r))
                    .orElse(List.of());
        }
        if (rest.startsWith("insurance")) {
            return ofInsurance(rest, p);
        }
        return switch (rest) {
            case "name" -> p.name().map(n -> List.of(words(n.full()))).orElse(List.of());
            case "birth" -> p.birth() == null ? List.of() : List.of(time(p.birth()));
            case "age" -> age(p);
            case "sex" ->
                switch (p.sex()) {
                    case MALE -> List.of(coded("1", "Nam"));
                    case FEMALE -> List.of(coded("2", "Nữ"));
                    case OTHER, UNKNOWN -> List.of();
                };
            case "number" -> identifier(p, IdentifierKind.PATIENT_NUMBER);
            case "national-id" -> identifier(p, IdentifierKind.CCCD);
            case "occupation" -> coded(p.occupation());
            case "ethnicity" -> coded(p.ethnicity());
            case "nationality" -> coded(p.nationality());
            case "phone" -> p.phones().stream().limit(1).map(Known::words).toList();
            case "mother" -> parent(p, "mẹ", "MTH");
            case "father" -> parent(p, "bố", "FTH");
            default -> List.of();
        };
    }

    private List<Fact> age(Patient p) {
        String text = Age.text(p.birth(), now);
        if (text == null) {
            return List.of();
        }
        String years = text.endsWith(" tuổi") ? text.substring(0, text.indexOf(' ')) : null;
        return List.of(new Fact(text, years == null ? null : new BigDecimal(years), null, null, null, null));
    }

    private static List<Fact> identifier(Patient p, IdentifierKind kind) {
        return p.active(kind).map(i -> List.of(words(i.value()))).orElse(List.of());
    }

    private static List<Fact> parent(Patient p, String word, String code) {
        return p.relatives().stream()
                .filter(r -> r.relation() != null
                        && (code.equals(r.relation().code())
                                || word.equalsIgnoreCase(r.relation().text())))
                .limit(1)
                .map(r -> words(r.name()))
                .toList();
    }

    private static List<Fact> ofAddress(String rest, Address a) {
        String whole = a.full() != null
                ? a.full()
                : Stream.of(a.line(), shown(a.ward()), shown(a.district()), shown(a.province()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
        return switch (rest) {
            case "address" -> some(whole);
            case "address.street" -> some(a.line());
            case "address.ward" -> coded(a.ward());
            case "address.district" -> coded(a.district());
            case "address.province" -> coded(a.province());
            default -> List.of();
        };
    }

    private static List<Fact> ofRelative(String rest, RelatedPerson r) {
        return switch (rest) {
            case "relative.name" -> some(r.name());
            case "relative.address" -> some(r.address());
            case "relative.phone" -> some(r.phone());
            default -> List.of();
        };
    }

    private List<Fact> ofInsurance(String rest, Patient p) {
        Coverage.Details card = card().map(Coverage::details).orElse(null);
        return switch (rest) {
            case "insurance-number" ->
                card != null ? some(card.number()) : identifier(p, IdentifierKind.INSURANCE_CARD);
            case "insurance-from" -> card == null ? List.of() : times(card.validFrom());
            case "insurance-until" -> card == null ? List.of() : times(card.validTo());
            case "insurance-place" -> card == null ? List.of() : some(card.registeredFacility());
            default -> List.of();
        };
    }

    private List<Fact> ofVisit(String path, Encounter e) {
        List<DepartmentStay> stays = stays(e).toList();
        DepartmentStay last = stays.isEmpty() ? null : stays.getLast();
        return switch (path) {
            case "encounter.number", "folder.admission-number" -> some(e.visitNumber());
            case "encounter.start" -> times(e.start());
            case "encounter.end" -> times(e.end());
            case "encounter.days" -> days(e.start(), e.end());
            case "encounter.reason" -> grant.tells(e.id()) ? some(e.reason()) : List.of();
            case "encounter.payer" ->
                card().map(c -> List.of(coded("1", "BHYT"))).orElse(List.of());
            case "staff.attending" -> some(e.attendingDoctor());
            case "stay.department", "stay.room", "stay.bed" ->
                last == null
                        ? List.of()
                        : Stream.ofNullable(ofStay(last).get(path)).toList();
            default -> List.of();
        };
    }

    private Map<String, Fact> ofStay(DepartmentStay stay) {
        Map<String, Fact> facts = new HashMap<>();
        facts.put("stay.department", department(stay));
        put(facts, "stay.room", some(stay.room()));
        put(facts, "stay.bed", some(stay.bed()));
        put(facts, "stay.start", times(stay.start()));
        put(facts, "stay.days", days(stay.start(), stay.end()));
        return facts;
    }

    private static void put(Map<String, Fact> facts, String path, List<Fact> some) {
        some.forEach(fact -> facts.put(path, fact));
    }

    private Fact department(DepartmentStay stay) {
        return t.first(
                        "select code, name from department where id = ? and tenant_id = ?",
                        row -> coded(row.text("code"), row.text("name")),
                        stay.departmentId(),
                        grant.tenantId())
                .orElse(words(stay.departmentCode()));
    }

    private List<Fact> ofFacility(String path) {
        return t.query(
                "select code, name from facility where id = ? and tenant_id = ?",
                row -> switch (path) {
                    case "facility.name" -> words(row.text("name")).by(here(path));
                    case "facility.code" -> words(row.text("code")).by(here(path));
                    default -> words(null);
                },
                facilityId,
                grant.tenantId());
    }

    private Optional<Patient> patient() {
        return read(NounKind.PATIENT, """
                select r.content::text as content
                from patient n
                join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.patient_id
                               and r.version = n.version and r.committed_at = n.revised_at
                where n.tenant_id = ? and n.patient_id = ?
                """, grant.tenantId(), grant.patientId()).map(Patient.class::cast);
    }

    private static final String VISIT = """
            select r.content::text as content
            from encounter n
            join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.encounter_id
                           and r.version = n.version and r.committed_at = n.revised_at
            where n.tenant_id = ? and %s and n.encounter_id = ?
            """.formatted(InChart.row("n", "n.encounter_id"));

    private static final String CARD = """
            select r.content::text as content
            from coverage n
            join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.coverage_id
                           and r.version = n.version and r.committed_at = n.revised_at
            where n.tenant_id = ? and %s and (n.valid_from is null or n.valid_from <= ?)
            order by n.valid_from desc nulls last, n.coverage_id
            limit 1
            """.formatted(InChart.row("n", "n.coverage_id"));

    private Optional<Encounter> encounter() {
        return read(
                        NounKind.ENCOUNTER,
                        VISIT,
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        encounterId)
                .map(Encounter.class::cast);
    }

    /** The newest insurance card that holds already. */
    private Optional<Coverage> card() {
        return read(NounKind.COVERAGE, CARD, grant.tenantId(), grant.filedUnder(), grant.people(), grant.hidden(), now)
                .map(Coverage.class::cast);
    }

    private Optional<Noun> read(NounKind kind, String sql, Object... parameters) {
        return read.computeIfAbsent(kind, k -> t.first(sql, row -> Content.read(k, row.text("content")), parameters));
    }

    private static Stream<DepartmentStay> stays(Encounter e) {
        return e.stays().stream().filter(stay -> !stay.cancelled());
    }

    private From here(String path) {
        return new From(path, HERE, now, folderId);
    }

    private static Fact by(Fact fact, String path, Noun noun) {
        return fact.by(from(path, noun));
    }

    static From from(String path, Noun noun) {
        Provenance origin = noun.origin();
        return new From(path, origin.sourceName(), origin.stated(), noun.id());
    }

    static Fact words(String words) {
        return new Fact(words, null, null, null, null, null);
    }

    static List<Fact> some(String words) {
        return words == null || words.isBlank() ? List.of() : List.of(words(words));
    }

    static Fact coded(String code, String words) {
        return new Fact(words, null, null, null, code, null);
    }

    static List<Fact> coded(Coded coded) {
        return coded == null ? List.of() : List.of(coded(coded.code(), coded.shown()));
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }

    private static List<Fact> times(TimePoint point) {
        return point == null ? List.of() : List.of(time(point));
    }

    /** A time as exact as it was told: a year stays a year. */
    private static Fact time(TimePoint point) {
        LocalDate day = LocalDate.ofInstant(point.from(), Forms.ZONE);
        return switch (point.precision()) {
            case YEAR -> new Fact(String.valueOf(point.year()), null, String.valueOf(point.year()), null, null, null);
            case MONTH ->
                new Fact(
                        "%02d/%d".formatted(day.getMonthValue(), day.getYear()),
                        null,
                        day.toString().substring(0, 7),
                        null,
                        null,
                        null);
            case DAY -> day(day);
            default -> moment(point.from());
        };
    }

    private static Fact day(LocalDate day) {
        return new Fact(DAY.format(day.atStartOfDay(Forms.ZONE)), null, day.toString(), null, null, null);
    }

    private static Fact moment(Instant moment) {
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return new Fact(
                MOMENT.format(second),
                null,
                LocalDate.ofInstant(second, Forms.ZONE).toString(),
                second,
                null,
                null);
    }

    private static List<Fact> days(TimePoint start, TimePoint end) {
        if (start == null || end == null || start.precision().compareTo(Precision.DAY) < 0) {
            return List.of();
        }
        long days = ChronoUnit.DAYS.between(
                LocalDate.ofInstant(start.from(), Forms.ZONE), LocalDate.ofInstant(end.from(), Forms.ZONE));
        return days < 0
                ? List.of()
                : List.of(new Fact(
                        String.valueOf(Math.max(1, days)),
                        BigDecimal.valueOf(Math.max(1, days)),
                        null,
                        null,
                        null,
                        null));
    }
}
