package vn.emr.core.oversight;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Holders;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.oversight.BreachQuestion.Meant;
import vn.emr.core.seal.SigningKey;
import vn.emr.core.seal.WindowCheck;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/** What a breach touched, for the officer who answers for personal data: on a page, and as a signed file. */
@ApplicationScoped
public class Breach {
    private static final int CHANGES = 500;
    private static final Duration SERIOUS = Duration.ofHours(24);
    private static final Duration NOTICE = Duration.ofHours(72);

    private final Access access;
    private final Holders holders;
    private final Database database;
    private final AuditTrail trail;
    private final SigningKey key;
    private final Clock clock;

    @Inject
    public Breach(Access access, Database database, AuditTrail trail, SigningKey key, Clock clock) {
        this.access = access;
        this.holders = new Holders(access, database);
        this.database = database;
        this.trail = trail;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The pack of a time; asking is traced.
     *
     * @throws Refusal with pointers; NOT_FOUND for an account, system or number of nobody
     */
    public BreachPack pack(Caller caller, BreachQuestion asked) {
        Meant meant = meant(caller, asked, Kind.OPEN);
        return pack(asked, meant);
    }

    /** Permission to take it out as a file, traced before the first byte; refusals as {@link #pack}. */
    public Export export(Caller caller, BreachQuestion asked) {
        return new Export(asked, meant(caller, asked, Kind.EXPORT));
    }

    /** An export that was allowed. */
    public final class Export {
        private final BreachQuestion asked;
        private final Meant meant;

        private Export(BreachQuestion asked, Meant meant) {
            this.asked = asked;
            this.meant = meant;
        }

        /** Writes the ZIP. */
        public void write(OutputStream out) throws IOException {
            new BreachFile(database, key, pack(asked, meant), meant).write(out);
        }
    }

    private Meant meant(Caller caller, BreachQuestion asked, Kind kind) {
        access.require(caller, "BREACH", null, Right.PRIVACY_MANAGE);
        BreachQuestion what = BreachQuestion.checked(asked, clock.instant());
        UUID person = what.number() == null || what.number().isBlank()
                ? null
                : holders.one(caller, Right.PRIVACY_MANAGE, "BREACH", what.number(), "/number");
        return database.inTransaction(t -> {
            Meant meant = what.meant(t, caller, person);
            trail.append(
                    t,
                    access.event(caller, kind, person, "BREACH", null)
                            .changing("window: %s to %s".formatted(what.from(), what.to())));
            return meant;
        });
    }

    private BreachPack pack(BreachQuestion asked, Meant meant) {
        Instant known = asked.knownAt().truncatedTo(ChronoUnit.SECONDS);
        return database.inTransaction(t -> new BreachPack(
                asked.from(),
                asked.to(),
                known,
                known.plus(NOTICE),
                known.plus(SERIOUS),
                known.plus(NOTICE),
                BreachPack.people(t, meant),
                BreachPack.acting(t, meant),
                BreachPack.signIns(t, meant),
                BreachPack.refusals(t, meant),
                anomalies(t, meant),
                changes(t, meant),
                new WindowCheck(database).run(asked.from(), asked.to(), clock.instant())));
    }

    private static List<Anomalies.Anomaly> anomalies(Transaction t, Meant meant) {
        return Anomalies.within(t, meant.tenant(), new Oversight.Span(meant.from(), meant.to())).stream()
                .filter(one -> meant.account() == null || meant.account().equals(one.actorId()))
                .toList();
    }

    /** Settings, accounts and rights that changed in the time, whoever changed them: a breach often begins with one. */
    private static List<Oversight.Deed> changes(Transaction t, Meant meant) {
        Meant everybody = new Meant(meant.tenant(), meant.from(), meant.to(), null, null, null);
        return t.query(CHANGED, row -> Oversight.Deed.of(AuditTrail.of(row)), BreachPack.with(everybody, CHANGES));
    }

    private static final String CHANGED = Oversight.LINES + BreachQuestion.WHERE
            + " and a.kind in ('CONFIGURATION', 'ACCOUNT', 'RIGHTS') order by a.id desc limit ?";
}
