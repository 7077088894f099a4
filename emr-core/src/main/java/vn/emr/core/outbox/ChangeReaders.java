package vn.emr.core.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import vn.emr.core.organization.Source;
import vn.emr.core.store.Database;

/** Where those who are told of changes get their cursors. */
@ApplicationScoped
public class ChangeReaders {
    private final Database database;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    public ChangeReaders(Database database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The cursor of one subscriber's topic. */
    public ChangeReader ofTopic(Source subscriber) {
        return new ChangeReader(database, outbox, subscriber, ChangeReader.Channel.TOPIC, clock);
    }

    /** The cursor of one subscriber's webhook. */
    ChangeReader ofWebhook(Source subscriber) {
        return new ChangeReader(database, outbox, subscriber, ChangeReader.Channel.WEBHOOK, clock);
    }
}
