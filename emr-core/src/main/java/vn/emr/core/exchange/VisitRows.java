package vn.emr.core.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.form.Fact;
import vn.emr.core.form.Known;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.OrderNumber;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.Procedure.Sort;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSigns;

/** The rows of one visit, by what the shape calls them; the oldest first, always in the same order. */
final class VisitRows {
    private static final String OPERATION_SHEET = "06/BV2";
    private final Known known;
    private final VisitNouns nouns;

    VisitRows(Known known, VisitNouns nouns) {
        this.known = known;
        this.nouns = nouns;
    }

    List<Row> of(String each) {
        if (each.startsWith("sheets ")) {
            return sheets(each.substring("sheets ".length()))
                    .map(VisitRows::row)
                    .toList();
        }
        return switch (each) {
            case "traits" -> traits();
            case "transfers" -> transfers();
            case "vitals" -> vitals();
            case "prescriptions" -> prescriptions();
            case "requisitions" -> requisitions();
            case "imaging" -> reports(true);
            case "laboratory" -> reports(false);
            case "procedures" -> done(Sort.PROCEDURE);
            case "operations" -> done(Sort.SURGERY);
            default -> throw new IllegalStateException("no such rows: " + each);
        };
    }

    /** What is linked with illness: allergies, tobacco and so on, as the bệnh án asks for them. */
    private List<Row> traits() {
        return nouns.record().stream()
                .flatMap(sheet -> sheet.answers().getOrDefault("dac-diem", List.of()).stream())
                .map(value -> new Row()
                        .say("trait", fact(value.answers(), "dd-loai"))
                        .say("value", fact(value.answers(), "dd-ghi"))
                        .say("note", fact(value.answers(), "dd-thang")))
                .toList();
    }

    private static Fact fact(Map<String, List<Value>> answers, String item) {
        return answers.getOrDefault(item, List.of()).stream()
                .map(Fact::of)
                .findFirst()
                .orElse(null);
    }

    private List<Row> transfers() {
        return known.rows("stay.transfers").stream()
                .map(stay -> new Row()
                        .say("department", stay.facts().get("stay.department"))
                        .say("start", stay.facts().get("stay.start"))
                        .say("days", stay.facts().get("stay.days")))
                .toList();
    }

