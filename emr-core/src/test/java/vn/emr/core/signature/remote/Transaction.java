package vn.emr.core.signature.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a stand-in was asked to let a person sign; it has one end, after five minutes at the latest. */
final class Transaction {
    private static final Duration LASTS = Duration.ofMinutes(5);

    /** How it can end. */
    enum End {
        SIGNED,
        REFUSED,
        EXPIRED
    }

    /** @param name of a document, by which the service calls its value */
    record Item(String name, byte[] digest) {}

    private final String id;
    private final String theirs;
    private final HeldKey key;
    private final List<Item> items;
    private final Clock clock;
    private final Instant expires;
    private End end;

    /** @param theirs the id that the asking server gave it */
    Transaction(String id, String theirs, HeldKey key, List<Item> items, Clock clock) {
        this.id = id;
        this.theirs = theirs;
        this.key = key;
        this.items = items;
        this.clock = clock;
        this.expires = clock.instant().plus(LASTS);
    }

    String id() {
        return id;
    }

    String theirs() {
        return theirs;
    }

    HeldKey key() {
        return key;
    }

    List<Item> items() {
        return items;
    }

    /** Null while it waits. */
    synchronized End end() {
        return end;
    }

    /** Whether it has its end just now. */
    synchronized boolean look(Decision decision) {
        if (end != null) {
            return false;
        }
        if (!clock.instant().isBefore(expires)) {
            end = End.EXPIRED;
        } else if (decision == Decision.AGREES) {
            end = End.SIGNED;
        } else if (decision == Decision.SAYS_NO) {
            end = End.REFUSED;
        }
        return end != null;
    }
}
