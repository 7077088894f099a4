package vn.emr.core.seal;

import java.time.Instant;
import vn.emr.core.store.Row;

/**
 * One stretch of the chain. A new one begins when the database was put back to an earlier time; it goes on from what the database
 * still had and names what had been told of the one before.
 *
 * @param reason {@code RESTORE} when a restore said so, {@code UNEXPLAINED} when only the checkpoints show it
 * @param afterNumber the last number the database still had
 * @param toldNumber the newest checkpoint that is known, so {@code afterNumber + 1} to {@code toldNumber} are lost; null when
 *     none is known
 * @param hash from which the chain goes on
 */
public record Epoch(
        int number,
        Instant beganAt,
        Reason reason,
        long afterNumber,
        byte[] afterHash,
        Integer toldEpoch,
        Long toldNumber,
        byte[] hash) {
    /** Why it began. */
    public enum Reason {
        FIRST,
        RESTORE,
        UNEXPLAINED
    }

    static Epoch of(Row row) {
        return new Epoch(
                row.integer("epoch"),
                row.instant("began_at"),
                Reason.valueOf(row.text("reason")),
                row.number("after_number"),
                row.bytes("after_hash"),
                row.integer("told_epoch"),
                row.number("told_number"),
                row.bytes("hash"));
    }
}
