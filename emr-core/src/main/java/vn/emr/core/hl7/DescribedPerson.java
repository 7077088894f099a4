package vn.emr.core.hl7;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import vn.emr.core.intake.Demographics;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Address;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Sex;

/**
 * Name, birth, sex, addresses and phones of PID, as any type of message carries them: for a person who compares, whatever
 * the translator of that type makes of them.
 */
final class DescribedPerson {
    private DescribedPerson() {}

    static Optional<Demographics> in(Hl7Message message, Source source, Instant receivedAt) {
        return message.first("PID").map(pid -> {
            Moments moments = new Moments(message, source.zoneId(), receivedAt, new Remarks());
            return Demographics.of(
                    names(pid), moments.readDate(pid, 7).orElse(null), sex(pid), addresses(pid), phones(pid));
        });
    }

    private static List<PersonName> names(Segment pid) {
        List<PersonName> all = new ArrayList<>();
        for (Repetition r : pid.repetitions(5)) {
            String full = DataTypes.name(r, 1);
            if (said(full)) {
                all.add(new PersonName(full, "official"));
            }
        }
        return List.copyOf(all);
    }

    /** PID-8, table 0001. */
    private static Sex sex(Segment pid) {
        return switch (pid.value(8).strip().toUpperCase(Locale.ROOT)) {
            case "M" -> Sex.MALE;
            case "F" -> Sex.FEMALE;
            case "O", "A" -> Sex.OTHER;
            default -> null;
        };
    }

    private static List<Address> addresses(Segment pid) {
        List<Address> all = new ArrayList<>();
        for (Repetition r : pid.repetitions(11)) {
            StringJoiner full = new StringJoiner(", ");
            for (int component : new int[] {1, 2, 9, 3, 4}) {
                String part = component == 1 ? r.sub(1, 1) : r.component(component);
                if (said(part)) {
                    full.add(part.strip());
                }
            }
            if (full.length() > 0) {
                all.add(new Address(null, null, null, null, null, null, full.toString()));
            }
        }
        return List.copyOf(all);
    }

    private static List<String> phones(Segment pid) {
        List<String> all = new ArrayList<>();
        for (Repetition r : pid.repetitions(13)) {
            String number = r.value().isBlank() ? r.component(12) : r.value();
            if (said(number)) {
                all.add(number.strip());
            }
        }
        return List.copyOf(all);
    }

    private static boolean said(String text) {
        return !text.isBlank() && !text.strip().equals("\"\"");
    }
}
