package vn.emr.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;
import vn.emr.core.store.StoreFault;

class SealerTest {
    @TempDir
    Path folder;

    @Test
    void what_was_there_before_is_sealed_first_in_bounded_batches_and_then_what_comes() {
        Sealed house = new Sealed(folder);
        Instant old = Instant.now().minus(Duration.ofDays(400));
        house.hospital.patient("Lê Thị Cũ");
        house.database.update("""
                insert into audit_event (id, at, tenant_id, kind, success, actor_kind, digest, digest_version)
                select overlay(gen_random_uuid()::text placing ? from 1 for 13)::uuid, ?::timestamptz, ?, 'OPEN', true, 'SYSTEM',
                       sha256(g::text::bytea), 1
                from generate_series(1, 12000) g
                """, Ids.first(old).toString().substring(0, 13), old, house.hospital.tenant);
        assertEquals(12_000, house.sealer.round() - rounds(house));
        assertEquals(3, house.count("seal where reason = 'FIRST'"));
        house.mustBeWhole();
        house.lines(7);
        assertEquals(7, house.sealer.round());
        assertEquals(0, house.sealer.round());
        house.mustBeWhole();
    }

    private static long rounds(Sealed house) {
        return house.database
                .first(
                        "select coalesce(sum(cardinality(row_ids)), 0)::int8 as n from seal where reason = 'ROUND'",
                        row -> row.number("n"))
                .orElseThrow();
    }

    @Test
    void one_that_commits_late_gets_its_number_when_it_has_committed() throws Exception {
        Sealed house = new Sealed(folder);
        house.sealer.round();
        try (Connection slow = house.connection()) {
            var insert = slow.prepareStatement("""
                    insert into audit_event (id, at, tenant_id, kind, success, actor_kind, digest, digest_version)
                    values (?, now(), ?, 'OPEN', true, 'SYSTEM', sha256('x'), 1)
                    """);
            insert.setObject(1, Ids.next());
            insert.setObject(2, house.hospital.tenant);
            insert.execute();
            for (int i = 0; i < 20; i++) {
                house.lines(3);
                assertEquals(3, house.sealer.round());
            }
            slow.commit();
        }
        assertEquals(1, house.sealer.round());
        house.mustBeWhole();
    }

    @Test
    void several_servers_seal_under_load_without_gap_or_double_and_are_never_far_behind() throws Exception {
        Sealed house = new Sealed(folder);
        AtomicBoolean end = new AtomicBoolean();
        try (var pool = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 150; i++) {
                        house.lines(i % 13 + 1);
                    }
                }));
            }
            for (int server = 0; server < 3; server++) {
                Sealer other = new Sealer(house.database, house.epochs, java.time.Clock.systemUTC());
                pool.submit(() -> {
                    while (!end.get()) {
                        other.round();
                    }
                });
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            end.set(true);
        }
        house.sealer.round();
        house.mustBeWhole();
        house.sealer.sweep();
        assertEquals(0, house.count("seal where reason = 'SWEEP'"));
    }

    @Test
    void killed_at_any_row_it_goes_on_where_it_was() throws Exception {
        Sealed house = new Sealed(folder);
        for (int kill = 0; kill < 30; kill++) {
            house.lines(kill % 5 + 1);
            assertThrows(
                    IllegalStateException.class,
                    () -> house.database.run(t -> {
                        SealRows.ourTurn(t);
                        Head head = house.epochs.head(t, Instant.now());
                        SealRows.Rows rows = SealRows.without(t, Chain.Kind.AUDIT_EVENT, new java.util.UUID(0, 0), 100);
                        SealRows.write(
                                t,
                                head,
                                Chain.Kind.AUDIT_EVENT,
                                Chain.Reason.ROUND,
                                rows,
                                Instant.now(),
                                Instant.now());
                        throw new IllegalStateException("killed");
                    }));
            if (kill % 7 == 0) {
                new Sealer(house.database, house.epochs, java.time.Clock.systemUTC()).round();
            }
        }
        new Sealer(house.database, house.epochs, java.time.Clock.systemUTC()).round();
        house.mustBeWhole();
    }

    @Test
    void a_row_that_appears_behind_the_seal_is_found_by_the_sweep() {
        Sealed house = new Sealed(folder);
        house.lines(2);
        house.sealer.round();
        Instant hoursAgo = Instant.now().minus(Duration.ofHours(5));
        house.trail.append(List.of(house.line(Ids.first(hoursAgo), hoursAgo)));
        assertEquals(0, house.sealer.round());
        assertEquals(1, house.sealer.sweep());
        house.mustBeWhole();
        assertEquals(0, house.sealer.sweep());
        assertTrue(house.checkpoints(java.time.Clock.systemUTC())
                .standing()
                .troubles()
                .contains("SEALED_LATE"));
    }

    @Test
    void a_clock_that_jumps_leaves_the_order_of_numbers_the_order_of_commits() {
        Sealed house = new Sealed(folder);
        house.sealer.round();
        Instant ahead = Instant.now().plus(Duration.ofDays(2));
        house.trail.append(List.of(house.line(Ids.first(ahead), ahead)));
        assertEquals(1, house.sealer.round());
        for (int i = 0; i < 40; i++) {
            house.lines(1);
            assertEquals(1, house.sealer.round(), "the row of the future has its number and gets no second");
        }
        house.mustBeWhole();
        assertEquals(
                1L,
                house.database
                        .first(
                                "select first_number as n from seal where last_id = ?",
                                row -> row.number("n"),
                                Ids.first(ahead))
                        .orElseThrow());
    }

    @Test
    void the_application_may_neither_change_nor_delete_what_is_sealed_nor_the_seal() {
        Sealed house = new Sealed(folder);
        house.lines(1);
        house.sealer.round();
        house.checkpoints(java.time.Clock.systemUTC()).make();
        for (String table : List.of("audit_event", "record_commit", "seal", "seal_epoch", "checkpoint")) {
            for (String act : List.of("delete from " + table, "truncate " + table)) {
                assertThrows(StoreFault.class, () -> house.database.update(act), act);
            }
        }
        for (String change : List.of(
                "update audit_event set detail = 'y'",
                "update record_commit set why = 'y'",
                "update seal set hash = hash",
                "update seal_epoch set reason = 'FIRST'",
                "update checkpoint set line = 'x'")) {
            assertThrows(StoreFault.class, () -> house.database.update(change), change);
        }
    }
}