    /** As systems told them and as people entered them. */
    private List<Row> vitals() {
        record At(Instant time, Row row) {}
        Stream<At> told = nouns.of(NounKind.CLINICAL_NOTE, ClinicalNote.class)
                .filter(note ->
                        note.details().stands() && !note.details().vitalSigns().isEmpty())
                .map(note -> new At(
                        note.details().written() == null
                                ? null
                                : note.details().written().from(),
                        signs(
                                new Row().say("at", note.details().written()),
                                note.details().vitalSigns())));
        Stream<At> entered = nouns.of(NounKind.VITAL_SIGNS, VitalSigns.class)
                .filter(VitalSigns::stands)
                .map(reading -> new At(
                        reading.details().taken(),
                        signs(
                                new Row()
                                        .say(
                                                "at",
                                                TimePoint.at(reading.details().taken())),
                                reading.details().signs())));
        return Stream.concat(told, entered)
                .sorted(Comparator.comparing(At::time, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(At::row)
                .toList();
    }

    private static Row signs(Row row, List<VitalSign> signs) {
        signs.forEach(sign -> row.say(sign.kind().name(), sign.value()));
        return row;
    }

    /** What one person ordered at one time is one prescription. */
    private List<Row> prescriptions() {
        record Slip(String prescriber, TimePoint ordered) {}
        Map<Slip, List<MedicationOrder.Details>> slips = new LinkedHashMap<>();
        Map<MedicationOrder.Details, String> keys = new LinkedHashMap<>();
        List<MedicationOrder> orders =
                nouns.of(NounKind.MEDICATION_ORDER, MedicationOrder.class).toList();
        List<MedicationOrder> here =
                orders.stream().filter(MedicationOrder::ofPerson).toList();
        orders.stream()
                .filter(order -> order.details().stands() && counts(order, here))
                .sorted(byTime(order -> order.details().ordered()))
                .forEach(order -> {
                    MedicationOrder.Details told = order.details();
                    // The key of a person's order says who asked.
                    keys.put(told, order.ofPerson() ? order.id().toString() : order.key());
                    slips.computeIfAbsent(new Slip(told.prescriber(), told.ordered()), s -> new ArrayList<>())
                            .add(told);
                });
        return slips.entrySet().stream()
                .map(slip -> {
                    Row row = new Row()
                            .say("prescriber", slip.getKey().prescriber())
                            .say(
                                    "reasons",
                                    slip.getValue().stream()
                                            .flatMap(told -> told.reasons().stream())
                                            .distinct()
                                            .collect(Collectors.joining(";")));
                    slip.getValue().forEach(told -> row.add("medications", medication(told, keys.get(told))));
                    return row;
                })
                .toList();
    }

    /** What a doctor ordered here and a system tells again under the same code or name is one medicine of the visit. */
    private static boolean counts(MedicationOrder order, List<MedicationOrder> here) {
        return order.ofPerson()
                || here.stream().noneMatch(other -> order.details().sameMedicine(other.details()));
    }

    private static Row medication(MedicationOrder.Details told, String key) {
        return new Row()
                .say("key", key)
                .say("use", joined(told.route() == null ? null : told.route().shown(), told.dose()))
                .say("ordered", told.ordered())
                .say("unit", told.unit())
                .say("category", told.category())
                .say("medicine", told.medicine())
                .say("quantity", told.quantity())
                .say("note", joined(told.strength(), told.form(), told.instructions()));
    }

    /** Orders under one group number are one requisition; an order without is its own. */
    private List<Row> requisitions() {
        Map<String, List<ServiceOrder>> groups = nouns.orders()
                .filter(order -> order.status() != ServiceOrder.Status.CANCELLED)
                .sorted(byTime(ServiceOrder::ordered))
                .collect(Collectors.groupingBy(VisitRows::group, LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream().map(VisitRows::requisition).toList();
    }

    private static String group(ServiceOrder order) {
        OrderNumber group = order.details().group();
        return group == null ? order.id().toString() : group.toString();
    }

    private static Row requisition(List<ServiceOrder> orders) {
        ServiceOrder first = orders.getFirst();
        OrderNumber group = first.details().group();
        Row row = new Row()
                .say("number", group == null ? number(first) : group.value())
                .say("requester", first.requester())
                .say("reason", reason(first))
                .say("department", first.departmentCode())
                .say("priority", first.details().priority());
        for (ServiceOrder order : orders) {
            List<Coded> tests = order.details().tests();
            (tests.isEmpty() ? Stream.of(order.code()) : tests.stream())
                    .forEach(service -> row.add(
                            "orders",
                            new Row()
                                    .say("number", number(order))
                                    .say("ordered", order.ordered())
                                    .say("category", order.category())
                                    .say("service", service)
                                    .say("quantity", "1")));
        }
        return row;
    }

    private static String number(ServiceOrder order) {
        return order.placerNumber() != null ? order.placerNumber() : order.fillerNumber();
    }

    private static String reason(ServiceOrder order) {
        return order.details().reason() != null
                ? order.details().reason().shown()
                : order.details().clinicalInfo();
    }

    private List<Row> reports(boolean imaging) {
        Map<UUID, ServiceOrder> orders = nouns.orders().collect(Collectors.toMap(ServiceOrder::id, order -> order));
        return nouns.of(NounKind.DIAGNOSTIC_REPORT, DiagnosticReport.class)
                .filter(report -> report.status().shown() && Readings.imaging(report.category()) == imaging)
                .sorted(byTime(DiagnosticReport::issued))
                .map(report -> report(report, orders.get(report.orderId()), imaging))
                .toList();
    }

    private static Row report(DiagnosticReport report, ServiceOrder order, boolean imaging) {
        Row row = new Row()
                .say("number", report.placerNumber() != null ? report.placerNumber() : report.fillerNumber())
                .say("performer", report.performer())
                .say("service", report.code())
                .say("effective", report.effective())
                .say("issued", report.issued())
                .say(
                        "specimen",
                        report.specimen() == null ? null : report.specimen().shown())
                .say("notes", String.join("\n", report.notes()));
        if (order != null) {
            row.say("requester", order.requester()).say("reason", reason(order));
        }
        return imaging ? Readings.read(row, report) : Readings.values(row, report);
    }

    /** Sheets of operations, and where the visit has none what was written or told as done, each once. */
    private List<Row> done(Sort sort) {
        List<Row> written = sheets(OPERATION_SHEET)
                .filter(sheet -> sort == kind(sheet))
                .map(VisitRows::row)
                .toList();
        return written.isEmpty() && sheets(OPERATION_SHEET).findAny().isEmpty() ? told(sort) : written;
    }

    /** Whether a sheet of operations tells of a procedure (thủ thuật) or of surgery. */
    private static Sort kind(Sheet sheet) {
        return sheet.answers().getOrDefault("pt-loai", List.of()).stream()
                        .anyMatch(value -> value.text() != null
                                && PersonName.unaccented(value.text()).contains("thu thuat"))
                ? Sort.PROCEDURE
                : Sort.SURGERY;
    }

    private List<Row> told(Sort sort) {
        return Procedure.once(nouns.of(NounKind.PROCEDURE, Procedure.class)
                        .filter(one -> one.details().stands() && sort.of(one.details()))
                        .toList())
                .stream()
                .sorted(byTime(one -> one.details().performed()))
                .map(one -> new Row()
                        .say("number", one.sourceId() == null ? one.id().toString() : one.key())
                        .say("pt-luc", one.details().performed())
                        .say("pt-phuong-phap", one.details().code())
                        .say("pt-vo-cam", one.details().anaesthesia())
                        .say("pt-bac-sy", String.join("; ", one.details().performers()))
                        .say(
                                "pt-gay-me",
                                one.details().entered() == null
                                        ? null
                                        : String.join(
                                                "; ", one.details().entered().names(Procedure.Part.ANAESTHETIST)))
                        .say("khoa", one.details().departmentCode())
                        .say("giuong", one.details().bed()))
                .toList();
    }

    private Stream<Sheet> sheets(String form) {
        return nouns.sheets().stream().filter(sheet -> sheet.form().equals(form));
    }

    private static Row row(Sheet sheet) {
        return new Row().say(sheet.answers());
    }

    private static String joined(String... words) {
        return Stream.of(words).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }

    private static <T> Comparator<T> byTime(Function<T, TimePoint> time) {
        return Comparator.comparing(
                one -> time.apply(one) == null ? null : time.apply(one).from(),
                Comparator.nullsLast(Comparator.naturalOrder()));
    }
}
