package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.access.Caller;
import vn.emr.core.record.Sheet;
import vn.emr.core.signing.Signing.Item;

class BatchesTest {
    @TempDir
    Path data;

    private SigningRoom room;

    @BeforeEach
    void open() {
        room = new SigningRoom(data);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void of_each_item_it_is_said_in_the_order_asked_what_became_of_it() {
        SigningKeys.Key key = room.key(room.doctor);
        List<Caller> authors = new ArrayList<>(Collections.nCopies(12, room.doctor));
        authors.set(5, room.nurse);
        Sheet course = room.course(authors.toArray(Caller[]::new));
        Item[] items = SigningRoom.entriesOf(course).stream()
                .map(entry -> room.entry(course, entry.id()))
                .toArray(Item[]::new);

        List<Signing.Outcome> outcomes = room.sign(room.doctor, key, items);

        for (int i = 0; i < items.length; i++) {
            assertEquals(items[i].entryId(), outcomes.get(i).entryId());
            assertEquals(i == 5 ? Code.FORBIDDEN : null, outcomes.get(i).code(), outcomes.get(i)::toString);
        }
        assertEquals(
                11,
                room.page(room.doctor, course).entries().stream()
                        .filter(entry -> entry.signature() != null)
                        .count());
    }

    @Test
    void places_of_one_sheet_are_signed_in_the_order_asked() {
        Caller both = room.head;
        SigningKeys.Key key = room.key(both);
        Sheet sheet = room.completed(both, SigningRoom.MINUTES);
        assertEquals(
                Arrays.asList(Code.NOT_YET, null),
                room.sign(both, key, room.place(sheet, 1), room.place(sheet, 0)).stream()
                        .map(Signing.Outcome::code)
                        .toList());
        Sheet other = room.completed(both, SigningRoom.MINUTES);
        assertEquals(
                Arrays.asList(null, null),
                room.sign(both, key, room.place(other, 0), room.place(other, 1)).stream()
                        .map(Signing.Outcome::code)
                        .toList());
    }
}
