package vn.emr.core.designing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.designing.OwnForm.Act;
import vn.emr.core.designing.OwnForm.Copied;
import vn.emr.core.designing.OwnForm.State;
import vn.emr.core.designing.OwnForm.Step;
import vn.emr.core.designing.OwnForm.Typed;
import vn.emr.core.form.Form;
import vn.emr.core.form.FormReader;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Forms that a hospital draws: copied from one it has, written until no fault is left, approved by somebody who wrote nothing of it, in
 * force from a day. Everything that is done is a row with who, when and why and a line of the trace in the same transaction; sheets
 * stay in the version they were written with.
 */
@ApplicationScoped
public class FormDrawing {
    /** How many may be under way at once. */
    private static final int MOST_OPEN = 100;
    /** Every saving keeps what stood before. */
    private static final int MOST_ACTS = 2_000;

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final HospitalForms forms;
    private final Clock clock;
    private final Head head;

    @Inject
    public FormDrawing(Access access, Database database, AuditTrail trail, HospitalForms forms, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.forms = forms;
        this.clock = clock;
        this.head = new Head(forms);
    }

    /** Every version that the hospital drew, by code, the newest first. */
    public List<OwnForm> all(Caller caller) {
        return database.inTransaction(t -> OwnFormRows.all(t, caller.tenantId(), HospitalForms.MOST + MOST_OPEN));
    }

    /** @throws Refusal NOT_FOUND, traced, for no form of the hospital */
    public OwnForm.Open open(Caller caller, UUID id) {
        return database.inTransaction(t -> open(t, caller, id));
    }

    /**
     * Begins a version from one that the hospital has: in the place of that form, or under another code as a form of its own.
     *
     * @throws Refusal NOT_FOUND for no such version, CONFLICT when the other code is taken, with pointers for what is no code or title
     */
    public OwnForm.Open copy(Caller caller, Copied asked) {
        if (asked == null || asked.code() == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the form and its version", "/code", "/version");
        }
        Forms all = forms.of(caller.tenantId());
        Form from = all.version(asked.code(), asked.version()).orElseThrow(() -> access.missing(caller, "FORM", null));
        String code = asked.as() == null ? from.code() : Head.newCode(all, asked.as());
        String standsFor = asked.as() == null ? Head.standsFor(from) : null;
        ObjectNode definition = FormReader.tree(from);
        if (asked.as() != null) {
            definition.put("title", Head.title(asked.title(), "/title"));
            definition.put("titleEn", Head.title(asked.titleEn(), "/titleEn"));
            definition.remove("results");
        }
        UUID id = Ids.next();
        return written(t -> {
            mustHaveRoom(t, caller, code, asked.as() != null);
            int number = OwnFormRows.next(t, caller.tenantId(), code);
            String kept = Definition.kept(definition, head.of(code, standsFor, number));
            OwnFormRows.begin(t, id, caller.tenantId(), code, number, standsFor, from, sample(t, caller, from));
            OwnFormRows.add(t, id, 1, Act.WRITTEN, now(), caller, null, null, kept);
            String version = OwnFormRows.version(standsFor, number);
            trace(t, caller, id, code + " " + version + ": copied from " + from.code() + " " + from.version(), null);
            return open(t, caller, id);
        });
    }

    /**
     * Keeps a definition as it was typed, with or without faults.
     *
     * @throws Refusal CONFLICT when somebody did something with it meanwhile; for what can be kept in no form
     */
    public OwnForm.Open write(Caller caller, UUID id, Typed typed) {
        return written(t -> {
            OwnFormRows.Kept kept = one(t, caller, id);
            mustFollow(kept, typed == null ? null : typed.seen(), Act.WRITTEN);
            OwnForm form = kept.form();
            String definition =
                    Definition.kept(typed.definition(), head.of(form.code(), form.standsFor(), form.ownNumber()));
            if (!Definition.tree(definition).equals(Definition.tree(kept.definition()))) {
                if (form.number() >= MOST_ACTS) {
                    throw new Refusal(Code.NOT_APPLICABLE, "saved 2,000 times: send it, or go on in a copy");
                }
                add(t, caller, kept, Act.WRITTEN, null, null, definition);
            }
            return open(t, caller, id);
        });
    }

