package vn.emr.his;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.record.Address;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;

/** Reads the {@code patient} object: whom an item speaks of, and what it says about the person. */
public final class PersonReading {
    /** Issuer of numbers that are unique in the country. */
    public static final String NATIONAL = "VN";

    private static final Pattern TWELVE_DIGITS = Pattern.compile("\\d{12}");
    private static final Pattern NINE_DIGITS = Pattern.compile("\\d{9}");
    private static final Pattern PADDED_DATE = Pattern.compile("\\d{8}(?:\\d{4}(?:\\d{2})?)?");
    private static final Set<IdentifierKind> NATIONAL_KINDS = EnumSet.of(
            IdentifierKind.CCCD,
            IdentifierKind.CMND,
            IdentifierKind.FOREIGNER_ID,
            IdentifierKind.ORIGIN_CERTIFICATE,
            IdentifierKind.EID_ACCOUNT,
            IdentifierKind.INSURANCE_CARD,
            IdentifierKind.SOCIAL_INSURANCE);

    private final String patientDomain;

    /** @param patientDomain issuer of numbers sent without one */
    PersonReading(String patientDomain) {
        this.patientDomain = patientDomain;
    }

    /** The identifiers of an object; at least one that is not blank is needed. */
    PatientRef ref(ItemFields person) {
        List<Identifier> identifiers = person.objects("identifiers", this::identifier);
        if (identifiers.isEmpty()) {
            throw person.missing("identifiers");
        }
        return new PatientRef(identifiers);
    }

    private Identifier identifier(ItemFields f) {
        String value = f.text("value");
        String sentKind = f.required("kind").toUpperCase(Locale.ROOT).replace('-', '_');
        String system = f.text("system");
        Boolean active = f.flag("active");
        if (value == null) {
            return null;
        }
        IdentifierKind kind = kind(f, sentKind);
        if (kind == IdentifierKind.CCCD) {
            value = plainNumber(value);
            kind = identityNumber(value);
            if (kind != IdentifierKind.CCCD) {
                f.remark(
                        "value",
                        kind == IdentifierKind.CMND ? "9 digits: kept as CMND" : "not 12 digits: kept as OTHER");
            }
        }
        String issuer = NATIONAL_KINDS.contains(kind) ? NATIONAL : system == null ? patientDomain : system;
        return new Identifier(kind, issuer, value, active == null || active);
    }

    private static IdentifierKind kind(ItemFields f, String sent) {
        for (IdentifierKind kind : IdentifierKind.values()) {
            // A temporary code is one this server made; a hospital's own one is its patient number.
            if (kind.name().equals(sent) && kind != IdentifierKind.TEMPORARY) {
                return kind;
            }
        }
        f.remark("kind", "unknown kind of identifier, kept as OTHER");
        return IdentifierKind.OTHER;
    }

    /** The claim tables put identity cards of all kinds into one field; only 12 digits are a personal number. */
    public static IdentifierKind identityNumber(String plainNumber) {
        if (TWELVE_DIGITS.matcher(plainNumber).matches()) {
            return IdentifierKind.CCCD;
        }
        return NINE_DIGITS.matcher(plainNumber).matches() ? IdentifierKind.CMND : IdentifierKind.OTHER;
    }

    /** A number without the blanks and dots people group it by. */
    public static String plainNumber(String number) {
        return number.replaceAll("[ .]", "");
    }

    /** Everything said beside the identifiers. */
    Demographics demographics(ItemFields f) {
        return new Demographics(
                names(f),
                birth(f),
                sex(f),
                f.objects("addresses", PersonReading::address),
                f.texts("phones"),
                f.word("ethnicity"),
                f.word("occupation"),
                f.word("nationality"),
                f.text("bloodGroup"),
                f.objects("relatives", PersonReading::relative),
                f.object("mother").map(this::mother).orElse(List.of()),
                f.flag("deceased"),
                f.time("deceasedAt"),
                erased(f));
    }

    private static List<PersonName> names(ItemFields f) {
        if (f.listsTexts("names")) {
            return f.texts("names").stream()
                    .map(full -> new PersonName(full, "official"))
                    .toList();
        }
        return f.objects("names", n -> {
            String full = n.required("full");
            String use = n.text("use");
            return new PersonName(full, use == null ? "official" : use);
        });
    }

    private static TimePoint birth(ItemFields f) {
        String text = f.text("birth");
        return text == null ? null : f.time("birth", knownParts(text));
    }

    /** Claim tables fill unknown parts of a birth date with zeros: 195800000000 means the year 1958. */
    public static String knownParts(String birth) {
        if (!PADDED_DATE.matcher(birth).matches()) {
            return birth;
        }
        if (birth.startsWith("00", 4)) {
            return birth.substring(0, 4);
        }
        if (birth.startsWith("00", 6)) {
            return birth.substring(0, 6);
        }
        return birth.substring(8).matches("0*") ? birth.substring(0, 8) : birth;
    }

    private static Sex sex(ItemFields f) {
        String text = f.text("sex");
        return text == null
                ? null
                : sex(text).orElseThrow(() -> f.malformed("sex", "M, F, O, U or 1, 2, 3 is expected"));
    }

    /** The letters of HL7 table 0001, or 1, 2, 3 of the claim tables; empty for anything else. */
    public static Optional<Sex> sex(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "M", "1" -> Optional.of(Sex.MALE);
            case "F", "2" -> Optional.of(Sex.FEMALE);
            case "O" -> Optional.of(Sex.OTHER);
            case "U", "3" -> Optional.of(Sex.UNKNOWN);
            default -> Optional.empty();
        };
    }

    private static Address address(ItemFields f) {
        return new Address(
                f.text("use"),
                f.text("line"),
                f.word("ward"),
                f.word("district"),
                f.word("province"),
                f.text("country"),
                f.text("full"));
    }

    private static RelatedPerson relative(ItemFields f) {
        Boolean representative = f.flag("representative");
        return new RelatedPerson(
                f.text("name"),
                f.word("relation"),
                f.text("phone"),
                f.text("address"),
                f.text("identityNumber"),
                representative != null && representative);
    }

    private List<Identifier> mother(ItemFields f) {
        List<Identifier> identifiers = f.objects("identifiers", this::identifier);
        f.remarkTheRest();
        return identifiers;
    }

    private static Set<Demographics.Field> erased(ItemFields f) {
        Set<Demographics.Field> fields = EnumSet.noneOf(Demographics.Field.class);
        for (String name : f.texts("erase")) {
            try {
                fields.add(Demographics.Field.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw f.malformed("erase", "not one of the fields that can be erased");
            }
        }
        return Collections.unmodifiableSet(fields);
    }
}
