package vn.emr.core.staff;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.mapping.Csv;
import vn.emr.core.staff.PeopleLoad.Fault;
import vn.emr.core.staff.PeopleLoad.Wrong;

/** Reads the people of a hospital from CSV against its places, roles and accounts; every bad cell is named by line and column. */
final class PeopleFile {
    /** Each has a password to be hashed, which is slow on purpose. */
    static final int MOST_PEOPLE = 200;

    private static final int LARGEST = 256 * 1024;
    private static final List<String> COLUMNS = List.of("username", "name", "facility", "departments", "roles");

    /** What there is: codes of facilities, of departments by facility, and of roles that may be given; names that are taken. */
    record Known(
            Map<String, UUID> facilities,
            Map<UUID, Map<String, UUID>> departments,
            Set<String> roles,
            Set<String> usernames) {}

    /** Somebody as a line says. */
    record Somebody(
            int line,
            String username,
            String name,
            UUID facility,
            List<String> departmentCodes,
            Set<UUID> departments,
            List<String> roles) {}

    private final Known known;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    final List<Somebody> people = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();

    private PeopleFile(Known known) {
        this.known = known;
    }

    /**
     * @throws Refusal TOO_LARGE beyond 200 people or 256 KB, UNDECODABLE_TEXT, REQUIRED_FIELD_MISSING for an empty file,
     *     MALFORMED_FIELD for a head that names other columns
     */
    static PeopleFile read(byte[] csv, Known known) {
        if (csv == null || csv.length == 0) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file is empty");
        }
        if (csv.length > LARGEST) {
            throw new Refusal(Code.TOO_LARGE, "at most 200 people in one file");
        }
        List<Csv.Line> lines = Csv.read(Csv.text(csv));
        if (lines.size() < 2) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the file is empty");
        }
        if (lines.size() > MOST_PEOPLE + 1) {
            throw new Refusal(Code.TOO_LARGE, "at most 200 people in one file");
        }
        PeopleFile file = new PeopleFile(known);
        file.head(lines.getFirst());
        lines.subList(1, lines.size()).forEach(file::line);
        return file;
    }

    private void head(Csv.Line head) {
        boolean wrong = false;
        for (int i = 0; i < head.cells().size(); i++) {
            String name = head.cells().get(i).strip().toLowerCase(Locale.ROOT);
            wrong |= !name.isEmpty() && (!COLUMNS.contains(name) || columns.put(name, i) != null);
        }
        if (wrong || !columns.keySet().containsAll(List.of("username", "name"))) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "the first line names the columns: username, name, facility, departments, roles",
                    "line 1");
        }
    }

    private void line(Csv.Line line) {
        int before = faults.size();
        if (line.cells().stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank())) {
            // A comma that nobody put in quotes.
            fault(line, "", Wrong.TOO_LONG);
        }
        String username = cell(line, "username");
        String name = cell(line, "name");
        username(line, username);
        if (name.isEmpty() || name.length() > StaffAccounts.LONGEST_NAME || name.indexOf('\0') >= 0) {
            fault(line, "name", name.isEmpty() ? Wrong.MISSING : Wrong.TOO_LONG);
        }
        UUID facility = facility(line);
        List<String> codes = words(line, "departments");
        Map<String, UUID> there = known.departments().getOrDefault(facility, Map.of());
        if (facility != null && !there.keySet().containsAll(codes)) {
            fault(line, "departments", Wrong.UNKNOWN);
        }
        List<String> roles = words(line, "roles");
        if (!known.roles().containsAll(roles)) {
            fault(line, "roles", Wrong.UNKNOWN);
        }
        if (faults.size() == before) {
            Set<UUID> departments = new HashSet<>();
            codes.forEach(code -> departments.add(there.get(code)));
            people.add(new Somebody(line.number(), username, name, facility, codes, departments, roles));
        }
    }

    private void username(Csv.Line line, String username) {
        if (username.isEmpty()) {
            fault(line, "username", Wrong.MISSING);
        } else if (!username.matches(StaffAccounts.USERNAME)) {
            fault(line, "username", Wrong.NOT_A_USERNAME);
        } else if (known.usernames().contains(username)) {
            fault(line, "username", Wrong.TAKEN);
        } else if (seen.putIfAbsent(username, line.number()) != null) {
            fault(line, "username", Wrong.REPEATED);
        }
    }

    /** The only one there is where the line names none. */
    private UUID facility(Csv.Line line) {
        String code = cell(line, "facility");
        if (code.isEmpty() && known.facilities().size() == 1) {
            return known.facilities().values().iterator().next();
        }
        UUID facility = known.facilities().get(code);
        if (facility == null) {
            fault(line, "facility", code.isEmpty() ? Wrong.MISSING : Wrong.UNKNOWN);
        }
        return facility;
    }

    /** Codes with blanks, semicolons or plus signs between them. */
    private List<String> words(Csv.Line line, String column) {
        return Arrays.stream(cell(line, column).split("[\\s;,+|]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private String cell(Csv.Line line, String column) {
        Integer place = columns.get(column);
        return place == null || place >= line.cells().size()
                ? ""
                : Normalizer.normalize(line.cells().get(place).strip(), Normalizer.Form.NFC);
    }

    private void fault(Csv.Line line, String column, Wrong wrong) {
        faults.add(new Fault(line.number(), column, wrong));
    }
}
