package vn.emr.core.folder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.ListGrant;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.store.Transaction;

/**
 * Something a list is asked by that lies beside the folder: a ward, a diagnosis, a signature that is awaited. Where it is rare the list begins with it;
 * where it is common the newest folders are walked and each is looked up, which soon fills a page, unless it was common long ago.
 *
 * @param key of what they are: {@code encounter_id} or {@code folder_id}
 * @param rows of what, named s, by tenant and what is looked for
 * @param open a further condition on s: what labels do not hide
 */
record FolderClue(String key, String rows, Object[] values, String open, Object[] openValues) {
    /** So many are found and put in order in less time than a page's worth of common ones is walked to, among a million folders. */
    private static final int RARE = 5_000;

    private static final Pattern ICD = Pattern.compile("[A-Z][0-9A-Z]{0,6}");

    static List<FolderClue> all(ListGrant grant, Asked asked) {
        List<FolderClue> all = new ArrayList<>();
        if (asked.diagnosis() != null && !asked.diagnosis().isBlank()) {
            all.add(diagnosis(grant, asked.diagnosis()));
        }
        if (asked.departmentId() != null) {
            all.add(department(grant, asked.departmentId()));
        }
        if (asked.missing() == FolderList.Missing.SIGNATURE) {
            all.add(unsigned(grant));
        }
        return all;
    }

    private static FolderClue department(ListGrant grant, UUID id) {
        return new FolderClue(
                "encounter_id",
                "department_stay s where s.tenant_id = ? and s.department_id = ? and not s.cancelled",
                new Object[] {grant.tenantId(), id},
                "",
                new Object[0]);
    }

    private static FolderClue unsigned(ListGrant grant) {
        return new FolderClue(
                "folder_id",
                "signature_awaited s where s.tenant_id = ? and not s.optional",
                new Object[] {grant.tenantId()},
                "",
                new Object[0]);
    }

    /** @throws Refusal MALFORMED_FIELD for what begins no ICD-10 code */
    static String icd(String code, String at) {
        String begins = code.strip().replace(".", "").toUpperCase(Locale.ROOT);
        if (!ICD.matcher(begins).matches()) {
            throw new Refusal(Code.MALFORMED_FIELD, "the beginning of an ICD-10 code", at);
        }
        return begins;
    }

    private static FolderClue diagnosis(ListGrant grant, String code) {
        String begins = icd(code, "/diagnosis");
        return new FolderClue(
                "encounter_id",
                """
                condition s where s.tenant_id = ? and s.active and s.code is not null
                  and replace(upper(s.code), '.', '') collate "C" >= ? and replace(upper(s.code), '.', '') collate "C" < ?
                """,
                new Object[] {grant.tenantId(), begins, begins + "~"},
                "and s.condition_id not in (select closed_rows(s.tenant_id, array[s.patient_id], ?))",
                new Object[] {grant.roles()});
    }

    boolean rare(Transaction t) {
        String count = "select count(*)::int as n from (select 1 from " + rows + " limit " + (RARE + 1) + ") x";
        return t.queryPlanned(count, row -> row.integer("n"), values).getFirst() <= RARE;
    }

    /** The folders of what was found, as {@code f}, the newest first; its parameters are {@link #values}. */
    String folders() {
        return """
                (select f.* from (select distinct s.tenant_id, s.patient_id, s.%1$s from %2$s) s
                 cross join lateral (
                   select * from record_folder f
                   where f.tenant_id = s.tenant_id and f.patient_id = s.patient_id and f.%1$s = s.%1$s offset 0) f
                 order by f.opened_at desc, f.folder_id desc offset 0) f
                """.formatted(key, rows);
    }

    /** That a folder f is of it; its parameters are {@link #testValues}. */
    String test() {
        return """
                and (select exists (select 1 from %1$s and s.patient_id = f.patient_id and s.%2$s = f.%2$s %3$s))
                """.formatted(rows, key, open);
    }

    Object[] testValues() {
        return Stream.concat(Arrays.stream(values), Arrays.stream(openValues)).toArray();
    }
}
