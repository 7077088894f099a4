package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.House;

/** The right end state in every order of arrival: patients, visits, results and merges over eight senders at once. */
class AnyOrderTest {
    private static final int SHUFFLES = 1000;
    private static final long SEED = 20261120;

    @Test
    void a_thousand_shuffles_over_eight_connections_end_alike() throws Exception {
        try (House house = new House()) {
            Inbox inbox = house.inbox(List.of(new Repeating()));
            Random random = new Random(SEED);
            List<Delivery> all = new ArrayList<>();
            for (int i = 0; i < SHUFFLES; i++) {
                List<Delivery> story = story(house, i);
                Collections.shuffle(story, random);
                all.addAll(story);
            }
            Repeating.KEPT.clear();
            all.forEach(d -> Repeating.KEPT.put(new String(d.bytes(), java.nio.charset.StandardCharsets.UTF_8), d));
            // Eight senders, each takes the next message: stories overlap and their messages race.
            List<Future<?>> senders = new ArrayList<>();
            var next = new java.util.concurrent.atomic.AtomicInteger();
            try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
                for (int c = 0; c < 8; c++) {
                    senders.add(pool.submit(() -> {
                        for (int n = next.getAndIncrement(); n < all.size(); n = next.getAndIncrement()) {
                            Outcome.Kind kind = inbox.receive(all.get(n))
                                    .toCompletableFuture()
                                    .join()
                                    .kind();
                            if (kind != Outcome.Kind.APPLIED && kind != Outcome.Kind.PARKED) {
                                throw new AssertionError("a sender was answered " + kind);
                            }
                        }
                    }));
                }
                for (Future<?> sender : senders) {
                    sender.get();
                }
            }
            for (List<UUID> overdue = house.intake.overdue(1000);
                    !overdue.isEmpty();
                    overdue = house.intake.overdue(1000)) {
                overdue.forEach(
                        id -> inbox.applyAgain(id, "test").toCompletableFuture().join());
            }
            check(house);
        }
    }

    /** What happened to patients A, B and C of one story, in its true order. */
    private static List<Delivery> story(House house, int i) {
        String a = "A" + i;
        String b = "B" + i;
        String c = "C" + i;
        List<Notice> notices = List.of(
                Talk.patient(a, 0, "Nguyễn Thị Anh"),
                Talk.visit(a, "V" + i, VisitEvent.ADMITTED, 1, "NOI"),
                Talk.patient(a, 2, "Nguyễn Thị Ánh"),
                Talk.visit(a, "V" + i, VisitEvent.TRANSFERRED, 3, "NGOAI"),
                Talk.report(a, "R" + i, 4, ResultStatus.PRELIMINARY, "GLU", "4.0"),
                Talk.report(a, "R" + i, 5, ResultStatus.FINAL, "GLU", "5.0"),
                Talk.report(a, "R" + i, 6, ResultStatus.CORRECTED, "GLU", "6.0"),
                Talk.merge(b, a, 7),
                Talk.report(b, "S" + i, 8, ResultStatus.FINAL, "CRE", "80"),
                Talk.merge(a, c, 9),
                Talk.visit(a, "V" + i, VisitEvent.DISCHARGED, 10, "NGOAI"));
        List<Delivery> story = new ArrayList<>();
        for (int m = 0; m < notices.size(); m++) {
            // The patient comes with the visit, as in an ADT message.
            Notice notice = notices.get(m);
            story.add(
                    notice instanceof Notice.VisitStated v
                            ? Talk.message(
                                    house.source,
                                    i + "-" + m,
                                    Talk.patient(v.who(), m, Talk.named("Nguyễn Thị " + (m < 2 ? "Anh" : "Ánh"))),
                                    v)
                            : Talk.message(house.source, i + "-" + m, notice));
        }
        return story;
    }

    private static void check(House house) {
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertEquals(SHUFFLES * 3L, house.count("patient"));
        assertEquals(SHUFFLES, house.count("patient where name = 'Nguyễn Thị Ánh'"));
        assertEquals(SHUFFLES * 2L, house.count("diagnostic_report"));
        assertEquals(SHUFFLES * 2L, house.count("observation"));
        assertEquals(SHUFFLES, house.count("observation where status = 'CORRECTED' and number = 6.0"));
        assertEquals(SHUFFLES * 2L, house.count("patient_link where active"));
        assertEquals(SHUFFLES, house.count("encounter where status = 'FINISHED'"));
        assertEquals(SHUFFLES * 2L, house.count("department_stay where end_from is not null and not cancelled"));
        assertEquals(SHUFFLES, house.count("record_folder where state = 'IN_TREATMENT'"));
        // Every chart of a survivor reads both reports.
        assertEquals(SHUFFLES, house.count("""
                        patient_identifier i where i.value like 'C%' and 2 = (select count(*) from diagnostic_report r
                          where r.tenant_id = i.tenant_id and r.patient_id in (select link_set(i.tenant_id, i.patient_id)))
                        """));
        assertEquals(List.of(), HistoryCheck.differences(house.database));
        assertEquals(0, HistoryCheck.untraced(house.database));
    }

    /** Reads a kept test message back. */
    private static final class Repeating implements Translator {
        static final java.util.Map<String, Delivery> KEPT = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public String format() {
            return "test";
        }

        @Override
        public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
            return KEPT.get(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
