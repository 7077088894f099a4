package vn.emr.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.testing.House;

/** Files and the rows that name them never disagree: what is there is whole, and what a row names stays. */
class BlobStoreTest {
    private final House house = new House();
    private final BlobStore blobs = house.blobs;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_content_is_one_file_however_often_it_is_kept_and_comes_back_whole() throws Exception {
        byte[] content = "Giấy ra viện".getBytes(UTF_8);
        String name = blobs.put(content);
        assertEquals(BlobStore.name(content), name);
        assertEquals(name, blobs.put(content));
        assertArrayEquals(content, blobs.get(name));
        assertEquals(1, files().size());
    }

    @Test
    void a_damaged_a_cut_and_a_missing_file_are_an_error_and_never_another_content() throws Exception {
        String name = blobs.put("một".getBytes(UTF_8));
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, whole.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThrows(UncheckedIOException.class, () -> blobs.get(name));
        }
        whole[whole.length - 1] ^= 1;
        Files.write(file, whole);
        assertThrows(UncheckedIOException.class, () -> blobs.get(name));
        Files.delete(file);
        assertThrows(UncheckedIOException.class, () -> blobs.get(name));
        assertThrows(IllegalArgumentException.class, () -> blobs.get("../" + name.substring(3)));
    }

    @Test
    void only_what_no_row_has_named_for_a_day_is_swept() throws Exception {
        String named = blobs.put("có tên".getBytes(UTF_8));
        String young = blobs.put("mới".getBytes(UTF_8));
        String forgotten = blobs.put("không ai nhớ".getBytes(UTF_8));
        house.database.update("""
                insert into inbound (id, received_at, tenant_id, source_id, door, format, message_type, control_id,
                                     content_digest, size, body_sha256, outcome)
                values (?, now(), ?, ?, 'his', 'test', 'T', 'C1', ?, 1, ?, 'APPLIED')
                """, Ids.next(), house.tenant, house.source.id, new byte[32], named);
        Path half = Files.write(files().getFirst().resolveSibling("half.tmp"), new byte[3]);
        Instant now = Instant.now();
        assertEquals(0, blobs.sweep(now));
        for (Path file : files()) {
            if (!file.endsWith(young)) {
                Files.setLastModifiedTime(file, FileTime.from(now.minus(25, ChronoUnit.HOURS)));
            }
        }
        assertEquals(2, blobs.sweep(now));
        assertTrue(blobs.exists(named));
        assertTrue(blobs.exists(young));
        assertFalse(blobs.exists(forgotten));
        assertFalse(Files.exists(half));
    }

    @Test
    void a_content_that_comes_again_is_young_again_until_its_row_names_it() throws Exception {
        byte[] content = "lần nữa".getBytes(UTF_8);
        String name = blobs.put(content);
        Instant now = Instant.now();
        Files.setLastModifiedTime(files().getFirst(), FileTime.from(now.minus(25, ChronoUnit.HOURS)));
        blobs.put(content);
        assertEquals(0, blobs.sweep(now));
        assertTrue(blobs.exists(name));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(house.folder.resolve("blobs"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
