package vn.emr.core.anamnesis;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.AllergyList;
import vn.emr.core.chart.Entries;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Allergy.Kind;
import vn.emr.core.record.Allergy.Status;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Provenance;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * Allergies of a patient as people record and change them, and their statement that none are known (dị ứng). What a system tells stands
 * beside it and is changed there.
 */
@ApplicationScoped
public class Allergies {
    /** Nobody minds more. */
    private static final int MOST = 200;

    /** What the caller may do now. */
    public enum Act {
        RECORD,
        CHANGE
    }

    /** @param past what is over or was taken back, and statements that do not hold any more */
    public record Panel(@JsonUnwrapped AllergyList.Standing standing, List<AllergyList.Line> past, Set<Act> allowed) {}

    /** @param requestId of the screen: the same request twice records one */
    public record New(UUID requestId, AllergyForm allergy) {}

    /**
     * What is changed, and why.
     *
     * @param status the allergy is over, or was entered in error; null: as it is
     * @param allergy as it is stated now; null: as it is
     */
    public record Change(Integer version, String reason, Status status, AllergyForm allergy) {}

    /** @param version of the statement that was seen; null or 0 when none was */
    public record NoneKnown(Integer version, String note) {}

    private final Access access;
    private final Database database;
    private final Entries entries;
    private final Catalogues catalogues;

    @Inject
    public Allergies(Access access, Database database, RecordStore records, Catalogues catalogues, Clock clock) {
        this.access = access;
        this.database = database;
        this.entries = new Entries(access, records, clock);
        this.catalogues = catalogues;
    }

    /** What is known; traced once within the visit to the chart. */
    public Panel of(Grant grant) {
        access.section(grant, "ALLERGIES");
        return panel(grant);
    }

    /**
     * The versions of one of them, the newest first; of more than 200 the oldest are left out.
     *
     * @throws Refusal NOT_FOUND, traced, when the chart shows no such allergy
     */
    public List<AllergyList.Line> versions(Grant grant, UUID id) {
        access.section(grant, "ALLERGIES");
        List<Allergy> versions = database.inTransaction(t -> AllergyList.KEPT.versions(t, grant, id));
        if (versions.isEmpty()) {
            throw access.missing(grant, NounKind.ALLERGY.name(), id);
        }
        return versions.stream().map(AllergyList.Line::of).toList();
    }

    /**
     * Records an allergy; a statement that none is known lapses by it.
     *
     * @throws Refusal FORBIDDEN, with pointers what does not fit, CONFLICT when the substance stands there already, KEY_REUSED
     */
    public Panel record(Caller caller, Grant grant, New asked) {
        access.allow(grant, Right.RECORD_CREATE, null);
        if (asked == null || asked.requestId() == null || asked.allergy() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the number of the request", "/requestId");
        }
        Instant now = entries.now();
        Allergy.Details said = asked.allergy().checked(Status.ACTIVE, now);
        database.run(t -> {
            Entries.lock(t, grant);
            Allergy before = AllergyList.KEPT
                    .requested(
                            t,
                            grant,
                            "and n.source_id is null and n.allergy_key = ?",
                            asked.requestId().toString())
                    .orElse(null);
            if (before == null) {
                List<Allergy> all = AllergyList.all(t, grant);
                mustBeNew(all, said, null);
                if (all.stream().filter(Allergy::stands).count() >= MOST) {
                    throw new Refusal(Code.NOT_APPLICABLE, "the chart holds 200 allergies");
                }
                mustBeACode(t, grant, said.substance(), null, now);
                entries.commit(
                        t,
                        caller,
                        "allergy recorded",
                        new Allergy(
                                Ids.next(),
                                1,
                                grant.patientId(),
                                null,
                                asked.requestId().toString(),
                                said,
                                null,
                                Entries.by(t, caller, now)));
            } else if (before.version() == 1 && !before.details().equals(said)) {
                throw new Refusal(Code.KEY_REUSED, "this request recorded something else", "/requestId");
            }
        });
        return panel(grant);
    }

