package vn.emr.his;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.PatientNumbers;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.Demographics.Field;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;

/** The person in PID and NK1. An empty field says nothing; {@code ""} erases. */
final class PersonSegments {
    private final Moments moments;
    private final PatientNumbers numbers;
    private final Remarks remarks;

    PersonSegments(Moments moments, PatientNumbers numbers, Remarks remarks) {
        this.moments = moments;
        this.numbers = numbers;
        this.remarks = remarks;
    }

    /** PID-31: the sender itself does not know yet who this is. */
    boolean isUnknownPerson(Segment pid) {
        return pid.value(31).strip().equalsIgnoreCase("Y");
    }

    Demographics demographics(Segment pid, List<Segment> nk1) {
        TimePoint died = moments.read(pid, 29).orElse(null);
        return new Demographics(
                names(pid),
                moments.readDate(pid, 7).orElse(null),
                sex(pid),
                addresses(pid),
                phones(pid, 13, 14),
                either(DataTypes.coded(pid, 22), DataTypes.coded(pid, 10)),
                occupation(nk1),
                either(DataTypes.coded(pid, 28), DataTypes.coded(pid, 26)),
                null,
                relatives(nk1),
                List.copyOf(numbers.deciding(pid, 21)),
                deceased(pid, died),
                died,
                erased(pid, nk1));
    }

    /** PID-5, then the aliases of PID-9; the name in use first. */
    private static List<PersonName> names(Segment pid) {
        List<PersonName> all = new ArrayList<>();
        for (Repetition r : pid.repetitions(5)) {
            add(all, r, use(r.component(7)));
        }
        for (Repetition r : pid.repetitions(9)) {
            add(all, r, "alias");
        }
        all.sort(java.util.Comparator.comparing(name -> !"official".equals(name.use())));
        return List.copyOf(all);
    }

    private static void add(List<PersonName> all, Repetition r, String use) {
        String full = DataTypes.name(r, 1);
        if (!full.isEmpty() && !full.equals("\"\"")) {
            all.add(new PersonName(full, use));
        }
    }

    /** XPN-7, table 0200. */
    private static String use(String type) {
        return switch (type.strip().toUpperCase(Locale.ROOT)) {
            case "A" -> "alias";
            case "B" -> "birth";
            case "M" -> "maiden";
            case "N" -> "nickname";
            case "S", "P", "T" -> "pseudonym";
            default -> "official";
        };
    }

    /** PID-8: table 0001, and the words and claim codes Vietnamese systems put there. */
    private Sex sex(Segment pid) {
        return switch (pid.value(8).strip().toUpperCase(Locale.ROOT)) {
            case "" -> null;
            case "M", "1", "NAM" -> Sex.MALE;
            case "F", "2", "NỮ", "NU" -> Sex.FEMALE;
            case "O", "A", "N", "X" -> Sex.OTHER;
            case "U", "3" -> Sex.UNKNOWN;
            default -> {
                remarks.add("PID-8 has a letter that is not in its table; it is left out");
                yield null;
            }
        };
    }

    private static List<Address> addresses(Segment pid) {
        List<Address> all = new ArrayList<>();
        for (Repetition r : pid.repetitions(11)) {
            Address address = SentAddress.read(r);
            if (address != null) {
                all.add(address);
            }
        }
        return List.copyOf(all);
    }

    private static List<String> phones(Segment segment, int... fields) {
        List<String> all = new ArrayList<>();
        for (int field : fields) {
            for (Repetition r : segment.repetitions(field)) {
                String phone = phone(r);
                if (!phone.isEmpty() && !all.contains(phone)) {
                    all.add(phone);
                }
            }
        }
        return List.copyOf(all);
    }

    /** XTN: the number as written, else put together from its parts; addresses of electronic mail are no phones. */
    private static String phone(Repetition r) {
        if (r.component(2).strip().equalsIgnoreCase("NET")
                || r.component(3).strip().equalsIgnoreCase("Internet")) {
            return "";
        }
        for (int c : new int[] {1, 12}) {
            String whole = r.component(c).strip();
            if (!whole.isEmpty() && !whole.equals("\"\"")) {
                return whole;
            }
        }
        String country = r.component(5).strip();
        String local = r.component(6).strip() + r.component(7).strip();
        return local.isEmpty() || country.isEmpty() ? local : "+" + country + " " + local;
    }

    /** The job of the person is in the NK1 that stands for the person (relation SEL). */
    private static Coded occupation(List<Segment> nk1) {
        for (Segment s : nk1) {
            if (isSelf(s)) {
                String title = s.value(10).strip();
                Coded code = DataTypes.coded(s, 11);
                return code != null ? code : title.isEmpty() ? null : new Coded(null, "", title);
            }
        }
        return null;
    }

    private static boolean isSelf(Segment nk1) {
        return nk1.value(3).strip().equalsIgnoreCase("SEL");
    }

    private static List<RelatedPerson> relatives(List<Segment> nk1) {
        List<RelatedPerson> all = new ArrayList<>();
        for (Segment s : nk1) {
            String name = s.repetitions(2).stream()
                    .findFirst()
                    .map(r -> DataTypes.name(r, 1))
                    .orElse("");
            if (!name.isEmpty() && !isSelf(s)) {
                List<String> phones = phones(s, 5, 6);
                Coded relation = DataTypes.coded(s, 3);
                all.add(new RelatedPerson(
                        name,
                        relation,
                        phones.isEmpty() ? null : phones.getFirst(),
                        s.repetitions(4).stream()
                                .findFirst()
                                .map(SentAddress::full)
                                .orElse(null),
                        DataTypes.text(s, 33),
                        relation != null && "GRD".equalsIgnoreCase(relation.code())));
            }
        }
        return List.copyOf(all);
    }

    private static Boolean deceased(Segment pid, TimePoint died) {
        return switch (pid.value(30).strip().toUpperCase(Locale.ROOT)) {
            case "Y" -> Boolean.TRUE;
            case "N", "NO" -> Boolean.FALSE;
            default -> died == null ? null : Boolean.TRUE;
        };
    }

    private static Set<Field> erased(Segment pid, List<Segment> nk1) {
        Set<Field> all = EnumSet.noneOf(Field.class);
        mark(all, Field.BIRTH, pid.isErased(7));
        mark(all, Field.SEX, pid.isErased(8));
        mark(all, Field.ADDRESSES, pid.isErased(11));
        mark(all, Field.PHONES, pid.isErased(13) && !pid.has(14) || pid.isErased(13) && pid.isErased(14));
        mark(all, Field.ETHNICITY, pid.isErased(22));
        mark(all, Field.NATIONALITY, pid.isErased(28) || pid.isErased(26) && !pid.has(28));
        mark(all, Field.DECEASED, pid.isErased(29) && !pid.has(30) || pid.isErased(30));
        mark(all, Field.RELATIVES, nk1.size() == 1 && nk1.getFirst().isErased(2));
        return Collections.unmodifiableSet(all);
    }

    private static void mark(Set<Field> all, Field field, boolean erased) {
        if (erased) {
            all.add(field);
        }
    }

    private static Coded either(Coded first, Coded second) {
        return first != null ? first : second;
    }
}
