package vn.emr.core.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.store.Database;

/** Where those who are told of changes get their cursors. */
@ApplicationScoped
public class ChangeReaders {
    private final Database database;
    private final Outbox outbox;
    private final EgressGate gate;
    private final Clock clock;

    @Inject
    public ChangeReaders(Database database, Outbox outbox, EgressGate gate, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * The cursor of one subscriber's topic.
     *
     * @throws Refusal NOT_APPLICABLE, in Vietnamese, while it is not declared for what it is told
     */
    public ChangeReader ofTopic(Source subscriber) {
        gate.declared(subscriber, EgressGate.Way.CHANGES);
        return new ChangeReader(database, outbox, gate, subscriber, ChangeReader.Channel.TOPIC, clock);
    }

    /** The cursor of one subscriber's webhook; refused as {@link #ofTopic}. */
    ChangeReader ofWebhook(Source subscriber) {
        gate.declared(subscriber, EgressGate.Way.CHANGES);
        return new ChangeReader(database, outbox, gate, subscriber, ChangeReader.Channel.WEBHOOK, clock);
    }
}