    /**
     * Writes the next version: corrected, over, or entered in error. Of the statement that none is known only the last.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT when it changed meanwhile, NOT_APPLICABLE for what a system tells,
     *     REQUIRED_FIELD_MISSING without a reason
     */
    public Panel change(Caller caller, Grant grant, UUID id, Change asked) {
        database.inTransaction(t -> shown(t, grant, id));
        access.allow(grant, Right.RECORD_EDIT, null);
        if (asked == null || asked.version() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        String reason = Words.reason(asked.reason());
        Instant now = entries.now();
        database.run(t -> {
            Entries.lock(t, grant);
            Allergy old = shown(t, grant, id);
            if (old.sourceId() != null) {
                throw new Refusal(
                        Code.NOT_APPLICABLE, "another system tells this; correct it there, or record it here");
            }
            if (old.version() != asked.version()) {
                throw new Refusal(Code.CONFLICT, "it changed meanwhile");
            }
            Allergy.Details said = changed(old, asked, now);
            if (said.status() == Status.ACTIVE) {
                mustBeNew(AllergyList.all(t, grant), said, id);
            }
            mustBeACode(t, grant, said.substance(), old.details().substance(), now);
            entries.commit(
                    t,
                    caller,
                    "allergy changed",
                    old.next(old.version() + 1, said, reason, Entries.by(t, caller, now)));
        });
        return panel(grant);
    }

    /**
     * States that none is known ("không dị ứng"), asked now; the same again is the next version of the statement.
     *
     * @throws Refusal FORBIDDEN, NOT_APPLICABLE while an allergy stands, CONFLICT when the statement changed meanwhile
     */
    public Panel noneKnown(Caller caller, Grant grant, NoneKnown asked) {
        access.allow(grant, Right.RECORD_CREATE, null);
        String note = asked == null ? null : Words.line(asked.note(), 500, "/note");
        int seen = asked == null || asked.version() == null ? 0 : asked.version();
        Instant now = entries.now();
        database.run(t -> {
            Entries.lock(t, grant);
            List<Allergy> all = AllergyList.all(t, grant);
            if (all.stream().anyMatch(Allergy::stands)) {
                throw new Refusal(Code.NOT_APPLICABLE, "allergies are recorded; change those first");
            }
            Allergy old = all.stream()
                    .filter(a -> a.sourceId() == null && a.details().kind() == Kind.NONE_KNOWN)
                    .filter(a -> a.patientId().equals(grant.patientId()))
                    .findFirst()
                    .orElse(null);
            if ((old == null ? 0 : old.version()) != seen) {
                throw new Refusal(Code.CONFLICT, "it changed meanwhile");
            }
            Allergy.Details said = Allergy.Details.noneKnown(note, Status.ACTIVE);
            Provenance by = Entries.by(t, caller, now);
            entries.commit(
                    t,
                    caller,
                    "no allergies known",
                    old == null
                            ? new Allergy(Ids.next(), 1, grant.patientId(), null, Allergy.NONE, said, null, by)
                            : old.next(old.version() + 1, said, null, by));
        });
        return panel(grant);
    }

    private static Allergy.Details changed(Allergy old, Change asked, Instant now) {
        Status status = asked.status() == null ? old.details().status() : asked.status();
        boolean none = old.details().kind() == Kind.NONE_KNOWN;
        if (none && status != Status.ENTERED_IN_ERROR) {
            throw new Refusal(Code.NOT_APPLICABLE, "this statement is stated again or taken back", "/status");
        }
        if (asked.allergy() == null && asked.status() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what is changed", "/allergy", "/status");
        }
        if (none || asked.allergy() == null) {
            return old.details().as(status);
        }
        return asked.allergy().checked(status, now);
    }

    private Panel panel(Grant grant) {
        List<Allergy> all = database.inTransaction(t -> AllergyList.all(t, grant));
        AllergyList.Standing standing = AllergyList.Standing.of(all);
        Set<Act> allowed = EnumSet.noneOf(Act.class);
        if (access.allows(grant, Right.RECORD_CREATE, null)) {
            allowed.add(Act.RECORD);
        }
        if (access.allows(grant, Right.RECORD_EDIT, null)) {
            allowed.add(Act.CHANGE);
        }
        return new Panel(
                standing,
                all.stream()
                        .filter(a -> !a.stands())
                        .filter(a -> standing.noneKnown() == null
                                || !a.id().equals(standing.noneKnown().id()))
                        .map(AllergyList.Line::of)
                        .toList(),
                allowed);
    }

    private Allergy shown(Transaction t, Grant grant, UUID id) {
        return AllergyList.KEPT
                .current(t, grant, id)
                .orElseThrow(() -> access.missing(grant, NounKind.ALLERGY.name(), id));
    }

    private static void mustBeNew(List<Allergy> all, Allergy.Details said, UUID itself) {
        String substance = PersonName.unaccented(said.substance().text());
        boolean known = all.stream()
                .filter(a -> a.stands() && a.sourceId() == null && !a.id().equals(itself))
                .anyMatch(a ->
                        PersonName.unaccented(a.details().substance().shown()).equals(substance));
        if (known) {
            throw new Refusal(Code.CONFLICT, "this substance is recorded already", "/substance");
        }
    }

    /** What stood there before stays as it is, and of a catalogue without an edition nothing can be said. */
    private void mustBeACode(Transaction t, Grant grant, Coded substance, Coded before, Instant now) {
        String code = substance == null ? null : substance.code();
        if (code == null || before != null && Objects.equals(code, before.code())) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(now, Since.ZONE);
        UUID tenant = grant.tenantId();
        if (catalogues.holds(t, tenant, AllergyForm.CATALOGUE, today)
                && catalogues
                        .entry(t, tenant, AllergyForm.CATALOGUE, code, today)
                        .isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "a code that the catalogue of medicines has today", "/code");
        }
    }
}
