package vn.emr.core.disclosure;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/** How every act on a request begins and ends: its record may be read, nobody was faster, and the step stands beside its trace. */
@Singleton
class Steps {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** What a step is called. */
    enum Step {
        RECEIVED,
        PAPERS_ASKED,
        AMENDED,
        APPROVED,
        PARTLY,
        REFUSED,
        DELIVERED,
        CLOSED,
        /** The request was opened to an account. */
        OPENED,
        WITHDRAWN
    }

    /** A request, and the key to the record it is about. */
    record Opened(Standing standing, Grant grant) {}

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    Steps(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The request and its record, for somebody with one of the rights.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND; both traced
     */
    Opened open(Caller caller, UUID id, Right... any) {
        access.require(caller, "DISCLOSURE", id, any);
        Standing standing = database.first(
                        "select " + Standing.COLUMNS + " from disclosure_now d where d.tenant_id = ? and d.id = ?",
                        Standing::of,
                        caller.tenantId(),
                        id)
                .orElseThrow(() -> access.missing(caller, "DISCLOSURE", id));
        return new Opened(standing, access.open(caller, caller.purpose(), standing.patientId()));
    }

    /** The next step of a request with what belongs to it, in one transaction with its line of the trace. */
    void next(Caller caller, Standing standing, Step step, String note, Consumer<Transaction> beside) {
        int version = step == Step.AMENDED ? standing.version() + 1 : standing.version();
        Kind kind =
                switch (step) {
                    case DELIVERED -> Kind.DISCLOSED;
                    case OPENED, WITHDRAWN -> Kind.RIGHTS;
                    default -> Kind.DISCLOSURE;
                };
        try {
            database.run(t -> {
                if (step == Step.AMENDED) {
                    beside.accept(t);
                }
                write(t, caller, standing.id(), standing.step() + 1, step, version, note);
                if (step != Step.AMENDED) {
                    beside.accept(t);
                }
                trail.append(
                        t,
                        line(caller, kind, standing.patientId(), standing.id(), standing.number())
                                .changing("state: " + standing.state() + " -> " + step)
                                .because(note));
            });
        } catch (StoreFault fault) {
            if (fault.kind() == StoreFault.Kind.CONSTRAINT) {
                throw new Refusal(Code.CONFLICT, "the request changed meanwhile");
            }
            throw fault;
        }
    }

    void write(Transaction t, Caller caller, UUID id, int number, Step step, int version, String note) {
        t.update(
                "insert into disclosure_step (disclosure_id, step, kind, at, by, version, note) values (?, ?, ?, ?, ?, ?, ?)",
                id,
                number,
                step,
                now(),
                caller.id(),
                version,
                note);
    }

    /** A line about a request; its number stands in it, its texts do not. */
    AuditEvent line(Caller caller, Kind kind, UUID patient, UUID id, String number) {
        return access.event(caller, kind, patient, "DISCLOSURE", id).noting(number);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), VIETNAM);
    }
}
