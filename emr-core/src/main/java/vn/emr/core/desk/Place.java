package vn.emr.core.desk;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** A place in a list that is sorted by time and id, newest first: where the next page begins. */
record Place(Instant at, UUID id) {
    private static final int UUID_LENGTH = 36;
    /** Before everything. */
    static final Place FIRST = new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    /** @throws Refusal MALFORMED_FIELD for what is no cursor of ours */
    static Place of(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return FIRST;
        }
        try {
            return new Place(
                    Instant.parse(cursor.substring(UUID_LENGTH + 1)),
                    UUID.fromString(cursor.substring(0, UUID_LENGTH)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException e) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "/cursor");
        }
    }

    @Override
    public String toString() {
        return id + "_" + at;
    }
}
