package vn.emr.core.hl7;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;

/**
 * The numbers a message names a person by (PID-2, 3, 4, 18, 19; type CX, HL7 table 0203). A blank number, {@code ""} and a
 * number of zeros are never one: two people must not meet on nothing.
 */
public final class PatientNumbers {
    /** Issuer of numbers that are unique in the country. */
    private static final String NATIONAL = "VN";

    private static final Pattern ZEROS = Pattern.compile("[0\\s-]+");
    private static final Pattern TWELVE_DIGITS = Pattern.compile("\\d{12}");
    private static final Pattern NINE_DIGITS = Pattern.compile("\\d{9}");
    /** Insurance card before (15 characters) and since 2021 (10 digits). */
    private static final Pattern INSURANCE = Pattern.compile("[A-Z]{2}\\d{13}|\\d{10}");

    private static final Set<IdentifierKind> DECIDING = EnumSet.of(
            IdentifierKind.PATIENT_NUMBER, IdentifierKind.CCCD, IdentifierKind.FOREIGNER_ID, IdentifierKind.PASSPORT);

    private final Source source;
    private final Remarks remarks;

    public PatientNumbers(Source source, Remarks remarks) {
        this.source = source;
        this.remarks = remarks;
    }

    /** Whom a PID segment names; without any number when there is none, or no PID. */
    public PatientRef of(Segment pid) {
        List<Identifier> all = new ArrayList<>();
        if (pid == null) {
            return new PatientRef(List.of());
        }
        List<Identifier> listed = list(pid, 3);
        boolean alone = listed.isEmpty();
        listed.forEach(i -> add(all, i));
        other(pid, 2, alone).forEach(i -> add(all, i));
        other(pid, 4, alone && all.isEmpty()).forEach(i -> add(all, i));
        decideByOne(all);
        for (Repetition r : pid.repetitions(18)) {
            add(all, account(r));
        }
        String social = pid.value(19).strip();
        if (TWELVE_DIGITS.matcher(social).matches()
                && !ZEROS.matcher(social).matches()
                && all.stream().noneMatch(i -> i.kind() == IdentifierKind.CCCD)) {
            add(all, new Identifier(IdentifierKind.CCCD, NATIONAL, social, true));
        }
        return new PatientRef(List.copyOf(all));
    }

    /** The numbers of a field of type CX, in the order sent. */
    public List<Identifier> list(Segment segment, int field) {
        List<Identifier> all = new ArrayList<>();
        for (Repetition r : segment.repetitions(field)) {
            add(all, identifier(r));
        }
        return all;
    }

    /** The numbers of a field that stands for a person by itself, such as MRG-1: at least one of them decides. */
    public List<Identifier> deciding(Segment segment, int field) {
        List<Identifier> all = list(segment, field);
        decideByOne(all);
        all.removeIf(i -> !DECIDING.contains(i.kind()));
        return all;
    }

    /** Whether somebody can be found by these numbers. */
    public boolean decides(PatientRef who) {
        return who.identifiers().stream().anyMatch(i -> DECIDING.contains(i.kind()));
    }

    /** The visit a message belongs to: PV1-19, else the account (PID-18), else PV1-50; null when none is named. */
    public static String visitNumber(Segment pid, Segment pv1) {
        String visit = pv1 == null ? "" : number(pv1.value(19));
        if (visit.isEmpty() && pid != null) {
            visit = number(pid.value(18));
        }
        if (visit.isEmpty() && pv1 != null) {
            visit = number(pv1.value(50));
        }
        return DataTypes.nothing(visit);
    }

    /**
     * PID-2 and PID-4: numbers of other systems, or before 2.3.1 the only one. Without an issuer they must not be taken for
     * numbers of ours.
     */
    private List<Identifier> other(Segment pid, int field, boolean alone) {
        if (alone) {
            return list(pid, field);
        }
        List<Identifier> all = new ArrayList<>();
        for (Repetition r : pid.repetitions(field)) {
            Identifier i = identifier(r);
            if (i != null
                    && i.kind() == IdentifierKind.PATIENT_NUMBER
                    && issuer(r).isEmpty()) {
                i = new Identifier(IdentifierKind.OTHER, source.patientDomain + "/PID-" + field, i.value(), true);
            }
            add(all, i);
        }
        return all;
    }

    /** Somebody named only by numbers of types that nobody is found by would be made anew with every message. */
    private void decideByOne(List<Identifier> all) {
        if (all.isEmpty() || all.stream().anyMatch(i -> DECIDING.contains(i.kind()))) {
            return;
        }
        for (int n = 0; n < all.size(); n++) {
            Identifier i = all.get(n);
            if (i.kind() != IdentifierKind.ACCOUNT) {
                all.set(n, new Identifier(IdentifierKind.PATIENT_NUMBER, i.system(), i.value(), true));
                remarks.add("no number of a patient was sent by its type; the first number is taken as that");
                return;
            }
        }
    }

    private static void add(List<Identifier> all, Identifier i) {
        if (i != null && all.stream().noneMatch(known -> known.key().equals(i.key()))) {
            all.add(i);
        }
    }

    private Identifier account(Repetition r) {
        String value = number(r.value());
        return value.isEmpty() ? null : new Identifier(IdentifierKind.ACCOUNT, system(r), value, true);
    }

    private Identifier identifier(Repetition r) {
        String value = number(r.value());
        if (value.isEmpty()) {
            return null;
        }
        String type = r.component(5).strip().toUpperCase(Locale.ROOT);
        IdentifierKind kind = kind(type, value);
        boolean national =
                switch (kind) {
                    case CCCD, CMND, FOREIGNER_ID, INSURANCE_CARD, SOCIAL_INSURANCE -> true;
                    default -> false;
                };
        return new Identifier(kind, national ? NATIONAL : system(r), value, true);
    }

    private static IdentifierKind kind(String type, String value) {
        return switch (type) {
            case "", "MR", "PI", "PT", "PN", "MRT", "LR" -> IdentifierKind.PATIENT_NUMBER;
            case "NI", "NN", "NNVN", "NNVNM", "CCCD", "CC", "DDCN", "CMND" -> national(value);
            case "PPN" -> IdentifierKind.PASSPORT;
            case "PRC" -> IdentifierKind.FOREIGNER_ID;
            case "HC", "MB", "NIIP", "BHYT" ->
                INSURANCE.matcher(value).matches() ? IdentifierKind.INSURANCE_CARD : IdentifierKind.OTHER;
            case "BHXH" -> IdentifierKind.SOCIAL_INSURANCE;
            case "AN", "VN" -> IdentifierKind.ACCOUNT;
            default -> IdentifierKind.OTHER;
        };
    }

    private static IdentifierKind national(String value) {
        if (TWELVE_DIGITS.matcher(value).matches()) {
            return IdentifierKind.CCCD;
        }
        return NINE_DIGITS.matcher(value).matches() ? IdentifierKind.CMND : IdentifierKind.OTHER;
    }

    private String system(Repetition r) {
        String issuer = issuer(r);
        return issuer.isEmpty() ? source.patientDomain : issuer;
    }

    /** CX-4: the namespace, else the universal id. */
    private static String issuer(Repetition r) {
        String namespace = r.sub(4, 1).strip();
        return namespace.isEmpty() ? r.sub(4, 2).strip() : namespace;
    }

    /** Empty for what is no number. Some senders write the two quotes of an erased field into a component. */
    public static String number(String value) {
        String plain = value.strip();
        return plain.equals("\"\"") || ZEROS.matcher(plain).matches() ? "" : plain;
    }
}