    /**
     * Sends, gives back, approves, withdraws or drops a form.
     *
     * @throws Refusal CONFLICT when somebody did something with it meanwhile or it is not at that point; MALFORMED_FIELD with the items
     *     at fault; NOT_APPLICABLE, traced, when who wrote it would approve it
     */
    public OwnForm.Open step(Caller caller, UUID id, Act act, Step asked) {
        boolean needsReason = act == Act.RETURNED || act == Act.WITHDRAWN || act == Act.DROPPED;
        OwnForm.Open done = written(t -> {
            OwnFormRows.Kept kept = one(t, caller, id);
            mustFollow(kept, asked == null ? null : asked.seen(), act);
            String reason = Said.reason(asked.reason(), needsReason, "/reason");
            LocalDate from = null;
            if (act == Act.APPROVED || act == Act.WITHDRAWN) {
                from = Said.from(asked.from(), LocalDate.ofInstant(now(), Forms.ZONE));
            }
            if (act == Act.APPROVED && kept.writers().contains(caller.id())) {
                throw access.refuse(
                        caller,
                        "FORM",
                        new Refusal(Code.NOT_APPLICABLE, "a form is approved by somebody who wrote nothing of it"));
            }
            if (act == Act.APPROVED || act == Act.SENT) {
                Definition.form(kept.definition(), law(caller, kept.form()));
            }
            add(t, caller, kept, act, reason, from, null);
            return open(t, caller, id);
        });
        if (act == Act.APPROVED || act == Act.WITHDRAWN) {
            forms.changed(caller.tenantId());
        }
        return done;
    }

    /**
     * The form as it was typed last, to try it.
     *
     * @throws Refusal NOT_FOUND; MALFORMED_FIELD with the items at fault
     */
    public Form form(Caller caller, UUID id) {
        OwnFormRows.Kept kept = database.inTransaction(t -> one(t, caller, id));
        return Definition.form(kept.definition(), law(caller, kept.form()));
    }

    private OwnForm.Open open(Transaction t, Caller caller, UUID id) {
        OwnFormRows.Kept kept = one(t, caller, id);
        OwnForm form = kept.form();
        Set<Act> allowed = EnumSet.noneOf(Act.class);
        for (Act act : Act.values()) {
            if (act.after(form.state())
                    && (act != Act.APPROVED || !kept.writers().contains(caller.id()))) {
                allowed.add(act);
            }
        }
        return new OwnForm.Open(
                form,
                Definition.tree(kept.definition()),
                Definition.faults(kept.definition(), law(caller, form)),
                Definition.tree(kept.sample()),
                forms.of(caller.tenantId())
                        .version(kept.copiedCode(), kept.copiedVersion())
                        .map(FormReader::tree)
                        .orElse(null),
                OwnFormRows.history(t, id),
                allowed);
    }

    private Optional<Form> law(Caller caller, OwnForm form) {
        return Optional.ofNullable(form.standsFor())
                .flatMap(version -> forms.of(caller.tenantId()).version(form.code(), version));
    }

    private static void mustHaveRoom(Transaction t, Caller caller, String code, boolean anew) {
        List<OwnForm> all = OwnFormRows.all(t, caller.tenantId(), HospitalForms.MOST + MOST_OPEN);
        long under = all.stream()
                .filter(form -> form.state() == State.DRAFT || form.state() == State.SENT)
                .count();
        if (under >= MOST_OPEN || all.size() >= HospitalForms.MOST) {
            throw new Refusal(Code.NOT_APPLICABLE, "too many forms are being written: finish or drop some");
        }
        if (anew && all.stream().anyMatch(form -> Head.same(form.code(), code))) {
            throw Head.codeTaken();
        }
    }

    private String sample(Transaction t, Caller caller, Form from) {
        return from.own()
                ? OwnFormRows.sample(t, caller.tenantId(), from.code(), from.version())
                : forms.shipped()
                        .file(from, "sample.json")
                        .map(file -> new String(file, StandardCharsets.UTF_8))
                        .orElse("{}");
    }

    private OwnFormRows.Kept one(Transaction t, Caller caller, UUID id) {
        return OwnFormRows.one(t, caller.tenantId(), id).orElseThrow(() -> access.missing(caller, "FORM", id));
    }

    private static void mustFollow(OwnFormRows.Kept kept, Integer seen, Act act) {
        if (seen == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the number of what was seen last", "/seen");
        }
        if (seen != kept.form().number() || !act.after(kept.form().state())) {
            throw meanwhile();
        }
    }

    private void add(
            Transaction t,
            Caller caller,
            OwnFormRows.Kept kept,
            Act act,
            String reason,
            LocalDate from,
            String definition) {
        OwnForm form = kept.form();
        OwnFormRows.add(t, form.id(), form.number() + 1, act, now(), caller, reason, from, definition);
        String what = form.code() + " " + form.version() + ": " + form.state() + " -> " + act
                + (from == null ? "" : " from " + from);
        trace(t, caller, form.id(), what, reason);
    }

    private void trace(Transaction t, Caller caller, UUID id, String what, String reason) {
        trail.append(
                t,
                access.event(caller, Kind.CONFIGURATION, null, "FORM", id)
                        .changing(what)
                        .because(reason));
    }

    private <T> T written(Function<Transaction, T> work) {
        try {
            return database.inTransaction(work);
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw meanwhile();
            }
            throw fault;
        }
    }

    private static Refusal meanwhile() {
        return new Refusal(Code.CONFLICT, "somebody did something with this form meanwhile", "/seen");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
