package vn.emr.core.form;

import static vn.emr.core.form.Fact.coded;
import static vn.emr.core.form.Fact.some;
import static vn.emr.core.form.Fact.time;
import static vn.emr.core.form.Fact.times;
import static vn.emr.core.form.Fact.words;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.chart.Age;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.RelatedPerson;

/**
 * What is known of the person themself.
 *
 * @param card the insurance card that holds; null when none is known
 */
record KnownPerson(Patient patient, Coverage card, Instant now) {
    /** Viet Nam in ISO 3166 and in the list of the insurance. */
    private static final Set<String> HERE = Set.of("VN", "VNM", "000");

    /** What is known at a path below {@code patient}. */
    List<Fact> facts(String path) {
        String rest = path.substring("patient.".length());
        if (rest.startsWith("insurance")) {
            return ofInsurance(path);
        }
        return of(rest).stream().map(fact -> fact.by(path, patient)).toList();
    }

    private List<Fact> of(String rest) {
        if (rest.startsWith("address")) {
            return patient.addresses().stream()
                    .findFirst()
                    .map(a -> ofAddress(rest, a))
                    .orElse(List.of());
        }
        if (rest.startsWith("relative")) {
            return patient.relatives().stream()
                    .findFirst()
                    .map(r -> ofRelative(rest, r))
                    .orElse(List.of());
        }
        return switch (rest) {
            case "name" -> patient.name().map(n -> List.of(words(n.full()))).orElse(List.of());
            case "birth" -> patient.birth() == null ? List.of() : List.of(time(patient.birth()));
            case "age" -> age();
            case "sex" ->
                switch (patient.sex()) {
                    case MALE -> List.of(coded("1", "Nam"));
                    case FEMALE -> List.of(coded("2", "Nữ"));
                    case OTHER, UNKNOWN -> List.of();
                };
            case "number" -> identifier(IdentifierKind.PATIENT_NUMBER);
            case "national-id" -> identifier(IdentifierKind.CCCD);
            case "passport" -> identifier(IdentifierKind.PASSPORT);
            case "blood-group" -> some(patient.bloodGroup());
            case "occupation" -> coded(patient.occupation());
            case "ethnicity" -> coded(patient.ethnicity());
            case "nationality" -> coded(patient.nationality());
            case "foreign-nationality" -> vietnamese(patient.nationality()) ? List.of() : coded(patient.nationality());
            case "phone" -> patient.phones().stream().limit(1).map(Fact::words).toList();
            case "mother" -> parent("mẹ", "MTH");
            case "father" -> parent("bố", "FTH");
            default -> List.of();
        };
    }

    private List<Fact> age() {
        String text = Age.text(patient.birth(), now);
        if (text == null) {
            return List.of();
        }
        String years = text.endsWith(" tuổi") ? text.substring(0, text.indexOf(' ')) : null;
        return List.of(new Fact(text, years == null ? null : new BigDecimal(years), null, null, null, null));
    }

    private List<Fact> identifier(IdentifierKind kind) {
        return patient.active(kind).map(i -> List.of(words(i.value()))).orElse(List.of());
    }

    private static boolean vietnamese(Coded nationality) {
        return nationality != null
                && (HERE.contains(String.valueOf(nationality.code())) || "Việt Nam".equals(nationality.shown()));
    }

    /** Of a child only: papers ask for the parents of those under 16 (TT 25/2025/TT-BYT). */
    private List<Fact> parent(String word, String code) {
        if (patient.birth() == null || !patient.birth().from().isAfter(sixteenYearsAgo())) {
            return List.of();
        }
        return patient.relatives().stream()
                .filter(r -> r.relation() != null
                        && (code.equals(r.relation().code())
                                || word.equalsIgnoreCase(r.relation().text())))
                .limit(1)
                .map(r -> words(r.name()))
                .toList();
    }

    private Instant sixteenYearsAgo() {
        return now.atZone(Forms.ZONE).minusYears(16).toInstant();
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

    private List<Fact> ofInsurance(String path) {
        if (card == null) {
            return path.equals("patient.insurance-number")
                    ? identifier(IdentifierKind.INSURANCE_CARD).stream()
                            .map(fact -> fact.by(path, patient))
                            .toList()
                    : List.of();
        }
        Coverage.Details told = card.details();
        List<Fact> facts =
                switch (path) {
                    case "patient.insurance-number" -> some(told.number());
                    case "patient.insurance-from" -> times(told.validFrom());
                    case "patient.insurance-until" -> times(told.validTo());
                    case "patient.insurance-place" -> some(told.registeredFacility());
                    default -> List.of();
                };
        return facts.stream().map(fact -> fact.by(path, card)).toList();
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
