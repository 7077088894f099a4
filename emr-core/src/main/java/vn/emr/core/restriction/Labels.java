package vn.emr.core.restriction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Assignment;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.audit.Version;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * The labels of a hospital and what they hide (ACC-06; Luật 64/2006 art. 30; NĐ 356/2025 art. 4). A change is a new version with
 * its trace in the same transaction, in effect with the next look at a record, old records included.
 */
@ApplicationScoped
public class Labels {
    /** A label. */
    public record Label(UUID id, boolean builtIn, LabelForm says) {}

    private static final String LABELS = """
            select n.label_id, n.built_in, n.code, n.version, n.name_vi, n.name_en, n.told, n.whole_visit, n.diagnoses, n.services,
                   n.departments, n.documents, n.roles, n.enabled, n.reason
            from label_now n
            where n.tenant_id = ?
            """;

    private static final String VERSIONS = """
            select l.code, v.version, v.name_vi, v.name_en, v.told, v.whole_visit, v.diagnoses, v.services, v.departments,
                   v.documents, v.roles, v.enabled, v.reason, v.made_at, a.display_name
            from label l join label_version v on v.label_id = l.id left join account a on a.id = v.made_by
            where l.tenant_id = ? and l.id = ?
            order by v.version desc
            limit 200
            """;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public Labels(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** The labels of the caller's hospital: those it started with, then its own, by code. */
    public List<Label> labels(Caller caller) {
        return database.query(LABELS + "order by n.built_in desc, n.code limit 200", Labels::label, caller.tenantId());
    }

    /** The versions of a label, the newest first. */
    public List<Version> history(Caller caller, UUID labelId) {
        List<Version.Said<LabelForm>> all = database.query(
                VERSIONS,
                row -> new Version.Said<>(
                        row.integer("version"),
                        row.instant("made_at"),
                        row.text("display_name"),
                        row.text("reason"),
                        form(row)),
                caller.tenantId(),
                labelId);
        if (all.isEmpty()) {
            throw access.missing(caller, "LABEL", labelId);
        }
        return Version.told(all, LabelForm::difference);
    }

    /**
     * A label of the hospital's own.
     *
     * @throws Refusal with pointers; CONFLICT when the code is taken
     */
    public Label make(Caller caller, LabelForm form) {
        LabelForm what = form.checked();
        UUID id = Ids.next();
        return written(new Refusal(Code.CONFLICT, "there is a label with this code", "/code"), t -> {
            rolesMustBeKnown(t, caller, what);
            t.update("insert into label (id, tenant_id, code) values (?, ?, ?)", id, caller.tenantId(), what.code());
            write(t, caller, id, 1, what);
            trace(t, caller, id, what, "label: - -> " + what.code());
            return one(t, caller, id);
        });
    }

    /**
     * Changes what a label says.
     *
     * @throws Refusal CONFLICT when it changed meanwhile; NOT_APPLICABLE, traced, when the caller would open it to a role of their
     *     own, or reads records and would make it hide less
     */
    public Label change(Caller caller, UUID labelId, LabelForm form) {
        LabelForm what = form.checked();
        Refusal meanwhile = new Refusal(Code.CONFLICT, "the label changed meanwhile");
        return written(meanwhile, t -> {
            LabelForm before = one(t, caller, labelId).says();
            if (!before.version().equals(what.version()) || !before.code().equals(what.code())) {
                throw meanwhile;
            }
            notForOneself(caller, before, what);
            rolesMustBeKnown(t, caller, what);
            write(t, caller, labelId, before.version() + 1, what);
            trace(t, caller, labelId, what, what.code() + ": " + LabelForm.difference(before, what));
            return one(t, caller, labelId);
        });
    }

    private void notForOneself(Caller caller, LabelForm before, LabelForm after) {
        boolean own = caller.roles().stream()
                .map(Assignment::role)
                .anyMatch(
                        role -> after.roles().contains(role) && !before.roles().contains(role));
        if (own) {
            throw access.refuse(
                    caller,
                    "LABEL",
                    new Refusal(Code.NOT_APPLICABLE, "a label is opened to a role of your own by somebody else"));
        }
        if (caller.may(Right.PATIENT_READ) && before.isLoosenedBy(after)) {
            throw access.refuse(
                    caller,
                    "LABEL",
                    new Refusal(Code.NOT_APPLICABLE, "somebody who reads no records makes a label hide less"));
        }
    }

    private Label written(Refusal taken, Function<Transaction, Label> work) {
        try {
            return database.inTransaction(work);
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw taken;
            }
            throw fault;
        }
    }

    private static void rolesMustBeKnown(Transaction t, Caller caller, LabelForm what) {
        List<String> known = t.query(
                "select code from role where tenant_id = ? and code = any (?)",
                row -> row.text("code"),
                caller.tenantId(),
                what.roles().toArray(String[]::new));
        if (known.size() < what.roles().size()) {
            throw new Refusal(Code.MALFORMED_FIELD, "no such role", "/roles");
        }
    }

    private Label one(Transaction t, Caller caller, UUID id) {
        return t.first(LABELS + "and n.label_id = ?", Labels::label, caller.tenantId(), id)
                .orElseThrow(() -> access.missing(caller, "LABEL", id));
    }

    private void write(Transaction t, Caller caller, UUID id, int version, LabelForm what) {
        t.update(
                """
                insert into label_version (label_id, version, made_at, made_by, reason, name_vi, name_en, told, whole_visit,
                                           diagnoses, services, departments, documents, roles, enabled)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                version,
                now(),
                caller.id(),
                what.reason(),
                what.nameVi(),
                what.nameEn(),
                what.told(),
                what.wholeVisit(),
                words(what.diagnoses()),
                words(what.services()),
                words(what.departments()),
                words(what.documents()),
                words(what.roles()),
                what.enabled());
    }

    private void trace(Transaction t, Caller caller, UUID label, LabelForm form, String changes) {
        trail.append(
                t,
                access.event(caller, Kind.RIGHTS, null, "LABEL", label)
                        .changing(changes)
                        .because(form.reason()));
    }

    private static String[] words(List<String> list) {
        return list.toArray(String[]::new);
    }

    private static Label label(Row row) {
        return new Label(row.uuid("label_id"), row.bool("built_in"), form(row));
    }

    private static LabelForm form(Row row) {
        return new LabelForm(
                row.text("code"),
                row.text("name_vi"),
                row.text("name_en"),
                row.bool("told"),
                row.bool("whole_visit"),
                List.of(row.<String>array("diagnoses")),
                List.of(row.<String>array("services")),
                List.of(row.<String>array("departments")),
                List.of(row.<String>array("documents")),
                List.of(row.<String>array("roles")),
                row.bool("enabled"),
                row.integer("version"),
                row.text("reason"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
