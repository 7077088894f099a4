package vn.emr.core.designing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.form.Form;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * That a person compared a form with the official print: the mark "mẫu chưa xác nhận" goes from screen and print until somebody takes
 * that back. Who said it, when and with which print stays on record.
 */
@ApplicationScoped
public class Confirmations {
    private static final int MOST = 10_000;

    /** One thing that was said of a form. @param source the print it was compared with, or why that is taken back */
    public record Told(int number, boolean confirmed, String source, Instant at, String by) {}

    /**
     * A version of a form that the hospital has.
     *
     * @param own whether the hospital drew it
     * @param compared whether its items were compared with the official print, by us or by the hospital
     * @param open whether the hospital may say so: what came compared is not taken back
     * @param said the newest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String code,
            String version,
            String title,
            String titleEn,
            String law,
            Form.Kind kind,
            boolean own,
            boolean compared,
            boolean open,
            List<Told> said) {}

    /** What somebody says. @param seen the number of the newest thing that the screen saw; 0: nothing */
    public record Asked(String code, String version, Integer seen, Boolean confirmed, String source) {}

    private record Row(List<String> of, Told said) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final HospitalForms forms;
    private final Clock clock;

    @Inject
    public Confirmations(Access access, Database database, AuditTrail trail, HospitalForms forms, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.forms = forms;
        this.clock = clock;
    }

    /** Every version of every form that the hospital has, by code. */
    public List<Line> lines(Caller caller) {
        Map<List<String>, List<Told>> said = database.inTransaction(t -> said(t, caller));
        return forms.of(caller.tenantId()).all().stream()
                .map(form -> line(form, said.getOrDefault(List.of(form.code(), form.version()), List.of())))
                .toList();
    }

    /**
     * Says that a form was compared with the official print, or takes that back.
     *
     * @throws Refusal NOT_FOUND for no such version; CONFLICT when somebody said something meanwhile, or it is so already;
     *     NOT_APPLICABLE for one that came compared
     */
    public Line say(Caller caller, Asked asked) {
        if (asked == null
                || asked.code() == null
                || asked.version() == null
                || asked.seen() == null
                || asked.confirmed() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "the form, its version, the number that was seen, and whether it was compared",
                    "/code",
                    "/version",
                    "/seen",
                    "/confirmed");
        }
        Form form = forms.of(caller.tenantId())
                .version(asked.code(), asked.version())
                .orElseThrow(() -> access.missing(caller, "FORM", null));
        String source = Said.reason(asked.source(), true, "/source");
        try {
            database.run(t -> write(t, caller, form, asked, source));
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw meanwhile();
            }
            throw fault;
        }
        forms.changed(caller.tenantId());
        return lines(caller).stream()
                .filter(line ->
                        line.code().equals(form.code()) && line.version().equals(form.version()))
                .findFirst()
                .orElseThrow();
    }

    private void write(Transaction t, Caller caller, Form form, Asked asked, String source) {
        List<Told> before = said(t, caller).getOrDefault(List.of(form.code(), form.version()), List.of());
        if (!line(form, before).open()) {
            throw new Refusal(
                    Code.NOT_APPLICABLE, "this form came compared with the official print, or needs no comparison");
        }
        int newest = before.isEmpty() ? 0 : before.getFirst().number();
        boolean now = !before.isEmpty() && before.getFirst().confirmed();
        if (newest != asked.seen() || now == asked.confirmed()) {
            throw meanwhile();
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        t.update(
                """
                insert into form_confirmation (tenant_id, code, version, number, confirmed, source, at, account_id)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                caller.tenantId(),
                form.code(),
                form.version(),
                newest + 1,
                asked.confirmed(),
                source,
                at,
                caller.id());
        String what = form.code() + " " + form.version() + (asked.confirmed() ? ": compared" : ": compared no more");
        trail.append(
                t,
                access.event(caller, Kind.CONFIGURATION, null, "FORM", (UUID) null)
                        .changing(what)
                        .because(source));
    }

    private Line line(Form form, List<Told> said) {
        boolean byHospital = !said.isEmpty() && said.getFirst().confirmed();
        return new Line(
                form.code(),
                form.version(),
                form.title(),
                form.titleEn(),
                form.law(),
                form.kind(),
                form.own(),
                form.confirmed(),
                byHospital || !form.confirmed(),
                said);
    }

    private Map<List<String>, List<Told>> said(Transaction t, Caller caller) {
        return t
                .query(
                        """
                        select c.code, c.version, c.number, c.confirmed, c.source, c.at, a.display_name
                        from form_confirmation c join account a on a.id = c.account_id
                        where c.tenant_id = ?
                        order by c.number desc
                        limit ?
                        """,
                        row -> new Row(
                                List.of(row.text("code"), row.text("version")),
                                new Told(
                                        row.integer("number"),
                                        row.bool("confirmed"),
                                        row.text("source"),
                                        row.instant("at"),
                                        row.text("display_name"))),
                        caller.tenantId(),
                        MOST)
                .stream()
                .collect(Collectors.groupingBy(Row::of, Collectors.mapping(Row::said, Collectors.toList())));
    }

    private static Refusal meanwhile() {
        return new Refusal(Code.CONFLICT, "somebody said something of this form meanwhile", "/seen");
    }
}
