package vn.emr.his;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.LinkNotice.PatientsMerged;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.StatedCondition;
import vn.emr.core.intake.ToldNotice.ImmunizationStated;
import vn.emr.core.organization.ItemKind;
import vn.emr.core.record.Coded;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.Precision;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;

/** From the fields of one item to what it says; throws a {@link Refusal} that names the first field that is wrong. */
final class ItemReading {
    /** Longest item id; HL7 v2 allows 199 characters for the same thing (MSH-10). */
    static final int ID_LIMIT = 199;

    private final PersonReading people;

    ItemReading(String patientDomain) {
        this.people = new PersonReading(patientDomain);
    }

    Reading read(ItemKind kind, ItemFields item, List<String> remarks) {
        if (item.required("id").length() > ID_LIMIT) {
            throw item.malformed("id", "longer than " + ID_LIMIT + " characters");
        }
        item.text("sentAt");
        item.text("kind");
        Instant stated = stated(item);
        ItemFields person = item.object("patient").orElseThrow(() -> item.missing("patient"));
        PatientRef who = people.ref(person);
        List<Notice> notices = new ArrayList<>();
        if (kind == ItemKind.PATIENT || kind == ItemKind.VISIT) {
            person(person, who, stated, kind).ifPresent(notices::add);
        }
        notices.addAll(rest(kind, item, who, stated));
        person.remarkTheRest();
        item.remarkTheRest();
        int observations = notices.stream().mapToInt(ItemReading::values).sum();
        return new Reading(List.copyOf(notices), observations, List.copyOf(remarks));
    }

    /** Intake counts an embedded document as a value, as HL7 v2 sends it (OBX of type ED), and a vaccination. */
    private static int values(Notice notice) {
        return switch (notice) {
            case ReportStated r -> r.observations().size() + r.documents().size();
            case ImmunizationStated i -> 1;
            default -> 0;
        };
    }

    private static Instant stated(ItemFields item) {
        TimePoint stated = item.time("statedAt");
        if (stated == null) {
            throw item.missing("statedAt");
        }
        if (stated.precision().compareTo(Precision.DAY) < 0) {
            throw item.malformed("statedAt", "at least a day is expected");
        }
        return stated.from();
    }

    private Optional<Notice> person(ItemFields person, PatientRef who, Instant stated, ItemKind kind) {
        Demographics demographics = people.demographics(person);
        Boolean provisional = person.flag("provisional");
        boolean says = !demographics.equals(Demographics.NONE) || provisional != null;
        return says || kind == ItemKind.PATIENT
                ? Optional.of(new PatientStated(who, stated, demographics, provisional != null && provisional))
                : Optional.empty();
    }

    private List<Notice> rest(ItemKind kind, ItemFields item, PatientRef who, Instant stated) {
        return switch (kind) {
            case PATIENT -> List.of();
            case VISIT -> body(item, "visit", f -> VisitReading.notices(f, who, stated));
            case CONDITIONS -> List.of(conditions(item, who, stated));
            case ORDER -> body(item, "order", f -> List.of(order(f, who, stated, item.text("visitNumber"))));
            case REPORT ->
                body(item, "report", f -> List.of(ReportReading.report(f, who, stated, item.text("visitNumber"))));
            case DOCUMENT ->
                body(item, "document", f -> List.of(ReportReading.alone(f, who, stated, item.text("visitNumber"))));
            case MERGE -> body(item, "merged", f -> List.of(new PatientsMerged(who, stated, people.ref(f))));
            case MEDICATION, PROCEDURE, NOTE, PAPER, COVERAGE, APPOINTMENT, IMMUNIZATION ->
                body(
                        item,
                        kind.word(),
                        f -> List.of(fact(kind, f, new FactReading(who, stated, item.text("visitNumber")))));
        };
    }

    private static Notice fact(ItemKind kind, ItemFields f, FactReading reading) {
        return switch (kind) {
            case MEDICATION -> reading.medication(f);
            case PROCEDURE -> reading.procedure(f);
            case NOTE -> reading.note(f);
            case PAPER -> reading.paper(f);
            case COVERAGE -> reading.coverage(f);
            case APPOINTMENT -> reading.appointment(f);
            default -> reading.immunization(f);
        };
    }

    private static List<Notice> body(ItemFields item, String name, Function<ItemFields, List<Notice>> reader) {
        ItemFields body = item.object(name).orElseThrow(() -> item.missing(name));
        List<Notice> notices = reader.apply(body);
        body.remarkTheRest();
        return notices;
    }

    private static ConditionsStated conditions(ItemFields item, PatientRef who, Instant stated) {
        Set<String> keys = new HashSet<>();
        List<StatedCondition> conditions = item.objects("conditions", f -> {
            Coded code = f.code("code");
            String own = f.text("key");
            if (code == null) {
                throw f.missing("code");
            }
            Boolean active = f.flag("active");
            String key = own != null ? own : code.code() != null ? code.code() : code.text();
            if (!keys.add(key)) {
                throw f.malformed("key", "the same diagnosis twice in one item");
            }
            return new StatedCondition(key, code, f.text("rank"), active == null || active, f.time("diagnosedAt"));
        });
        if (conditions.isEmpty()) {
            throw item.missing("conditions");
        }
        return new ConditionsStated(who, stated, item.text("visitNumber"), conditions);
    }

    private static OrderStated order(ItemFields f, PatientRef who, Instant stated, String visitNumber) {
        String placer = f.text("placerNumber");
        String filler = f.text("fillerNumber");
        if (placer == null && filler == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "an order needs a number", "/order/placerNumber");
        }
        ServiceOrder.Status status = f.word("status", ServiceOrder.Status.class);
        return new OrderStated(
                who,
                stated,
                visitNumber,
                placer,
                filler,
                f.text("accession"),
                f.text("category"),
                f.code("code"),
                status == null ? ServiceOrder.Status.REQUESTED : status,
                f.time("orderedAt"),
                f.text("requester"),
                f.text("department"),
                OrderDetails.at(stated));
    }
}
