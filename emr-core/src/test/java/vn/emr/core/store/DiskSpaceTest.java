package vn.emr.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path folder;

    private DiskSpace.Room room;

    @Test
    void a_disk_is_full_when_less_than_a_twentieth_is_free_and_no_longer_when_a_tenth_more_is() {
        DiskSpace disk = disk();
        assertFalse(full(disk, 5 * GIGABYTE, 100 * GIGABYTE));
        assertTrue(full(disk, 5 * GIGABYTE - 1, 100 * GIGABYTE));
        assertTrue(full(disk, 5 * GIGABYTE + 400 * MEGABYTE, 100 * GIGABYTE), "a little more is not enough");
        assertFalse(full(disk, 5 * GIGABYTE + 512 * MEGABYTE, 100 * GIGABYTE));
    }

    @Test
    void ten_gibibytes_are_enough_on_a_large_disk() {
        DiskSpace disk = disk();
        assertFalse(full(disk, 10 * GIGABYTE, 8_000 * GIGABYTE));
        assertTrue(full(disk, 10 * GIGABYTE - 1, 8_000 * GIGABYTE));
    }

    @Test
    void the_reserve_is_laid_by_given_up_when_nothing_else_is_left_and_laid_by_again() throws Exception {
        DiskSpace disk = disk();
        Path reserve = folder.resolve("reserve");
        full(disk, 500 * MEGABYTE, GIGABYTE);
        assertEquals(64 * MEGABYTE, Files.size(reserve));
        full(disk, 65 * MEGABYTE, GIGABYTE);
        assertTrue(Files.exists(reserve), "kept while there is another way");
        full(disk, 63 * MEGABYTE, GIGABYTE);
        assertFalse(Files.exists(reserve));
        full(disk, 130 * MEGABYTE, GIGABYTE);
        assertFalse(Files.exists(reserve), "not while it would fill the disk again");
        full(disk, 500 * MEGABYTE, GIGABYTE);
        assertEquals(64 * MEGABYTE, Files.size(reserve));
    }

    @Test
    void the_disk_of_the_data_folder_is_measured_and_a_missing_folder_is_an_error() {
        assertTrue(new DiskSpace(folder.toString()).free() > 0);
        DiskSpace nowhere = new DiskSpace(folder.resolve("missing").toString());
        assertThrows(UncheckedIOException.class, nowhere::free);
    }

    private DiskSpace disk() {
        return new DiskSpace(folder.resolve("reserve"), () -> room);
    }

    private boolean full(DiskSpace disk, long free, long total) {
        room = new DiskSpace.Room(free, total);
        disk.look();
        return disk.full();
    }
}
