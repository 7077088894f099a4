package vn.emr.core.designing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.designing.OwnForm.Act;
import vn.emr.core.designing.OwnForm.Done;
import vn.emr.core.form.Form;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Forms of a hospital and what was done with them, in SQL. */
final class OwnFormRows {
    /** One form with everything of it. @param writers who wrote on it */
    record Kept(
            OwnForm form,
            String definition,
            String sample,
            String copiedCode,
            String copiedVersion,
            List<UUID> writers) {}

    private static final String FORMS = """
            select o.id, o.code, o.number, o.stands_for, o.copied_code, o.copied_version, o.sample, d.definition, l.number as act_number,
                   l.act, l.at, a.display_name, left(d.definition::jsonb ->> 'title', 300) as title, y.valid_from::text as first,
                   w.valid_from::text as gone,
                   array(select distinct x.account_id from own_form_act x where x.form_id = o.id and x.act = 'WRITTEN') as writers
            from own_form o
            join lateral (select * from own_form_act x where x.form_id = o.id order by x.number desc limit 1) l on true
            join lateral (select x.definition from own_form_act x where x.form_id = o.id and x.act = 'WRITTEN'
                          order by x.number desc limit 1) d on true
            join account a on a.id = l.account_id
            left join own_form_act y on y.form_id = o.id and y.act = 'APPROVED'
            left join own_form_act w on w.form_id = o.id and w.act = 'WITHDRAWN'
            where o.tenant_id = ? and (o.id = ? or ?)
            order by o.code, o.number desc
            limit ?
            """;

    private OwnFormRows() {}

    static List<OwnForm> all(Transaction t, UUID tenantId, int most) {
        return t.query(FORMS, row -> kept(row).form(), tenantId, null, true, most);
    }

    static Optional<Kept> one(Transaction t, UUID tenantId, UUID id) {
        return t.first(FORMS, OwnFormRows::kept, tenantId, id, false, 1);
    }

    static List<Done> history(Transaction t, UUID id) {
        return t.query(
                """
                select x.number, x.act, x.at, a.display_name, x.reason, x.valid_from::text as day
                from own_form_act x join account a on a.id = x.account_id
                where x.form_id = ? order by x.number desc limit 500
                """,
                row -> new Done(
                        row.integer("number"),
                        Act.valueOf(row.text("act")),
                        row.instant("at"),
                        row.text("display_name"),
                        row.text("reason"),
                        day(row, "day")),
                id);
    }

    static int next(Transaction t, UUID tenantId, String code) {
        return t.first(
                        "select coalesce(max(number), 0) + 1 as next from own_form where tenant_id = ? and code = ?",
                        row -> row.integer("next"),
                        tenantId,
                        code)
                .orElseThrow();
    }

    static void begin(
            Transaction t,
            UUID id,
            UUID tenantId,
            String code,
            int number,
            String standsFor,
            Form from,
            String sample) {
        t.update("""
                insert into own_form (id, tenant_id, code, number, stands_for, copied_code, copied_version, sample)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, id, tenantId, code, number, standsFor, from.code(), from.version(), sample);
    }

    static void add(
            Transaction t,
            UUID id,
            int number,
            Act act,
            Instant at,
            Caller by,
            String reason,
            LocalDate from,
            String definition) {
        t.update("""
                insert into own_form_act (form_id, number, act, at, account_id, reason, valid_from, definition)
                values (?, ?, ?, ?, ?, ?, ?::date, ?)
                """, id, number, act.name(), at, by.id(), reason, from == null ? null : from.toString(), definition);
    }

    /** The answers to try a version on. */
    static String sample(Transaction t, UUID tenantId, String code, String version) {
        return t.first(
                        "select sample from own_form where tenant_id = ? and code = ? and number = ?",
                        row -> row.text("sample"),
                        tenantId,
                        code,
                        Integer.parseInt(version.substring(version.indexOf('.') + 1)))
                .orElseThrow();
    }

    /** The version as sheets name it: the shipped one whose place it takes, and which of the hospital's it is. */
    static String version(String standsFor, int number) {
        return (standsFor == null ? "0" : standsFor) + "." + number;
    }

    private static Kept kept(Row row) {
        String standsFor = row.text("stands_for");
        OwnForm form = new OwnForm(
                row.uuid("id"),
                row.text("code"),
                version(standsFor, row.integer("number")),
                row.text("title"),
                standsFor,
                Act.valueOf(row.text("act")).then(),
                day(row, "first"),
                day(row, "gone"),
                row.integer("act_number"),
                row.instant("at"),
                row.text("display_name"));
        return new Kept(
                form,
                row.text("definition"),
                row.text("sample"),
                row.text("copied_code"),
                row.text("copied_version"),
                List.of(row.<UUID>array("writers")));
    }

    private static LocalDate day(Row row, String column) {
        return row.text(column) == null ? null : LocalDate.parse(row.text(column));
    }
}
